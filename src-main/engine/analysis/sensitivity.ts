import type { ScenarioResult } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import {
  SENSITIVE_METRICS,
  type SensitiveMetric,
  type Sensitivity,
  type SensitivityRow,
} from '#shared/domain/sensitivity.ts'
import { movableInputs, type MovableInput } from './inputs.ts'

/** Relative change below which an input is said to move nothing. */
const NOTHING = 1e-6

/** Results of scenarios, in their order. */
export type EvaluateAll = (scenarios: readonly ResolvedScenario[]) => Promise<readonly ScenarioResult[]>

/** Which of two values is better; 0 where they are equal. */
function order(metric: SensitiveMetric, own: number, rival: number): number {
  return Math.sign(SENSITIVE_METRICS[metric] === 'less' ? rival - own : own - rival)
}

/** An input that must be whole may not move at all by its range: 1 request in flight is 1. */
function factorsOf({ base, low, high }: MovableInput): readonly [number, number] {
  return [low / base, high / base]
}

function rowOf(
  input: MovableInput,
  metric: SensitiveMetric,
  base: number,
  rivalBase: number | null,
  [atLow = null, atHigh = null, rivalAtLow = null, rivalAtHigh = null]: readonly (number | null)[],
): SensitivityRow | null {
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
    atLow,
    atHigh,
    rivalAtLow,
    rivalAtHigh,
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
 * @param evaluateAll where scenarios are evaluated: some sixty of them, all at once
 */
export async function sensitivityOf(
  scenario: ResolvedScenario,
  rival: ResolvedScenario | null,
  metric: SensitiveMetric,
  evaluateAll: EvaluateAll,
): Promise<Sensitivity> {
  const inputs = movableInputs(scenario).filter(({ low, high }) => high > low)
  const asked: ResolvedScenario[] = [scenario, ...(rival === null ? [] : [rival])]
  const stride = rival === null ? 2 : 4
  for (const input of inputs) {
    const [low, high] = factorsOf(input)
    asked.push(input.scaled(scenario, low), input.scaled(scenario, high))
    if (rival !== null) {
      asked.push(input.shared ? input.scaled(rival, low) : rival, input.shared ? input.scaled(rival, high) : rival)
    }
  }
  const results = await evaluateAll(asked)
  const values = results.map((result) => result.metrics[metric].value)
  const base = values[0] ?? null
  const rivalBase = rival === null ? null : (values[1] ?? null)
  const first = rival === null ? 1 : 2
  const rows =
    base === null
      ? []
      : inputs.flatMap((input, index) => {
          const from = first + index * stride
          const row = rowOf(input, metric, base, rivalBase, values.slice(from, from + stride))
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
