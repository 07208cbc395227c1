import type { Resource } from '#shared/domain/result.ts'
import { letterOf, memoryWordOf } from '#shared/words/scenario.ts'
import { resourceName } from '#shared/words/labels.ts'
import { capitalised, joinWords, percentText, withinSentence } from '#shared/words/text.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { formatText } from '#shared/units/format.ts'
import { type Limit } from '#shared/domain/objectiveLimits.ts'
import { limited } from './objective.ts'
import {
  COST,
  ENERGY,
  SPEED,
  fits,
  intervalText,
  ranked,
  relationText,
  together,
  valueOf,
  valueText,
  type Criterion,
} from './criterion.ts'
import type { Verdict } from './verdict.ts'

/** How many reasons the first page has room for. */
const MOST = 5

/**
 * The facts behind the verdict, each with its numbers, most telling first.
 * @param scenarios all of the comparison, in its order
 */
export function reasonsOf(verdict: Verdict, scenarios: readonly EvaluatedScenario[]): string[] {
  const misfit = scenarios.some((scenario) => !fits(scenario))
  return [
    // Where something does not fit, that comes before any speed.
    misfit ? fitReason(scenarios) : '',
    ...verdict.limits.map((limit) => limitReason(scenarios, limit)),
    comparisonReason(scenarios, COST),
    comparisonReason(scenarios, SPEED),
    bindingReason(scenarios),
    misfit ? '' : fitReason(scenarios),
    comparisonReason(scenarios, ENERGY),
  ]
    .filter((reason) => reason !== '')
    .slice(0, MOST)
}

/** "Cost per million output tokens: A 1.04 USD (0.900–1.20 USD); B 6.38 USD (4.80–8.90 USD), 6.1× that of A." */
function comparisonReason(scenarios: readonly EvaluatedScenario[], criterion: Criterion): string {
  const order = ranked(scenarios, criterion)
  const [best] = order
  if (!best) return ''
  const parts = order.map((scenario, index) => {
    const interval = intervalText(scenario.result.metrics[criterion.metric], criterion.dimension)
    const range = interval === '' ? '' : ` (${interval})`
    const relation =
      index === 0 ? '' : relationText(valueOf(scenario, criterion), valueOf(best, criterion), letterOf(best))
    return `${letterOf(scenario)}\u00a0${valueText(scenario, criterion)}${range}${relation}`
  })
  const unknown = scenarios.filter((scenario) => fits(scenario) && valueOf(scenario, criterion) === null).map(letterOf)
  const missing = unknown.length > 0 ? `; unknown for ${joinWords(unknown)}` : ''
  return `${capitalised(criterion.noun)}: ${parts.join('; ')}${missing}.`
}

/** "Time per token against 15 ms: A 8.60 ms (57 %), B 3.10 ms (21 %)." */
function limitReason(scenarios: readonly EvaluatedScenario[], limit: Limit): string {
  const parts = scenarios.filter(fits).map((scenario) => {
    const { value } = limited(scenario, limit)
    return value === null
      ? `${letterOf(scenario)}\u00a0unknown`
      : `${letterOf(scenario)}\u00a0${formatText(value, 'seconds')}, ${percentText(value / limit.seconds)} of it`
  })
  if (parts.length === 0) return ''
  return `${capitalised(limit.noun)} against a limit of ${formatText(limit.seconds, 'seconds', { trim: true })}: ${parts.join('; ')}.`
}

/** "Decode is bound on A and C by HBM, on B by link. Share of its time that moves data: A 62 %, B 71 %." */
function bindingReason(scenarios: readonly EvaluatedScenario[]): string {
  const bound = scenarios.filter(fits).flatMap((scenario): [string, string][] => {
    const binding = scenario.result.binding?.decode
    return binding ? [[letterOf(scenario), resourceIn(scenario, binding.resource)]] : []
  })
  if (bound.length === 0) return ''
  const moved = scenarios.filter(fits).flatMap((scenario): [string, string][] => {
    const share = scenario.result.metrics.movementShare.value
    return share === null ? [] : [[letterOf(scenario), percentText(share)]]
  })
  const resources = together(bound).map(({ letters, text }) => `on ${letters} by ${text}`)
  const shares = together(moved).map(({ letters, text }) => `${letters}\u00a0${text}`)
  const movement = shares.length > 0 ? ` Share of its time that moves data: ${shares.join(', ')}.` : ''
  return `Decode is bound ${resources.join(', ')}.${movement}`
}

/** "Weights and KV cache: A and C hold 124 GB and are 9 % full; B is 21 GB short." */
function fitReason(scenarios: readonly EvaluatedScenario[]): string {
  const said = scenarios.map((scenario): [string, string] => {
    const { fit } = scenario.result
    if (!fits(scenario)) return [letterOf(scenario), `${formatText(fit.shortfall, 'bytes')} short`]
    const held = formatText(fit.weights + fit.kv, 'bytes')
    return [letterOf(scenario), fit.fullness === null ? held : `${held}, ${percentText(fit.fullness)} full`]
  })
  return `Weights and KV cache: ${together(said)
    .map(({ letters, text }) => `${letters} ${text}`)
    .join('; ')}.`
}

/** The resource as a scenario's machine calls it: "HBM", "link". */
function resourceIn(scenario: EvaluatedScenario, resource: Resource): string {
  return withinSentence(resourceName(resource, memoryWordOf([scenario])))
}
