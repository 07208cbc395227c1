/** Measured serving runs with the deployments they were made on: what serving stacks are fitted to. */
import { WITHOUT_EXTRAS, type Deployment, type Pool } from '../../src-shared/domain/deployment.ts'
import { wordingText } from '../../src-shared/words/say.ts'
import type { FittedSample } from '../../src-main/engine/fitting/servingFeatures.ts'
import { machineOf } from '../../src-main/engine/machine/machine.ts'
import { buildDeployment } from '../../src-main/engine/placement/build.ts'
import { createLatency } from '../../src-main/engine/serving/latency.ts'
import { floorSeconds } from '../../src-main/engine/serving/operatorTime.ts'
import { evaluateLatency } from '../../src-main/engine/serving/serve.ts'
import type { Service } from '../../src-main/engine/serving/service.ts'
import { createTotals, stepTime } from '../../src-main/engine/serving/step.ts'
import { hardware, models } from '../libraryProfiles.ts'
import { requestRows } from './requestRows.ts'
import { aggregatedRows, disaggregatedRows, fixedBatchRows, type ServingRow } from './servingRows.ts'

/** A run ready to be fitted. */
export interface Sample extends FittedSample<ServingRow> {
  /** Runs alike but for their load: left out together, for they would tell of one another. */
  readonly group: string
}

function perWorker(degrees: Pick<Pool, 'tensorParallel' | 'pipelineParallel' | 'dataParallel'>): number {
  return degrees.tensorParallel * degrees.pipelineParallel * degrees.dataParallel
}

function devicesOf(pool: Pool): number {
  return pool.workers * perWorker(pool)
}

function deploymentOf(row: ServingRow): Deployment {
  return {
    serving: row.mode,
    devices: row.pools ? devicesOf(row.pools.prefill) + devicesOf(row.pools.decode) : perWorker(row),
    tensorParallel: row.tensorParallel,
    pipelineParallel: row.pipelineParallel,
    dataParallel: row.dataParallel,
    expertParallel: row.expertParallel,
    weightPrecision: row.weights,
    activationPrecision: row.weights === 'int4' ? 'bf16' : row.weights,
    kvPrecision: row.kv,
    software: row.software,
    ...WITHOUT_EXTRAS,
    overlap: 0,
    routingSkew: 1,
    pools: row.pools,
  }
}

const latency = createLatency()

/** Seconds of the decode step just evaluated at the speed of light. */
function decodeFloor(service: Service): number {
  const { plan } = service.mode === 'disaggregated' ? service.decode : service.workers
  let floor = 0
  stepTime(plan, latency.baseStep, createTotals(), (operator, _prefill, _timing, work) => {
    floor += floorSeconds(plan, operator, work) * operator.count
  })
  return floor
}

/** Told why a row is left out. */
type Refuse = (why: string) => void

function sampleOf(row: ServingRow, refuse: Refuse): Sample | null {
  const profile = hardware.get(row.hardware)
  const model = models.get(row.model)
  const no = (why: string): null => {
    refuse(why)
    return null
  }
  if (!profile || !model) return no(`not in the library: ${row.hardware}, ${row.model}`)
  const { inputTokens, outputTokens, concurrency } = row
  const workload = { inputTokens, outputTokens, concurrency, cachedShare: 0 }
  const parts = { model, workload, deployment: deploymentOf(row), prefill: null }
  const built = buildDeployment(parts, machineOf(profile))
  // What ran did fit, whatever the engine says of it.
  const service = built.service ?? buildDeployment(parts, machineOf(profile), false).service
  if (service === null) {
    const [first] = built.findings
    return no(`${row.model}: ${first === undefined ? 'invalid' : wordingText(first)}`)
  }
  evaluateLatency(service, workload, latency)
  if (!Number.isFinite(latency.e2e)) return no(`a figure is not known for ${row.hardware}`)
  if (row.tpot !== null && row.tpot < decodeFloor(service)) {
    return no('faster than bytes over bandwidth: fewer requests ran at once than are named, or it speculated')
  }
  return {
    row,
    service,
    group: `${row.hardware}|${row.software}|${row.model}|${row.weights}|${row.tensorParallel}/${row.dataParallel}/${row.expertParallel}|${row.inputTokens}/${row.outputTokens}`,
    step: null,
    first: null,
  }
}

/** All runs of a folder of measurements that can be fitted. @param refuse told why each of the others is left out */
export function servingSamples(folder: string, refuse: Refuse): Sample[] {
  const rows = [
    ...aggregatedRows(folder),
    ...disaggregatedRows(folder, refuse),
    ...fixedBatchRows(folder),
    ...requestRows(folder),
  ]
  return rows.flatMap((row) => sampleOf(row, refuse) ?? [])
}
