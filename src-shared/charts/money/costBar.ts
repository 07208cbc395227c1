import { say } from '../../words/say.ts'
import { amount } from '../../units/amount.ts'
import { inTones, partBars, type Parts } from '../kit/partBars.ts'
import { letterOf } from '../../words/scenario.ts'
import { percentText } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOptions } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { sentences } from '../../words/joined.ts'

/** Parts of the hourly cost of a machine. */
const COST_PARTS = ['capital', 'energy', 'operations', 'facility', 'migration'] as const
/** A part of the cost. */
export type CostPart = (typeof COST_PARTS)[number]

/**
 * Dollars per million output tokens by part: the hourly cost's shares of the headline figure.
 * @returns null when the cost is unknown; a part that is unknown on its own is absent
 */
export function costParts(scenario: EvaluatedScenario): Parts<CostPart> {
  const { costs, metrics, fit } = scenario.result
  const total = metrics.costPerMillionOutput.value
  const hourly: Readonly<Record<CostPart, number | null>> = {
    capital: costs.capitalPerHour,
    energy: costs.energyPerHour,
    operations: costs.operationsPerHour,
    // Parts nobody entered are not drawn.
    facility: costs.facilityPerHour || null,
    migration: costs.migrationPerHour || null,
  }
  const sum = COST_PARTS.reduce((running, key) => running + (hourly[key] ?? 0), 0)
  if (fit.state === 'doesNotFit' || total === null || sum <= 0) return null
  const parts: Partial<Record<CostPart, number>> = {}
  for (const key of COST_PARTS) {
    const share = hourly[key]
    if (share !== null) parts[key] = (share / sum) * total
  }
  return parts
}

/** What a million output tokens cost, by part, one stacked bar per scenario. */
export function costBar(
  scenarios: readonly EvaluatedScenario[],
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const parts = scenarios.map((scenario) => costParts(scenario))
  return partBars(
    scenarios,
    theme,
    {
      title: say('charts.cost.title'),
      yTitle: say('charts.cost.y'),
      metric: 'costPerMillionOutput',
      dimension: 'dollars',
      xName: say('charts.cost.x'),
      alternative: say('charts.cost.alternative'),
      next: {
        empty: say('charts.cost.empty'),
        unknown: say('charts.cost.unknown'),
      },
      keys: COST_PARTS,
      parts,
      absent: null,
      nameOf: (part) => say('charts.cost.part', { part }),
      ...inTones(theme, COST_PARTS),
      read: () => readingSentence(scenarios, parts),
    },
    options,
  )
}

/** "A is cheapest at 1.04 USD; the machine is 78 % of it." */
function readingSentence(scenarios: readonly EvaluatedScenario[], parts: readonly Parts<CostPart>[]): string {
  const ranked = scenarios
    .flatMap((scenario, index) => {
      const total = scenario.result.metrics.costPerMillionOutput.value
      const part = parts[index]
      return total === null || !part ? [] : [{ scenario, total, part }]
    })
    .toSorted((a, b) => a.total - b.total)
  const cheapest = ranked[0]
  if (!cheapest) return say('charts.cost.none')
  const machine = percentText((cheapest.part.capital ?? 0) / cheapest.total)
  const unknown = scenarios.filter((_, index) => !parts[index]).map((scenario) => letterOf(scenario))
  const open = unknown.length > 0 ? say('charts.cost.notKnown', { letters: unknown }) : ''
  const letter = letterOf(cheapest.scenario)
  return sentences([
    say('charts.cost.reading', { letter, total: amount(cheapest.total, 'dollars'), share: machine }),
    open,
  ])
}
