import type { MovementShares } from '#shared/domain/movement.ts'
import type { Deployment } from '#shared/domain/deployment.ts'
import type { PoolsResult } from '#shared/domain/poolsResult.ts'
import { isMeasured } from '#shared/domain/calibrationUse.ts'
import type { Finding, Resource } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { amount, type Amount } from '#shared/units/amount.ts'
import { beyondAxes } from '../calibration/measuredDomain.ts'
import { devicesPerCopy } from '#shared/domain/lowering/layout.ts'
import { WAFER_CONSTANTS } from '../calibration/dataflow.ts'
import { dealsBandwidth } from '../placement/phases.ts'
import type { Latency } from '../serving/latency.ts'
import type { Plan } from '../serving/plan.ts'
import { figureBehind, isEstimated } from './inputSpread.ts'
import { unexercisedFindings } from './unexercised.ts'

/** What the findings draw on besides the scenario. */
export interface Judged {
  readonly moving: MovementShares | null
  /** Requests in flight on one attention rank. */
  readonly requestsPerRank: number
  /** What requests that are not served at once wait for: room in memory, or a place in a step. */
  readonly waitsFor: 'memory' | 'step'
  readonly decode: { readonly resource: Resource; readonly level: string; readonly share: number }
  /** The plan of a prefill pool on another device or stack, and what is said of both pools; null: there is none. */
  readonly prefill: Plan | null
  readonly pools: PoolsResult | null
}

/** Half the time spent moving data is the published line between a compute problem and a memory-wall problem. */
const WALL = 0.5
/** Movement on the die that is worth a word: it would be printed as 0 % below. */
const LEAST_SAID = 0.005

/** What the user should know of a scenario that runs: problems, then warnings, then notes. */
export function findingsOf(scenario: ResolvedScenario, plan: Plan, latency: Latency, judged: Judged): Finding[] {
  const { hardware, model, workload, deployment } = scenario
  const { serving } = plan
  const device = hardware.name
  const findings: Finding[] = []
  if (latency.inFlight < workload.concurrency && deployment.serving !== 'disaggregated') {
    const waiting = Math.ceil(workload.concurrency - latency.inFlight)
    const parameters = { served: Math.floor(latency.inFlight), waiting, limit: judged.waitsFor }
    findings.push({ severity: 'warning', code: 'requests-wait', parameters })
  }
  if (latency.mixedShare >= 1) findings.push({ severity: 'warning', code: 'prefill-saturated' })
  if (latency.bottleneck !== null) {
    findings.push({ severity: 'note', code: 'bottleneck', parameters: { part: latency.bottleneck } })
  }
  const context = model.published.context.value
  const tokens = workload.inputTokens + workload.outputTokens
  if (context !== null && tokens > context) {
    findings.push({ severity: 'warning', code: 'context-exceeded', parameters: { tokens, model: model.name, context } })
  }
  if (deployment.bandwidthAllocation !== null) {
    const { machine } = plan
    const parameters = {
      shared: dealsBandwidth(machine) && machine.link !== null ? 'yes' : 'no',
      memory: amount(machine.serving.bandwidth, 'bytesPerSecond'),
      link: amount(machine.link?.bandwidth ?? null, 'bytesPerSecond'),
      prefill: deployment.bandwidthAllocation.prefill,
      device,
    } as const
    findings.push({ severity: 'note', code: 'bandwidth-allocation', parameters })
  }
  findings.push(...planFindings(plan, deployment))
  if (judged.prefill !== null) {
    // What is so of both pools is said once.
    const said = new Set(findings.map((finding) => JSON.stringify(finding)))
    const more = planFindings(judged.prefill, { stack: null })
    findings.push(...more.filter((finding) => !said.has(JSON.stringify(finding))))
  }
  if (judged.pools !== null) findings.push(...poolFindings(judged.pools))
  const [beyond] = beyondAxes(serving.domain, workload, judged.requestsPerRank)
  if (beyond !== undefined) {
    const { axis, value, measured } = beyond
    const [low, high] = measured
    const parameters = { axis, value: rounded(value), donor: serving.donor, low: rounded(low), high: rounded(high) }
    findings.push({ severity: 'warning', code: 'extrapolated', parameters })
  }
  const stages = plan.layout.pipelineParallel
  if (latency.decoding > 0 && latency.decoding < stages && stages > 1) {
    const parameters = { stages, requests: Math.max(1, Math.round(latency.decoding)) }
    findings.push({ severity: 'note', code: 'stages-idle', parameters })
  }
  if (judged.moving !== null) {
    const { offDie: share, onDie } = judged.moving
    const parameters = {
      share,
      onDie,
      wall: share > WALL ? 'yes' : 'no',
      within: onDie >= LEAST_SAID ? 'yes' : 'no',
    } as const
    findings.push({ severity: 'note', code: 'movement-share', parameters })
  }
  const order = { problem: 0, warning: 1, note: 2 }
  return findings.sort((first, second) => order[first.severity] - order[second.severity])
}

/** What the figures and the calibration behind one plan give cause to say. */
function planFindings(plan: Plan, { stack }: Pick<Deployment, 'stack'>): Finding[] {
  const { serving, calibration } = plan
  const device = plan.machine.profile.name
  const findings: Finding[] = []
  const { precision } = calibration
  const { format, published } = plan.machine.peaks[precision]
  if (format !== null && !published) {
    findings.push({ severity: 'warning', code: 'peak-derived', parameters: { precision, device } })
  }
  if (published && isEstimated(figureBehind(plan, 'compute'))) {
    findings.push({ severity: 'warning', code: 'figure-estimated', parameters: { figure: 'peak', device } })
  }
  const { link, network } = plan.machine
  if (plan.dataflow !== null && devicesPerCopy(plan.layout) > 1 && link === null && network === null) {
    findings.push({ severity: 'warning', code: 'figure-estimated', parameters: { figure: 'link', device } })
  }
  if (plan.passage > 0) {
    const { value, low, high } = WAFER_CONSTANTS.passage
    const seconds = (figure: number | undefined): Amount => amount(figure ?? value, 'seconds')
    const parameters = {
      wafers: plan.layout.pipelineParallel,
      each: seconds(value),
      low: seconds(low),
      high: seconds(high),
    }
    findings.push({ severity: 'note', code: 'wafer-passage', parameters })
  }
  if (format !== null && published && narrower(precision, format)) {
    findings.push({ severity: 'note', code: 'precision-unpacked', parameters: { device, precision, format } })
  }
  if (stack !== null && serving.source !== 'own') {
    findings.push({ severity: 'warning', code: 'stack-unused', parameters: { stack: stack.name } })
  }
  if (serving.source === 'own') {
    const { points, donor: stack, medianError } = serving
    const parameters = { points, stack, judged: medianError === null ? 'no' : 'yes', error: medianError ?? 0 } as const
    findings.push({ severity: 'note', code: 'stack-own', parameters })
  }
  if (!isMeasured(serving.source)) {
    const parameters = { source: serving.source, device, donor: serving.donor }
    findings.push({ severity: 'note', code: 'calibration-inherited', parameters })
  }
  findings.push(...unexercisedFindings(plan))
  return findings
}

/** Workers a pool has beyond what is asked of it, and what becomes of the cache on its way. */
function poolFindings({ prefill, decode, transfer, apart }: PoolsResult): Finding[] {
  const findings: Finding[] = []
  for (const [pool, { surplus, workers, device }] of [
    ['prefill', prefill],
    ['decode', decode],
  ] as const) {
    if (surplus > 0)
      findings.push({ severity: 'note', code: 'pool-surplus', parameters: { pool, surplus, workers, device } })
  }
  if (apart || transfer.converted !== null) {
    const { device, link, bandwidth, bytes, converted } = transfer
    const parameters = {
      bytes: amount(bytes, 'bytes'),
      link,
      device,
      bandwidth: amount(bandwidth, 'bytesPerSecond'),
      anew: converted === null ? 'no' : converted.from === converted.to ? 'order' : 'format',
      from: converted?.from ?? prefill.kvPrecision,
      to: converted?.to ?? decode.kvPrecision,
    } as const
    findings.push({ severity: 'note', code: 'pools-transfer', parameters })
  }
  return findings
}

/** A count to three digits: the ends of what was measured are not exact. */
function rounded(count: number): Amount {
  return amount(Number(count.toPrecision(3)), 'count')
}

function narrower(precision: string, format: string): boolean {
  return /4|8/.test(precision) && (format === 'bf16' || format === 'fp16' || format === 'fp32') && precision !== 'int4'
}
