import { formatText } from '../units/format.ts'
import { letterAndName, letterOf } from './scenario.ts'
import { stackedBars, type Stack, type StackPart } from './stackedBars.ts'
import { stateFigure, unknownNote, unknownReason } from './statePlot.ts'
import { joinWords, percentText } from './text.ts'
import type { ChartTheme } from './theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, ChartScenario, LegendEntry } from './types.ts'

const TITLE = 'Cost per million output tokens'
const Y_TITLE = 'Cost, USD per million output tokens'

/** Parts of the hourly cost of a machine. */
export const COST_PARTS = ['capital', 'energy', 'operations'] as const
/** A part of the cost. */
export type CostPart = (typeof COST_PARTS)[number]

const PART_NAMES: Readonly<Record<CostPart, string>> = {
  capital: 'Machine',
  energy: 'Electricity',
  operations: 'Operations',
}

/**
 * Dollars per million output tokens by part: the hourly cost's shares of the headline figure.
 * @returns null when the cost is unknown; a part that is unknown on its own is absent
 */
export function costParts(scenario: ChartScenario): Readonly<Partial<Record<CostPart, number>>> | null {
  const { costs, metrics, fit } = scenario.result
  const total = metrics.costPerMillionOutput.value
  const hourly: Readonly<Record<CostPart, number | null>> = {
    capital: costs.capitalPerHour,
    energy: costs.energyPerHour,
    operations: costs.operationsPerHour,
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
  scenarios: readonly ChartScenario[],
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  if (scenarios.length === 0) {
    return stateFigure(theme, {
      state: 'empty',
      title: TITLE,
      heading: 'No scenarios',
      reason: ['Add a scenario to see the cost of a token.'],
    })
  }
  const parts = scenarios.map((scenario) => costParts(scenario))
  if (parts.every((part) => part === null)) {
    return stateFigure(theme, {
      state: 'unknown',
      title: TITLE,
      heading: 'Unknown',
      reason: unknownReason(scenarios, 'costPerMillionOutput', 'Enter the missing price in the inspector.'),
    })
  }
  const used = COST_PARTS.filter((key) => parts.some((part) => (part?.[key] ?? 0) > 0))
  const stacks = scenarios.map((scenario, index): Stack => {
    const metric = scenario.result.metrics.costPerMillionOutput
    const infeasible = scenario.result.fit.state === 'doesNotFit'
    return {
      name: letterAndName(scenario),
      values: parts[index] ?? null,
      total: parts[index] ? metric.value : null,
      low: metric.low,
      high: metric.high,
      dashed: metric.inherited === true || metric.extrapolated === true,
      note: infeasible ? 'Does not fit' : unknownNote(metric),
      infeasible,
    }
  })
  const sentence = readingSentence(scenarios, stacks, parts)
  const altText = `Cost per million output tokens by part. ${stacks
    .map((stack) => `${stack.name}: ${stack.total === null ? stack.note : formatText(stack.total, 'dollars')}`)
    .join('; ')}. ${sentence}`
  const legend = used.map((key): LegendEntry => ({
    label: PART_NAMES[key],
    mark: { kind: 'tone', tone: COST_PARTS.indexOf(key) },
  }))
  const { option, end } = stackedBars(
    theme,
    {
      parts: used.map((key): StackPart => ({ key, name: PART_NAMES[key], itemStyle: toneStyle(theme, key) })),
      stacks,
      dimension: 'dollars',
      yTitle: Y_TITLE,
      xName: 'per million output tokens',
      legend,
      altText,
    },
    options,
  )
  return {
    state: 'ready',
    title: TITLE,
    sentence,
    yTitle: Y_TITLE,
    altText,
    table: {
      columns: [
        { label: 'Scenario', dimension: null },
        ...used.map((key) => ({ label: PART_NAMES[key], dimension: 'dollars' as const })),
        { label: 'Total', dimension: 'dollars' },
      ],
      rows: stacks.map((stack, index) => [stack.name, ...used.map((key) => parts[index]?.[key] ?? null), stack.total]),
    },
    legend,
    option,
    axes: { x: [0, end] },
  }
}

function toneStyle(theme: ChartTheme, key: CostPart): ChartOption {
  return {
    color: theme.tones[COST_PARTS.indexOf(key)],
    borderColor: theme.ink3,
    borderWidth: 1,
    decal: { symbolSize: 0 },
  }
}

/** "A is cheapest at 1.04 USD; the machine is 78 % of it." */
function readingSentence(
  scenarios: readonly ChartScenario[],
  stacks: readonly Stack[],
  parts: readonly (Readonly<Partial<Record<CostPart, number>>> | null)[],
): string {
  const ranked = scenarios
    .flatMap((scenario, index) => {
      const total = stacks[index]?.total
      const part = parts[index]
      return total === null || total === undefined || !part ? [] : [{ scenario, total, part }]
    })
    .toSorted((a, b) => a.total - b.total)
  const cheapest = ranked[0]
  if (!cheapest) return 'No cost is known.'
  const machine = percentText((cheapest.part.capital ?? 0) / cheapest.total)
  const unknown = scenarios.filter((_, index) => !parts[index]).map((scenario) => letterOf(scenario))
  const open = unknown.length > 0 ? ` Not known for ${joinWords(unknown)}.` : ''
  return `${letterOf(cheapest.scenario)} is cheapest at ${formatText(cheapest.total, 'dollars')}; the machine is ${machine} of it.${open}`
}
