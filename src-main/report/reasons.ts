import type { Resource } from '#shared/domain/result.ts'
import { letterOf, memoryWordOf } from '#shared/charts/scenario.ts'
import { resourceName } from '#shared/charts/labels.ts'
import { capitalised, joinWords, percentText, timesText, withinSentence } from '#shared/charts/text.ts'
import type { ChartScenario } from '#shared/charts/types.ts'
import { formatText } from '#shared/units/format.ts'
import { limited, type Limit } from './objective.ts'
import { COST, ENERGY, SPEED, fits, intervalText, ranked, valueOf, valueText, type Criterion } from './words.ts'
import type { Verdict } from './verdict.ts'

/** How many reasons the first page has room for. */
const MOST = 5

/**
 * The facts behind the verdict, each with its numbers, most telling first.
 * @param scenarios all of the comparison, in its order
 */
export function reasonsOf(verdict: Verdict, scenarios: readonly ChartScenario[]): string[] {
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

/** "Cost per million output tokens: A 1.04 USD (0.900–1.20), B 6.38 USD (4.80–8.90), 6.1× A's." */
function comparisonReason(scenarios: readonly ChartScenario[], criterion: Criterion): string {
  const order = ranked(scenarios, criterion)
  const [best] = order
  if (!best) return ''
  const parts = order.map((scenario, index) => {
    const interval = intervalText(scenario.result.metrics[criterion.metric], criterion.dimension)
    const range = interval === '' ? '' : ` (${interval})`
    const times =
      index === 0 ? '' : relationText(valueOf(scenario, criterion), valueOf(best, criterion), letterOf(best))
    return `${letterOf(scenario)} ${valueText(scenario, criterion)}${range}${times}`
  })
  const unknown = scenarios.filter((scenario) => fits(scenario) && valueOf(scenario, criterion) === null).map(letterOf)
  const missing = unknown.length > 0 ? `; unknown for ${joinWords(unknown)}` : ''
  return `${capitalised(criterion.noun)}: ${parts.join('; ')}${missing}.`
}

/** Below this difference two values are called the same. */
const SAME = 0.02

/** ", 6.1× that of A", or ", the same as A". */
function relationText(ours: number | null, theirs: number | null, letter: string): string {
  if (!ours || !theirs) return ''
  const ratio = ours / theirs
  return Math.abs(ratio - 1) < SAME ? `, the same as ${letter}` : `, ${timesText(ratio)} that of ${letter}`
}

/** "Time per token against 15 ms: A 8.60 ms (57 %), B 3.10 ms (21 %)." */
function limitReason(scenarios: readonly ChartScenario[], limit: Limit): string {
  const parts = scenarios.filter(fits).map((scenario) => {
    const { value } = limited(scenario, limit)
    return value === null
      ? `${letterOf(scenario)} unknown`
      : `${letterOf(scenario)} ${formatText(value, 'seconds')}, ${percentText(value / limit.seconds)} of it`
  })
  if (parts.length === 0) return ''
  return `${capitalised(limit.noun)} against a limit of ${formatText(limit.seconds, 'seconds', { trim: true })}: ${parts.join('; ')}.`
}

/** "Decode is bound by HBM on A (41 % of its time) and by the link on B (78 %)." */
function bindingReason(scenarios: readonly ChartScenario[]): string {
  const parts = scenarios.filter(fits).flatMap((scenario) => {
    const binding = scenario.result.binding?.decode
    if (!binding) return []
    const moved = scenario.result.metrics.movementShare.value
    const movement = moved === null ? '' : `, ${percentText(moved)} of its time moves data`
    return [`${letterOf(scenario)} by ${resourceIn(scenario, binding.resource)}${movement}`]
  })
  return parts.length === 0 ? '' : `Decode is bound on ${parts.join('; on ')}.`
}

/** "Weights and KV cache take 124 GB: 9 % of the usable memory of A; 71 % of B." */
function fitReason(scenarios: readonly ChartScenario[]): string {
  const parts = scenarios.map((scenario) => {
    const { fit } = scenario.result
    if (fit.state === 'doesNotFit') {
      return `${letterOf(scenario)} is ${formatText(fit.shortfall, 'bytes')} short`
    }
    const held = formatText(fit.weights + fit.kv, 'bytes')
    return fit.fullness === null
      ? `${letterOf(scenario)} holds ${held}`
      : `${letterOf(scenario)} holds ${held} and is ${percentText(fit.fullness)} full`
  })
  return `Weights and KV cache: ${parts.join('; ')}.`
}

/** The resource as a scenario's machine calls it: "HBM", "link". */
export function resourceIn(scenario: ChartScenario, resource: Resource): string {
  return withinSentence(resourceName(resource, memoryWordOf([scenario])))
}
