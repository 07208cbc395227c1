import { known } from '#shared/units/unknown.ts'
import type { BreakEven, TurningPoint } from '#shared/domain/analysis/breakEven.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import type { MovableInput } from './inputs.ts'
import { metricOf } from './metricOf.ts'
import { changesOf } from './search.ts'

/** Relative difference up to which two metrics count as equal at a turning point. */
const EQUAL = 1e-6

/**
 * Where the ranking of two scenarios turns by a metric, one input at a time: each is moved away from its value in both
 * directions until the better of the two changes, and the turn is narrowed down to the last bit. The rival moves along
 * where the input is shared: the load, the site.
 */
export function breakEvenOf(scenario: ResolvedScenario, rival: ResolvedScenario, metric: SensitiveMetric): BreakEven {
  const base = metricOf(scenario, metric)
  const rivalBase = metricOf(rival, metric)
  const answer = { metric, scenario: scenario.id, rival: rival.id }
  if (Number.isNaN(base) || Number.isNaN(rivalBase)) {
    return { ...answer, base: known(base), rivalBase: known(rivalBase), points: [], without: [] }
  }
  const both = (input: MovableInput, factor: number): readonly [number, number] => [
    metricOf(input.scaled(scenario, factor), metric),
    input.shared ? metricOf(input.scaled(rival, factor), metric) : rivalBase,
  ]
  const now = Math.sign(base - rivalBase)
  const differsOf = (input: MovableInput) => (factor: number) => {
    const difference = both(input, factor).reduce((own, other) => own - other)
    return Number.isNaN(difference) ? null : now !== 0 && Math.sign(difference) !== now
  }
  const { answers, without } = changesOf(scenario, differsOf, (input, factor): TurningPoint => {
    const [own, other] = both(input, factor)
    const { input: path, label, dimension, shared, bounded, base: present } = input
    const kind = Math.abs(own / other - 1) <= EQUAL ? 'equal' : 'jump'
    return {
      input: path,
      label,
      dimension,
      base: present,
      at: bounded(present * factor),
      shared,
      own,
      rival: other,
      kind,
    }
  })
  return { ...answer, base, rivalBase, points: answers, without }
}
