import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import {
  SENSITIVE_METRICS,
  type SensitiveMetric,
  type Sensitivity,
  type SensitivityRow,
} from '#shared/domain/sensitivity.ts'
import { movableInputs, type MovableInput } from './inputs.ts'
import { metricOf } from './metricOf.ts'

/** Relative change below which an input is said to move nothing. */
const NOTHING = 1e-6

/** Which of two values is better; 0 where they are equal. */
function order(metric: SensitiveMetric, own: number, rival: number): number {
  return Math.sign(SENSITIVE_METRICS[metric] === 'less' ? rival - own : own - rival)
}

/** An input that must be whole may not move at all by its range: 1 request in flight is 1. */
function factorsOf({ base, low, high }: MovableInput): readonly [number, number] {
  return [low / base, high / base]
}

/** A metric with an input at the ends of its range. Null: it does not run there, or there is no rival. */
type Ends = Pick<SensitivityRow, 'atLow' | 'atHigh' | 'rivalAtLow' | 'rivalAtHigh'>

function rowOf(
  input: MovableInput,
  metric: SensitiveMetric,
  base: number,
  rivalBase: number | null,
  at: Ends,
): SensitivityRow | null {
  const { atLow, atHigh, rivalAtLow, rivalAtHigh } = at
  const moved = [atLow, atHigh].some((value) => value === null || Math.abs(value / base - 1) > NOTHING)
  const rivalMoved = [rivalAtLow, rivalAtHigh].some(
    (value) => rivalBase !== null && (value === null || Math.abs(value / rivalBase - 1) > NOTHING),
  )
  if (!moved && !rivalMoved) return null
  const flips: ('low' | 'high')[] = []
  const now = rivalBase === null ? 0 : order(metric, base, rivalBase)
  const ends = [
    ['low', atLow, rivalAtLow],
    ['high', atHigh, rivalAtHigh],
  ] as const
  for (const [end, own, rival] of ends) {
    if (own === null || rival === null || now === 0) continue
    if (order(metric, own, rival) === -now) flips.push(end)
  }
  const span = Math.log(input.high / input.low)
  const { input: path, label, dimension, low, high, basis } = input
  return {
    input: path,
    label,
    dimension,
    base: input.base,
    low,
    high,
    basis,
    ...at,
    elasticity: atLow !== null && atHigh !== null && span > 0 ? Math.log(atHigh / atLow) / span : null,
    flips,
  }
}

/** How far a row moves its metric, or what it is compared with. Ends at which nothing runs count most. */
function swing({ atLow, atHigh, rivalAtLow, rivalAtHigh }: SensitivityRow): number {
  if (atLow === null || atHigh === null) return Infinity
  const own = Math.abs(Math.log(atHigh / atLow))
  const rival = rivalAtLow !== null && rivalAtHigh !== null ? Math.abs(Math.log(rivalAtHigh / rivalAtLow)) : 0
  return Math.max(own, rival)
}

/**
 * Moves every input of a scenario to both ends of its range, one at a time, and says what that does to a metric and to
 * its ranking against a rival. The rival moves along where the input is shared: the load, the site.
 */
export function sensitivityOf(
  scenario: ResolvedScenario,
  rival: ResolvedScenario | null,
  metric: SensitiveMetric,
): Sensitivity {
  const valueOf = (moved: ResolvedScenario): number | null => {
    const value = metricOf(moved, metric)
    return Number.isNaN(value) ? null : value
  }
  const base = valueOf(scenario)
  const rivalBase = rival === null ? null : valueOf(rival)
  const rows =
    base === null
      ? []
      : movableInputs(scenario).flatMap((input) => {
          if (input.high <= input.low) return []
          const [low, high] = factorsOf(input)
          const rivalAt = (factor: number): number | null =>
            rival !== null && input.shared ? valueOf(input.scaled(rival, factor)) : rivalBase
          const row = rowOf(input, metric, base, rivalBase, {
            atLow: valueOf(input.scaled(scenario, low)),
            atHigh: valueOf(input.scaled(scenario, high)),
            rivalAtLow: rivalAt(low),
            rivalAtHigh: rivalAt(high),
          })
          return row === null ? [] : [row]
        })
  return {
    metric,
    scenario: scenario.id,
    rival: rival?.id ?? null,
    base,
    rivalBase,
    rows: rows.toSorted((one, two) => swing(two) - swing(one)),
  }
}
