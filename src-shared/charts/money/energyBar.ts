import { RESOURCES, type Resource } from '../../domain/result.ts'
import { resourceItemStyle } from '../kit/bars.ts'
import { resourceName, resourceWord } from '../../words/labels.ts'
import { inTones, partBars, type Parts } from '../kit/partBars.ts'
import { say } from '../../words/say.ts'
import { letterOf, memoryWordOf } from '../../words/scenario.ts'
import { capitalised, percentText, verb } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOptions } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { stopped, withSemicolons } from '../../words/joined.ts'

/** What draws the energy of a token: a device for one of its resources, or what stands around the devices. */
export type EnergyDrawer = Resource | 'surroundings'

const DRAWERS: readonly EnergyDrawer[] = [...RESOURCES, 'surroundings']

/**
 * Joules of an output token by the resource they are booked on, of one scenario, and those of hosts and network. Shares come
 * from the decode lines of the ledger; they are scaled to the headline figure, which also carries the request's prefill.
 * @returns null when the energy is unknown or nothing is booked
 */
export function energyParts(scenario: EvaluatedScenario): Parts<EnergyDrawer> {
  if (scenario.result.fit.state === 'doesNotFit') return null
  const total = scenario.result.metrics.energyPerOutputToken.value
  const lines = scenario.result.ledger.filter((entry) => entry.phase === 'decode' && entry.joules > 0)
  const surrounding = lines.reduce((sum, entry) => sum + entry.surroundingJoules, 0)
  const booked = lines.reduce((sum, entry) => sum + entry.joules, surrounding)
  if (total === null || booked <= 0) return null
  const parts: Partial<Record<EnergyDrawer, number>> = {}
  for (const entry of lines) parts[entry.resource] = (parts[entry.resource] ?? 0) + (entry.joules / booked) * total
  if (surrounding > 0) parts.surroundings = (surrounding / booked) * total
  return parts
}

/** Where the energy of an output token goes, one stacked bar per scenario. */
export function energyBar(
  scenarios: readonly EvaluatedScenario[],
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const parts = scenarios.map((scenario) => energyParts(scenario))
  const memory = memoryWordOf(scenarios)
  const grey = inTones(theme, ['surroundings'])
  return partBars(
    scenarios,
    theme,
    {
      title: say('charts.energy.title'),
      yTitle: say('charts.energy.y'),
      metric: 'energyPerOutputToken',
      dimension: 'joules',
      xName: say('charts.energy.x'),
      alternative: say('charts.energy.alternative'),
      next: {
        empty: say('charts.energy.empty'),
        unknown: say('charts.power.unknown'),
      },
      keys: DRAWERS,
      parts,
      absent: 0,
      nameOf: (drawer) => (drawer === 'surroundings' ? say('energy.surroundings') : resourceName(drawer, memory)),
      styleOf: (drawer) => (drawer === 'surroundings' ? grey.styleOf(drawer) : resourceItemStyle(theme, drawer)),
      markOf: (drawer) => (drawer === 'surroundings' ? grey.markOf(drawer) : { kind: 'resource', resource: drawer }),
      read: () => readingSentence(scenarios, parts, memory),
    },
    options,
  )
}

/** "HBM takes 39 % on A and 42 % on C, links 83 % on B." */
function readingSentence(
  scenarios: readonly EvaluatedScenario[],
  all: readonly Parts<EnergyDrawer>[],
  memory: string,
): string {
  const largest = new Map<EnergyDrawer, string[]>()
  for (const [index, scenario] of scenarios.entries()) {
    const parts = all[index]
    if (!parts) continue
    const [resource] = DRAWERS.toSorted((a, b) => (parts[b] ?? 0) - (parts[a] ?? 0))
    const sum = DRAWERS.reduce((running, key) => running + (parts[key] ?? 0), 0)
    if (resource === undefined || sum <= 0) continue
    const share = say('charts.energy.share', {
      share: percentText((parts[resource] ?? 0) / sum),
      letter: letterOf(scenario),
    })
    largest.set(resource, [...(largest.get(resource) ?? []), share])
  }
  const words = [...largest].map(([resource, shares], index) => {
    const name = resource === 'surroundings' ? say('energy.surroundingsWithin') : resourceWord(resource, memory)
    return say('charts.energy.takes', {
      name: index === 0 ? capitalised(name) : name,
      many: verb(name, 'no', 'yes'),
      shares,
    })
  })
  return stopped(withSemicolons(words))
}
