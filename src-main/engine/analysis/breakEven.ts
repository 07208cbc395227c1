import type { BreakEven, TurningPoint } from '#shared/domain/analysis/breakEven.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { movableInputs, type MovableInput } from './inputs.ts'
import { createProbed, probe } from './probe.ts'
import { nearestChange } from './search.ts'

/** Relative difference up to which two metrics count as equal at a turning point. */
const EQUAL = 1e-6

const probed = createProbed()

/** A metric of a scenario. NaN: it does not run. */
function metricOf(scenario: ResolvedScenario, metric: SensitiveMetric): number {
  probe(scenario, probed, metric === 'costPerMillionOutput' || metric === 'energyPerOutputToken')
  return probed[metric]
}

function turningPoint(
  input: MovableInput,
  scenario: ResolvedScenario,
  rival: ResolvedScenario,
  metric: SensitiveMetric,
  base: number,
  rivalBase: number,
): TurningPoint | null {
  const both = (factor: number): readonly [number, number] => [
    metricOf(input.scaled(scenario, factor), metric),
    input.shared ? metricOf(input.scaled(rival, factor), metric) : rivalBase,
  ]
  const now = Math.sign(base - rivalBase)
  if (now === 0) return null
  const differs = (factor: number): boolean | null => {
    const [own, other] = both(factor)
    if (Number.isNaN(own) || Number.isNaN(other)) return null
    return Math.sign(own - other) !== now
  }
  const found = [nearestChange(differs, 1), nearestChange(differs, -1)].flatMap((change) => change ?? [])
  const nearest = found.toSorted((one, two) => Math.abs(Math.log(one.after)) - Math.abs(Math.log(two.after)))[0]
  if (!nearest) return null
  const [own, other] = both(nearest.after)
  const { input: path, label, dimension, shared, bounded } = input
  return {
    input: path,
    label,
    dimension,
    base: input.base,
    at: bounded(input.base * nearest.after),
    shared,
    own,
    rival: other,
    kind: Math.abs(own / other - 1) <= EQUAL ? 'equal' : 'jump',
  }
}

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
    const known = (value: number): number | null => (Number.isNaN(value) ? null : value)
    return { ...answer, base: known(base), rivalBase: known(rivalBase), points: [], without: [] }
  }
  const points: TurningPoint[] = []
  const without: string[] = []
  for (const input of movableInputs(scenario)) {
    const point = turningPoint(input, scenario, rival, metric, base, rivalBase)
    if (point) points.push(point)
    else without.push(input.label)
  }
  const size = ({ at, base: from }: TurningPoint): number => Math.abs(Math.log(at / from))
  return { ...answer, base, rivalBase, points: points.toSorted((one, two) => size(one) - size(two)), without }
}
