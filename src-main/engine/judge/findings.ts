import { isMeasured, type Finding, type Resource } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { amount, type Amount } from '#shared/units/amount.ts'
import { beyondAxes } from '../calibration/measuredDomain.ts'
import { dealsBandwidth } from '../placement/phases.ts'
import type { Latency } from '../serving/latency.ts'
import type { Plan } from '../serving/plan.ts'

/** What the findings draw on besides the scenario. */
export interface Judged {
  readonly movementShare: number | null
  /** Requests in flight on one attention rank. */
  readonly requestsPerRank: number
  readonly decode: { readonly resource: Resource; readonly level: string; readonly share: number }
}

/** Half the time spent moving data is the published line between a compute problem and a memory-wall problem. */
const WALL = 0.5

/** What the user should know of a scenario that runs: problems, then warnings, then notes. */
export function findingsOf(scenario: ResolvedScenario, plan: Plan, latency: Latency, judged: Judged): Finding[] {
  const { hardware, model, workload, deployment } = scenario
  const { serving, calibration } = plan
  const device = hardware.name
  const findings: Finding[] = []
  if (latency.inFlight < workload.concurrency && deployment.serving !== 'disaggregated') {
    const waiting = Math.ceil(workload.concurrency - latency.inFlight)
    const parameters = { served: Math.floor(latency.inFlight), waiting }
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
  const { precision } = calibration
  const { format, published } = plan.machine.peaks[precision]
  if (format !== null && !published) {
    findings.push({ severity: 'warning', code: 'peak-derived', parameters: { precision, device } })
  }
  if (format !== null && published && narrower(precision, format)) {
    findings.push({ severity: 'note', code: 'precision-unpacked', parameters: { device, precision, format } })
  }
  if (deployment.stack !== null && serving.source !== 'own') {
    findings.push({ severity: 'warning', code: 'stack-unused', parameters: { stack: deployment.stack.name } })
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
  if (judged.movementShare !== null) {
    const share = judged.movementShare
    findings.push({
      severity: 'note',
      code: 'movement-share',
      parameters: { share, wall: share > WALL ? 'yes' : 'no' },
    })
  }
  const order = { problem: 0, warning: 1, note: 2 }
  return findings.sort((first, second) => order[first.severity] - order[second.severity])
}

/** A count to three digits: the ends of what was measured are not exact. */
function rounded(count: number): Amount {
  return amount(Number(count.toPrecision(3)), 'count')
}

function narrower(precision: string, format: string): boolean {
  return /4|8/.test(precision) && (format === 'bf16' || format === 'fp16' || format === 'fp32') && precision !== 'int4'
}
