import { RESOURCES, type Resource } from '../domain/result.ts'
import { formatText } from '../units/format.ts'
import { resourceItemStyle } from './bars.ts'
import { resourceName, resourceWord } from './labels.ts'
import { resourceLegend } from './legend.ts'
import { letterAndName, letterOf, memoryWordOf } from './scenario.ts'
import { stackedBars, type Stack } from './stackedBars.ts'
import { stateFigure, unknownNote, unknownReason } from './statePlot.ts'
import { capitalised, joinWords, percentText, verb } from './text.ts'
import type { ChartTheme } from './theme.ts'
import type { ChartFigure, ChartOptions, ChartScenario } from './types.ts'

const TITLE = 'Energy per output token, per system'
const Y_TITLE = 'Energy, J per output token'

/**
 * Joules of an output token by the resource they are booked on, of one scenario. Shares come from the decode lines of
 * the ledger; they are scaled to the headline figure, which also carries the request's prefill.
 * @returns null when the energy is unknown or nothing is booked
 */
export function energyParts(scenario: ChartScenario): Readonly<Partial<Record<Resource, number>>> | null {
  if (scenario.result.fit.state === 'doesNotFit') return null
  const total = scenario.result.metrics.energyPerOutputToken.value
  const lines = scenario.result.ledger.filter((entry) => entry.phase === 'decode' && entry.joules > 0)
  const booked = lines.reduce((sum, entry) => sum + entry.joules, 0)
  if (total === null || booked <= 0) return null
  const parts: Partial<Record<Resource, number>> = {}
  for (const entry of lines) parts[entry.resource] = (parts[entry.resource] ?? 0) + (entry.joules / booked) * total
  return parts
}

/** Where the energy of an output token goes, one stacked bar per scenario. */
export function energyBar(
  scenarios: readonly ChartScenario[],
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  if (scenarios.length === 0) {
    return stateFigure(theme, {
      state: 'empty',
      title: TITLE,
      heading: 'No scenarios',
      reason: ['Add a scenario to see the energy of a token.'],
    })
  }
  const parts = scenarios.map((scenario) => energyParts(scenario))
  if (parts.every((part) => part === null)) {
    return stateFigure(theme, {
      state: 'unknown',
      title: TITLE,
      heading: 'Unknown',
      reason: unknownReason(scenarios, 'energyPerOutputToken', 'Enter the missing power in the inspector.'),
    })
  }
  const memory = memoryWordOf(scenarios)
  const used = RESOURCES.filter((resource) => parts.some((part) => (part?.[resource] ?? 0) > 0))
  const stacks = scenarios.map((scenario, index): Stack => {
    const metric = scenario.result.metrics.energyPerOutputToken
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
  const sentence = readingSentence(scenarios, memory)
  const altText = `Energy per output token by what it is spent on. ${stacks
    .map((stack) => `${stack.name}: ${stack.total === null ? stack.note : formatText(stack.total, 'joules')}`)
    .join('; ')}. ${sentence}`
  const legend = resourceLegend(used, (resource) => resourceName(resource, memory))
  const { option, end } = stackedBars(
    theme,
    {
      parts: used.map((resource) => ({
        key: resource,
        name: resourceName(resource, memory),
        itemStyle: resourceItemStyle(theme, resource),
      })),
      stacks,
      dimension: 'joules',
      yTitle: Y_TITLE,
      xName: 'per output token',
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
        ...used.map((resource) => ({ label: resourceName(resource, memory), dimension: 'joules' as const })),
        { label: 'Total', dimension: 'joules' },
      ],
      rows: stacks.map((stack, index) => [
        stack.name,
        ...used.map((resource) => (parts[index] ? (parts[index]?.[resource] ?? 0) : null)),
        stack.total,
      ]),
    },
    legend,
    option,
    axes: { x: [0, end] },
  }
}

/** "HBM takes 39 % on A and 42 % on C, links 83 % on B." */
function readingSentence(scenarios: readonly ChartScenario[], memory: string): string {
  const largest = new Map<Resource, string[]>()
  for (const scenario of scenarios) {
    const parts = energyParts(scenario)
    if (!parts) continue
    const [resource] = RESOURCES.toSorted((a, b) => (parts[b] ?? 0) - (parts[a] ?? 0))
    const sum = RESOURCES.reduce((running, key) => running + (parts[key] ?? 0), 0)
    if (resource === undefined || sum <= 0) continue
    const share = `${percentText((parts[resource] ?? 0) / sum)} on ${letterOf(scenario)}`
    largest.set(resource, [...(largest.get(resource) ?? []), share])
  }
  const words = [...largest].map(([resource, shares], index) => {
    const name = resourceWord(resource, memory)
    return `${index === 0 ? capitalised(name) : name} ${verb(name, 'takes', 'take')} ${joinWords(shares)}`
  })
  return `${words.join('; ')}.`
}
