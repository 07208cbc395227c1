import { isMeasured, type Finding, type Resource } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { formatText } from '#shared/units/format.ts'
import { beyondAxes, type BeyondAxis, type DomainAxis } from '../calibration/measuredDomain.ts'
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

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** What the user should know of a scenario that runs, in plain sentences: problems, then warnings, then notes. */
export function findingsOf(scenario: ResolvedScenario, plan: Plan, latency: Latency, judged: Judged): Finding[] {
  const { hardware, model, workload, deployment } = scenario
  const findings: Finding[] = []
  const add = (severity: Finding['severity'], code: string, text: string): void => {
    findings.push({ severity, code, text })
  }
  if (latency.inFlight < workload.concurrency && deployment.serving !== 'disaggregated') {
    add(
      'warning',
      'requests-wait',
      `Times are for ${Math.floor(latency.inFlight)} requests at once; the other ${Math.ceil(workload.concurrency - latency.inFlight)} wait for memory, and their wait is in the time to the first token.`,
    )
  }
  if (latency.mixedShare >= 1) {
    add(
      'warning',
      'prefill-saturated',
      'Prompts fill every step: requests queue for them. More devices, shorter inputs or a prefix cache would help.',
    )
  }
  if (latency.bottleneck !== null) {
    const names = { prefill: 'The prefill pool', decode: 'The decode pool', link: 'The link between the pools' }
    add('note', 'bottleneck', `${names[latency.bottleneck]} limits the throughput.`)
  }
  const context = model.published.context.value
  if (context !== null && workload.inputTokens + workload.outputTokens > context) {
    add(
      'warning',
      'context-exceeded',
      `${workload.inputTokens + workload.outputTokens} tokens exceed the published context of ${model.name}, ${context} tokens.`,
    )
  }
  if (deployment.bandwidthAllocation !== null) {
    const { serving, link } = plan.machine
    add(
      'note',
      'bandwidth-allocation',
      dealsBandwidth(plan.machine) && link !== null
        ? `While decoding, memory has ${formatText(serving.bandwidth, 'bytesPerSecond')} and the link ${formatText(link.bandwidth, 'bytesPerSecond')} of the bandwidth they share; with prompts in the step memory has ${percent(deployment.bandwidthAllocation.prefill)} of it.`
        : `${hardware.name} has no memory off its die and link to share bandwidth between: the allocation changes nothing.`,
    )
  }
  const peak = plan.machine.peaks[plan.calibration.precision]
  if (peak.format !== null && !peak.published) {
    add(
      'warning',
      'peak-derived',
      `No dense ${plan.calibration.precision} peak of ${hardware.name} is published; one is derived, and compute times are estimates.`,
    )
  }
  if (peak.format !== null && peak.published && narrower(plan.calibration.precision, peak.format)) {
    add(
      'note',
      'precision-unpacked',
      `${hardware.name} has no ${plan.calibration.precision} unit: weights are unpacked and multiplied in ${peak.format}.`,
    )
  }
  if (deployment.stack !== null && plan.serving.source !== 'own') {
    add(
      'warning',
      'stack-unused',
      `Your calibration “${deployment.stack.name}” is of another device or way of serving, and is not used here: choose another, or calibrate anew.`,
    )
  }
  if (plan.serving.source === 'own') {
    const error = plan.serving.medianError
    add(
      'note',
      'stack-own',
      `Calibrated on ${plan.serving.points} of your own points, “${plan.serving.donor}”${error === null ? '' : `, ${percent(error)} off on points left out`}.`,
    )
  }
  if (!isMeasured(plan.serving.source)) {
    add(
      'note',
      'calibration-inherited',
      plan.serving.source === 'generic'
        ? `No measured runs of ${hardware.name} or a relative are at hand: generic efficiencies are used, with a wide interval.`
        : `No measured runs of ${hardware.name} with this stack are at hand: coefficients of ${plan.serving.donor} are used, with a wider interval.`,
    )
  }
  const [beyond] = beyondAxes(plan.serving.domain, workload, judged.requestsPerRank)
  if (beyond !== undefined) add('warning', 'extrapolated', beyondText(beyond, plan.serving.donor))
  if (latency.decoding > 0 && latency.decoding < plan.layout.pipelineParallel && plan.layout.pipelineParallel > 1) {
    add(
      'note',
      'stages-idle',
      `${plan.layout.pipelineParallel} pipeline stages serve ${Math.max(1, Math.round(latency.decoding))} requests at once: some stages idle.`,
    )
  }
  if (judged.movementShare !== null) {
    add(
      'note',
      'movement-share',
      judged.movementShare > WALL
        ? `${percent(judged.movementShare)} of the time per token is spent moving data: this scenario stands at the memory wall.`
        : `${percent(judged.movementShare)} of the time per token is spent moving data.`,
    )
  }
  const order = { problem: 0, warning: 1, note: 2 }
  return findings.sort((first, second) => order[first.severity] - order[second.severity])
}

const AXIS_WORDS: Readonly<Record<DomainAxis, string>> = {
  requestsPerRank: 'requests at once on a rank',
  inputTokens: 'input tokens',
  contextTokens: 'tokens of input and output together',
}

/** "16,384 input tokens lie beyond the measurements of h100-sxm/vllm, 1,024 to 8,192: …" */
function beyondText({ axis, value, measured: [low, high] }: BeyondAxis, donor: string): string {
  const of = (number: number): string => formatText(Number(number.toPrecision(3)), 'count')
  return `${of(value)} ${AXIS_WORDS[axis]} lie beyond the measurements of ${donor}, ${of(low)} to ${of(high)}: times are extrapolated, with a wider interval.`
}

function narrower(precision: string, format: string): boolean {
  return /4|8/.test(precision) && (format === 'bf16' || format === 'fp16' || format === 'fp32') && precision !== 'int4'
}
