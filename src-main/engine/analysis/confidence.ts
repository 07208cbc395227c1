import { toNumber } from '#shared/units/unknown.ts'
import type { Confidence, DrawnScenario, Worth } from '#shared/domain/analysis/confidence.ts'
import type { Target } from '#shared/domain/target.ts'
import { SENSITIVE_METRICS, type SensitiveMetric } from '#shared/domain/sensitivity.ts'
import type { Columns } from './points/columns.ts'
import type { DrawsQuestion } from './points/draws.ts'
import { uniform } from './draws/randomness.ts'
import { unknownsOf, type Unknown } from './draws/uncertain.ts'

/** Columns a summary of draws needs. */
export const DRAWN_FIELDS = [
  'tpot',
  'ttft',
  'systemThroughput',
  'costPerMillionOutput',
  'energyPerOutputToken',
  'fits',
] as const

/** What is summarised: the draws, and by which number they are ranked. */
export interface ConfidenceQuestion {
  readonly drawn: DrawsQuestion
  readonly columns: Columns<(typeof DRAWN_FIELDS)[number]>
  readonly metric: SensitiveMetric
  /** What has to be met; null: nothing. */
  readonly target: Target | null
}

const DOTS = 20
/** Parts of a quantity's range in which the choice may differ. */
const PARTS = 20
/** Differences of means below so many standard errors are chance. */
const CHANCE = 2.5

/** Losses, of one scenario a row: the metric, or its inverse where more is better; Infinity where it does not run. */
function lossesOf({ drawn, columns, metric }: ConfidenceQuestion): readonly Float64Array[] {
  const count = drawn.scenarios.length
  const less = SENSITIVE_METRICS[metric] === 'less'
  const column = columns[metric]
  return drawn.scenarios.map((_, which) =>
    Float64Array.from({ length: drawn.draws }, (__, draw) => {
      const value = toNumber(column[draw * count + which])
      return Number.isNaN(value) || value <= 0 ? Infinity : less ? value : 1 / value
    }),
  )
}

function quantile(sorted: Float64Array, share: number): number {
  const at = share * sorted.length - 0.5
  const below = Math.max(0, Math.min(sorted.length - 1, Math.floor(at)))
  const above = Math.min(sorted.length - 1, below + 1)
  const part = Math.max(0, Math.min(1, at - below))
  return (sorted[below] ?? NaN) * (1 - part) + (sorted[above] ?? NaN) * part
}

function meets(question: ConfidenceQuestion, index: number): boolean {
  const { columns, target } = question
  if (target === null || columns.fits[index] !== 1) return false
  return (['tpot', 'ttft', 'costPerMillionOutput'] as const).every((metric) => {
    const bound = target[metric]
    return bound === null || toNumber(columns[metric][index]) <= bound
  })
}

function drawnScenario(question: ConfidenceQuestion, which: number, first: number): DrawnScenario {
  const { drawn, columns, metric, target } = question
  const count = drawn.scenarios.length
  const values = Float64Array.from({ length: drawn.draws }, (_, draw) =>
    toNumber(columns[metric][draw * count + which]),
  )
    .filter((value) => !Number.isNaN(value))
    .sort()
  let met = 0
  for (let draw = 0; draw < drawn.draws; draw++) if (meets(question, draw * count + which)) met++
  const known = values.length > 0
  return {
    scenario: drawn.scenarios[which]?.id ?? '',
    first,
    runs: values.length,
    meets: target === null ? null : met,
    dots: known ? Array.from({ length: DOTS }, (_, dot) => quantile(values, (dot + 0.5) / DOTS)) : [],
    p10: known ? quantile(values, 0.1) : null,
    p50: known ? quantile(values, 0.5) : null,
    p90: known ? quantile(values, 0.9) : null,
  }
}

/** Mean losses of every scenario over some draws. A scenario that does not run in one of them has none. */
function meansOver(losses: readonly Float64Array[], draws: ArrayLike<number>): number[] {
  return losses.map((own) => {
    let sum = 0
    for (let index = 0; index < draws.length; index++) sum += own[draws[index] ?? 0] ?? 0
    return sum / draws.length
  })
}

function smallest(values: readonly number[]): number {
  let best = 0
  for (const [index, value] of values.entries()) if (value < (values[best] ?? Infinity)) best = index
  return best
}

/** One scenario's mean loss is below another's by more than chance. */
function clearlyBelow(own: Float64Array, other: Float64Array, draws: ArrayLike<number>): boolean {
  let sum = 0
  let squares = 0
  for (let index = 0; index < draws.length; index++) {
    const draw = draws[index] ?? 0
    const difference = (other[draw] ?? 0) - (own[draw] ?? 0)
    sum += difference
    squares += difference * difference
  }
  const mean = sum / draws.length
  const variance = Math.max(0, squares / draws.length - mean * mean)
  return mean > CHANCE * Math.sqrt(variance / draws.length)
}

/**
 * Expected value of perfect information about one quantity: the draws are parted by it, in each part the best scenario
 * is chosen, and the mean gain over the one choice for all is what knowing it is worth (M. Strong and J. Oakley,
 * "An efficient method for computing single-parameter partial EVPI", 2013). Null: no part would choose otherwise.
 */
function worthOf(
  unknown: Unknown,
  drawn: DrawsQuestion,
  losses: readonly Float64Array[],
  overall: number,
  mean: number,
): Worth | null {
  const { draws, seed, scenarios } = drawn
  // A quantity's place in its range is the uniform number it was drawn from: parts of it are equally likely.
  const parts = Array.from({ length: PARTS }, (): number[] => [])
  for (let draw = 0; draw < draws; draw++) parts[Math.floor(uniform(seed, draw, unknown.key) * PARTS)]?.push(draw)
  let gain = 0
  let changed = 0
  const chosen = scenarios.map(() => 0)
  for (const within of parts) {
    if (within.length === 0) continue
    const means = meansOver(losses, within)
    const best = smallest(means)
    if (best === overall) continue
    const [own, usual] = [losses[best] as Float64Array, losses[overall] as Float64Array]
    if (!clearlyBelow(own, usual, within)) continue
    gain += (((means[overall] ?? 0) - (means[best] ?? 0)) * within.length) / draws
    changed++
    chosen[best] = (chosen[best] ?? 0) + 1
  }
  if (changed === 0) return null
  const instead = scenarios[smallest(chosen.map((count) => -count))]?.id ?? ''
  return { label: unknown.label, gain: gain / mean, changes: changed / PARTS, instead }
}

function worthList(drawn: DrawsQuestion, losses: readonly Float64Array[]): Worth[] {
  const finite = losses.every((own) => own.every(Number.isFinite))
  // Where something does not run in every draw there is no mean to choose by.
  if (!finite || losses.length < 2 || drawn.draws < PARTS * 10) return []
  const all = Uint32Array.from({ length: drawn.draws }, (_, draw) => draw)
  const means = meansOver(losses, all)
  const overall = smallest(means)
  const unknowns = new Map(drawn.scenarios.flatMap(unknownsOf).map((unknown) => [unknown.name, unknown]))
  return [...unknowns.values()]
    .flatMap((unknown) => worthOf(unknown, drawn, losses, overall, means[overall] ?? 1) ?? [])
    .toSorted((one, two) => two.gain - one.gain)
}

/** What the draws say: who is first how often, within which range, and which knowledge would change the choice. */
export function confidenceOf(question: ConfidenceQuestion): Confidence {
  const { drawn, metric } = question
  const losses = lossesOf(question)
  const first = drawn.scenarios.map(() => 0)
  const ahead = drawn.scenarios.map(() => drawn.scenarios.map(() => 0))
  for (let draw = 0; draw < drawn.draws; draw++) {
    const here = losses.map((own) => own[draw] ?? Infinity)
    const best = smallest(here)
    if ((here[best] ?? Infinity) < Infinity) first[best] = (first[best] ?? 0) + 1
    for (const [one, row] of ahead.entries()) {
      for (let two = 0; two < row.length; two++) {
        if ((here[one] ?? Infinity) < (here[two] ?? Infinity)) row[two] = (row[two] ?? 0) + 1
      }
    }
  }
  const ids = drawn.scenarios.map(({ id }) => id)
  return {
    metric,
    draws: drawn.draws,
    seed: drawn.seed,
    scenarios: ids.map((_, which) => drawnScenario(question, which, first[which] ?? 0)),
    pairs: ids.flatMap((scenario, one) =>
      ids.flatMap((rival, two) => (one === two ? [] : [{ scenario, rival, ahead: ahead[one]?.[two] ?? 0 }])),
    ),
    worth: worthList(drawn, losses),
  }
}
