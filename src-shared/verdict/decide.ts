import { isMeasured } from '../domain/result.ts'
import type { BreakEven } from '../domain/analysis/breakEven.ts'
import { confidenceWord, type Confidence } from '../domain/analysis/confidence.ts'
import { SENSITIVE_METRICS, type SensitiveMetric } from '../domain/sensitivity.ts'
import type { Workspace } from '../domain/workspace.ts'
import { formatDelta, formatNumber, formatText } from '../units/format.ts'
import { resourceWord } from '../words/labels.ts'
import { letterAndName, letterOf, memoryWordOf } from '../words/scenario.ts'
import { capitalised, joinWords, percentText, timesText, withinSentence } from '../words/text.ts'
import { SENSITIVE_METRIC_WORDS } from '../charts/decision/tornado.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { reasonText } from '../words/reasonText.ts'

/** What a decision is made from. Analyses that are not there yet are null. */
export interface DecisionInput {
  readonly objective: Workspace['objective']
  readonly scenarios: readonly EvaluatedScenario[]
  /** What the choice is made by, among the scenarios that keep the objective. */
  readonly metric: SensitiveMetric
  readonly confidence: Confidence | null
  /** Of the chosen one against the runner-up, by the same metric. */
  readonly breakEven: BreakEven | null
}

/** One reason: a number, what it is, and what it is set against. */
export interface DecisionReason {
  readonly value: string
  readonly text: string
  readonly note: string
}

/** What would turn the choice. */
export interface DecisionFlip {
  /** Path of the input, as the inspector names it. */
  readonly path: string
  readonly text: string
  readonly value: string
  readonly note: string
}

/** A recommendation under stated criteria, in plain words. */
export interface Decision {
  readonly criterion: string
  /** Null: none keeps the objective, or nothing is known. */
  readonly chosen: EvaluatedScenario | null
  readonly runnerUp: EvaluatedScenario | null
  readonly heading: string
  readonly certainty: string
  readonly reasons: readonly DecisionReason[]
  readonly flips: readonly DecisionFlip[]
  /** The best that can be said for the runner-up. */
  readonly steelMan: readonly string[]
  /** What weakens the choice: calibrations of relatives, extrapolation. */
  readonly caveats: readonly string[]
}

const MOST_FLIPS = 4

/** A scenario fits, runs and keeps the objective. */
export function keepsObjective(
  { result }: EvaluatedScenario,
  { timePerToken, timeToFirstToken }: Workspace['objective'],
): boolean {
  const { tpot, ttft } = result.metrics
  if (result.fit.state === 'doesNotFit' || tpot.value === null || ttft.value === null) return false
  return (
    (timePerToken === null || tpot.value <= timePerToken) &&
    (timeToFirstToken === null || ttft.value <= timeToFirstToken)
  )
}

/** Those who have the number, best first. */
function ranked(scenarios: readonly EvaluatedScenario[], metric: SensitiveMetric): readonly EvaluatedScenario[] {
  const sign = SENSITIVE_METRICS[metric] === 'less' ? 1 : -1
  return scenarios
    .filter(({ result }) => result.metrics[metric].value !== null)
    .toSorted((one, two) => sign * ((one.result.metrics[metric].value ?? 0) - (two.result.metrics[metric].value ?? 0)))
}

/**
 * Chooses the best by the metric among those that fit and keep the objective, and says why, how sure that is, what would
 * turn it and what speaks for the second.
 */
export function decide(input: DecisionInput): Decision {
  const { objective, scenarios, metric } = input
  const eligible = scenarios.filter((scenario) => keepsObjective(scenario, objective))
  const [chosen = null, runnerUp = null] = ranked(eligible, metric)
  const criterion = criterionText(input)
  if (chosen === null) {
    return {
      criterion,
      chosen,
      runnerUp: null,
      heading: eligible.length === 0 ? 'None meets the objective' : 'Nothing to choose by',
      certainty: noneText(input, eligible),
      reasons: [],
      flips: [],
      steelMan: [],
      caveats: [],
    }
  }
  return {
    criterion,
    chosen,
    runnerUp,
    heading: scenarios.length === 1 ? `${chosen.name} alone` : `Choose ${chosen.name}`,
    certainty: certaintyText(input, chosen),
    reasons: reasonsFor(input, chosen, runnerUp),
    flips: flipsOf(input, chosen, runnerUp),
    steelMan: runnerUp === null ? [] : steelManOf(chosen, runnerUp, scenarios),
    caveats: caveatsOf(chosen, runnerUp),
  }
}

/** "Lowest cost per million output tokens within 15 ms per token". */
function criterionText({ objective, metric }: DecisionInput): string {
  const best = SENSITIVE_METRICS[metric] === 'less' ? 'Lowest' : 'Highest'
  const bounds = [
    ...(objective.timePerToken === null
      ? []
      : [`${formatText(objective.timePerToken, 'seconds', { trim: true })} per token`]),
    ...(objective.timeToFirstToken === null
      ? []
      : [`${formatText(objective.timeToFirstToken, 'seconds', { trim: true })} to the first token`]),
  ]
  const within = bounds.length === 0 ? ', no SLO' : ` within ${joinWords(bounds)}`
  return `${best} ${SENSITIVE_METRIC_WORDS[metric].noun}${within}`
}

function noneText({ scenarios, metric }: DecisionInput, eligible: readonly EvaluatedScenario[]): string {
  if (scenarios.length === 0) return 'Add a scenario to decide about.'
  if (eligible.length > 0) {
    const reason = reasonText(eligible[0]?.result.metrics[metric].reason, 'It is not known.')
    return `The ${SENSITIVE_METRIC_WORDS[metric].noun} of none is known: ${withinSentence(reason)}`
  }
  const words = scenarios.map((scenario) => {
    const { fit, metrics } = scenario.result
    if (fit.state === 'doesNotFit') return `${letterOf(scenario)} does not fit`
    const { tpot, ttft } = metrics
    if (tpot.value === null || ttft.value === null) return `${letterOf(scenario)} is not known`
    return `${letterOf(scenario)} takes ${formatText(tpot.value, 'seconds')} per token, ${formatText(ttft.value, 'seconds')} to the first`
  })
  return `${capitalised(joinWords(words))}.`
}

function certaintyText({ confidence, metric }: DecisionInput, chosen: EvaluatedScenario): string {
  const drawn =
    confidence?.metric === metric ? confidence.scenarios.find(({ scenario }) => scenario === chosen.id) : undefined
  if (!confidence || !drawn) return 'Drawing what is uncertain.'
  if (confidence.scenarios.length === 1) return 'There is nothing to compare it with.'
  const share = drawn.first / confidence.draws
  const meets =
    drawn.meets === null ? '' : ` It keeps the SLO in ${percentText(drawn.meets / confidence.draws)} of them.`
  return `${letterOf(chosen)} ranks first in ${formatText(drawn.first, 'count')} of ${formatText(confidence.draws, 'count')} draws: ${confidenceWord(share)}.${meets}`
}

function reasonsFor(
  { objective, metric, scenarios }: DecisionInput,
  chosen: EvaluatedScenario,
  runnerUp: EvaluatedScenario | null,
): DecisionReason[] {
  const words = SENSITIVE_METRIC_WORDS[metric]
  const { metrics, fit, binding } = chosen.result
  const against = (own: number | null, other: number | null | undefined): string => {
    if (own === null || runnerUp === null || other === null || other === undefined) return ''
    const { text } = formatDelta(own, other, words.dimension)
    return `${text} against ${letterOf(runnerUp)}`
  }
  const reasons: DecisionReason[] = [
    {
      value: formatText(metrics[metric].value ?? 0, words.dimension),
      text: words.noun,
      note: against(metrics[metric].value, runnerUp?.result.metrics[metric].value),
    },
  ]
  const tpot = metrics.tpot.value
  if (metric !== 'tpot' && tpot !== null) {
    const slack = objective.timePerToken === null ? null : 1 - tpot / objective.timePerToken
    reasons.push({
      value: formatText(tpot, 'seconds'),
      text: 'per output token, per user',
      note:
        slack === null ? against(tpot, runnerUp?.result.metrics.tpot.value) : `${percentText(slack)} inside the SLO`,
    })
  }
  const ttft = metrics.ttft.value
  if (metric !== 'ttft' && ttft !== null && objective.timeToFirstToken !== null) {
    const slack = 1 - ttft / objective.timeToFirstToken
    reasons.push({
      value: formatText(ttft, 'seconds'),
      text: 'to the first token',
      note: `${percentText(slack)} inside the SLO`,
    })
  }
  const throughput = metrics.deviceThroughput.value
  if (throughput !== null) {
    reasons.push({
      value: formatNumber(throughput),
      text: 'output tokens/s, per device',
      note: against(throughput, runnerUp?.result.metrics.deviceThroughput.value),
    })
  }
  if (fit.fullness !== null) {
    const binds =
      binding === null
        ? ''
        : `${capitalised(resourceWord(binding.decode.resource, memoryWordOf([chosen])))} ${binding.decode.resource === 'link' ? 'bind' : 'binds'} decode`
    reasons.push({ value: percentText(fit.fullness), text: 'of the memory in use', note: binds })
  }
  const out = scenarios.filter((scenario) => scenario !== chosen && !keepsObjective(scenario, objective))
  if (out.length > 0 && reasons.length < 5) {
    reasons.push({
      value: joinWords(out.map(letterOf)),
      text: out.length > 1 ? 'do not meet the objective' : 'does not meet the objective',
      note: '',
    })
  }
  return reasons.slice(0, 5)
}

/** "Price per device above 552 k USD: then D ranks first." */
function flipsOf(
  { breakEven, metric }: DecisionInput,
  chosen: EvaluatedScenario,
  runnerUp: EvaluatedScenario | null,
): DecisionFlip[] {
  if (!breakEven || !runnerUp || breakEven.metric !== metric) return []
  if (breakEven.scenario !== chosen.id || breakEven.rival !== runnerUp.id) return []
  return breakEven.points.slice(0, MOST_FLIPS).map(({ input, label, dimension, base, at }) => ({
    path: input,
    text: `${label} ${at > base ? 'above' : 'below'}`,
    value: formatText(at, dimension),
    note: `${formatText(base, dimension)} now; then ${letterOf(runnerUp)} ranks first`,
  }))
}

/** Whether a metric of the one is better than the other's, and by how much in words. */
function betterText(
  one: EvaluatedScenario,
  two: EvaluatedScenario,
  metric: 'tpot' | 'ttft' | 'systemThroughput' | 'deviceThroughput' | 'energyPerOutputToken' | 'costPerMillionOutput',
  less: boolean,
  words: string,
): string | null {
  const own = one.result.metrics[metric].value
  const other = two.result.metrics[metric].value
  if (own === null || other === null || own <= 0 || other <= 0) return null
  const ratio = less ? other / own : own / other
  return ratio > 1.02 ? `${words} ${timesText(ratio)} better` : null
}

/** What the second does better, which numbers of the first are weakest, and how much room it has. */
function steelManOf(
  chosen: EvaluatedScenario,
  second: EvaluatedScenario,
  scenarios: readonly EvaluatedScenario[],
): string[] {
  const better = [
    betterText(second, chosen, 'tpot', true, 'time per token'),
    betterText(second, chosen, 'ttft', true, 'time to first token'),
    betterText(second, chosen, 'deviceThroughput', false, 'throughput per device'),
    betterText(second, chosen, 'systemThroughput', false, 'throughput per system'),
    betterText(second, chosen, 'energyPerOutputToken', true, 'energy per output token'),
    betterText(second, chosen, 'costPerMillionOutput', true, 'cost per output token'),
  ].flatMap((text) => text ?? [])
  const letter = letterOf(second)
  const said: string[] = []
  if (better.length > 0) said.push(`${letter} has ${joinWords(better.slice(0, 3))} than ${letterOf(chosen)}.`)
  const [own, other] = [chosen.result, second.result]
  if (!isMeasured(own.calibration.source) && isMeasured(other.calibration.source)) {
    said.push(`The times of ${letter} rest on its own measurements, those of ${letterOf(chosen)} on a relative’s.`)
  }
  const [free, taken] = [other.fit.fullness, own.fit.fullness]
  if (free !== null && taken !== null && free < taken * 0.9) {
    said.push(
      `${letter} leaves more memory free, ${percentText(1 - free)} against ${percentText(1 - taken)}: longer contexts or more users.`,
    )
  }
  if (said.length === 0) {
    said.push(
      `Nothing that is modelled speaks for ${letterAndName(second)} here${scenarios.length > 2 ? ', nor for the others before it' : ''}.`,
    )
  }
  return said
}

function caveatsOf(chosen: EvaluatedScenario, runnerUp: EvaluatedScenario | null): string[] {
  const said: string[] = []
  for (const scenario of [chosen, ...(runnerUp ? [runnerUp] : [])]) {
    const { calibration, metrics } = scenario.result
    if (!isMeasured(calibration.source))
      said.push(`The calibration of ${letterOf(scenario)} is inherited from ${calibration.donor}.`)
    if (metrics.tpot.extrapolated === true) said.push(`The load of ${letterOf(scenario)} lies beyond its measurements.`)
    const { grade } = metrics.costPerMillionOutput
    if (grade === 'guess') said.push(`The price of ${letterOf(scenario)} is a guess.`)
  }
  return [...said, 'Not modelled: bursts above the mean load, failures of several nodes at once, resale value.']
}

/** The decision as a paragraph for the report: the choice, its reasons, what would turn it. */
export function decisionText(decision: Decision): string {
  const { chosen, criterion, certainty, reasons, flips, steelMan } = decision
  if (chosen === null) return `${decision.heading}. ${certainty}`
  const why = reasons.map(({ value, text, note }) => `${value} ${text}${note ? ` (${note})` : ''}`).join('; ')
  const turn = flips.map(({ text, value, note }) => `${withinSentence(text)} ${value} (${note})`).join('; ')
  return [
    `${decision.heading}. Criterion: ${withinSentence(criterion)}. ${certainty}`,
    why ? `Why: ${why}.` : '',
    turn ? `What would change it: ${turn}.` : '',
    steelMan.length > 0 ? `For the second: ${steelMan.join(' ')}` : '',
  ]
    .filter((part) => part !== '')
    .join('\n')
}
