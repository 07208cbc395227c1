import { withinSentence } from '../../words/text.ts'
import { RESOURCES, type Resource, type TokenEnergyPart } from '../../domain/result.ts'
import { CAUSES } from '../../domain/cause.ts'
import type { Part } from './causes.ts'
import { causeName } from '../../words/labels.ts'
import { say } from '../../words/say.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

/** A part of a token's energy, named for a table. */
export interface EnergyLine {
  /** The bar it is part of. */
  readonly bar: string
  /** What draws it, in words. */
  readonly what: string
  readonly resource: Resource
  /** Joules per output token. */
  readonly value: number
}

/** Resources whose waiting has a bar of its own. */
const BUSY_BARS: ReadonlySet<Resource> = new Set<Resource>(['link', 'sram', 'host'])
const barName = (bar: string): string => say('charts.joules.bar', { bar })

/** A bar’s name within a sentence, where a comma would read as another part. */
export function barWithin(name: string): string {
  return name === barName('clocks') ? say('charts.joules.clocksWithin') : withinSentence(name)
}

/** The energy of an output token by what draws it, in the order of the bars. Empty: unknown. */
export function energyLines(scenario: EvaluatedScenario): EnergyLine[] {
  const parts = scenario.result.tokenEnergy?.parts ?? []
  return parts
    .toSorted(inOrder)
    .map((part) => ({ ...named(part, scenario), resource: part.resource, value: part.joules }))
}

/** Traffic in the order of causes, then arithmetic, links, clocks, what is drawn at rest too, hosts and network. */
function inOrder(first: TokenEnergyPart, second: TokenEnergyPart): number {
  return rank(first) - rank(second) || (first.level < second.level ? -1 : 1)
}

function rank({ draw, cause, resource }: TokenEnergyPart): number {
  switch (draw) {
    case 'traffic':
      return cause === null ? 0 : CAUSES.indexOf(cause)
    case 'arithmetic':
      return CAUSES.length
    case 'busy':
      return CAUSES.length + 1 + RESOURCES.indexOf(resource)
    case 'idle':
      return CAUSES.length + 1 + RESOURCES.length
    case 'hosts':
      return CAUSES.length + 2 + RESOURCES.length
    case 'network':
      return CAUSES.length + 3 + RESOURCES.length
  }
}

function named(
  { draw, cause, level, resource }: TokenEnergyPart,
  scenario: EvaluatedScenario,
): { bar: string; what: string } {
  const place = scenario.resolved.hardware.memory.find(({ id }) => id === level)?.name ?? level
  const moved = cause === null ? barName('other') : causeName(cause)
  switch (draw) {
    case 'traffic':
      return { bar: moved, what: say('charts.joules.traffic', { place }) }
    case 'arithmetic':
      return { bar: barName('arithmetic'), what: say('charts.joules.matrix') }
    case 'busy':
      return BUSY_BARS.has(resource)
        ? {
            bar: barName(resource),
            what: say('charts.joules.waiting', { place, mesh: resource === 'sram' ? 'yes' : 'no' }),
          }
        : { bar: barName('clocks'), what: say('charts.joules.running') }
    case 'idle':
      return { bar: barName('idle'), what: say('charts.joules.idle') }
    case 'hosts':
      return { bar: say('energy.hosts'), what: say('energy.hostsDraw') }
    case 'network':
      return { bar: say('energy.network'), what: say('energy.networkDraw') }
  }
}

/** Lines of one bar together; the bars in the order of their first lines, and exactly the sum of the lines. */
export function energyBars(lines: readonly EnergyLine[]): Part[] {
  const bars = new Map<string, Part>()
  for (const { bar, resource, value } of lines) {
    const old = bars.get(bar)
    bars.set(bar, old ? { ...old, value: old.value + value } : { key: bar, name: bar, resource, value, movement: null })
  }
  return [...bars.values()]
}

/** What the electricity meter sees beyond the energy while serving, joules per output token. */
export interface MeterEnergy {
  /** Drawn in the hours that are not served. */
  readonly atRest: number
  /** Cooling and power supply of the building: what the power usage effectiveness adds. */
  readonly facility: number
  readonly total: number
}

/** @param served joules per output token of devices, hosts and network while they serve */
export function meterEnergy(scenario: EvaluatedScenario, served: number): MeterEnergy {
  const atRest = scenario.result.tokenEnergy?.atRest ?? 0
  const facility = (served + atRest) * (scenario.resolved.economics.powerUsageEffectiveness - 1)
  return { atRest, facility, total: served + atRest + facility }
}
