import type { Criterion } from '../../domain/brief/thresholds.ts'
import { MEETS, NEVER, type Candidate } from './draws.ts'
import { fares, firsts, type Fare } from './fare.ts'
import { ascending, mean, quantile, worstTenth } from './statistics.ts'

/** One eligible alternative by the criterion that is asked. Values in its unit: dollars, seconds, kWh or kg. */
export interface Contender {
  readonly id: string
  readonly fare: Fare
  /** In each draw; less is better. */
  readonly values: Float64Array
  /** What it is ranked by: the mean of the values, or of their worst tenth for `riskWeightedCost`. */
  readonly score: number
  /** Mean of the worst tenth of the values. */
  readonly tail: number
  readonly first: number
}

/** All eligible alternatives by one criterion. */
export interface Contest {
  readonly criterion: Criterion
  /** Best score first; equals by id, so that the order they came in says nothing. */
  readonly contenders: readonly Contender[]
  readonly least: Float64Array
  /** Score of whoever has the least in each draw: what knowing everything would bring. */
  readonly leastScore: number
  readonly none: number
}

/** Ranks eligible alternatives. @param candidates each has the criterion's number in every draw: `isKnown` */
export function contestOf(criterion: Criterion, candidates: readonly Candidate[]): Contest {
  const rows = fares(candidates).map((fare) => ({
    fare,
    states: fare.candidate.states,
    values: valuesOf(criterion, fare),
  }))
  const { least, first, none } = firsts(rows)
  const tails = criterion === 'riskWeightedCost'
  const contenders = rows
    .map(({ fare, values }, at) => {
      const money = values === fare.losses
      const tail = money ? fare.worstTenth : worstTenth(ascending(values))
      const average = money ? fare.mean : mean(values)
      return { id: fare.candidate.id, fare, values, score: tails ? tail : average, tail, first: first[at] ?? 0 }
    })
    .toSorted((one, two) => one.score - two.score || (one.id < two.id ? -1 : 1))
  return { criterion, contenders, least, leastScore: tails ? worstTenth(ascending(least)) : mean(least), none }
}

/** Whether the criterion's number is known in every draw. */
export function isKnown(criterion: Criterion, { loss, own }: Candidate): boolean {
  const values = isMoney(criterion) ? loss : own[criterion]
  return values !== undefined && values.every(Number.isFinite)
}

/** What an alternative scores by any criterion; null: unknown. */
export function scoreOf(criterion: Criterion, fare: Fare): number | null {
  if (criterion === 'cost') return fare.mean
  if (criterion === 'riskWeightedCost') return fare.worstTenth
  const score = mean(valuesOf(criterion, fare))
  return Number.isFinite(score) ? score : null
}

/** Expected regret: what choosing it costs more, by the criterion, than knowing every draw would. */
export function regretOf({ score }: Contender, { leastScore }: Contest): number {
  return Math.max(0, score - leastScore)
}

/** Whether it keeps the promise within a margin of the least in a draw. */
export function isWithin({ fare, values }: Contender, { least }: Contest, margin: number, draw: number): boolean {
  return fare.candidate.states[draw] === MEETS && (values[draw] ?? Infinity) <= (least[draw] ?? Infinity) + margin
}

/** Share of draws in which it keeps the promise within a margin of the least. */
export function withinShare(contender: Contender, contest: Contest, margin: number): number {
  let count = 0
  for (let draw = 0; draw < contest.least.length; draw++) if (isWithin(contender, contest, margin, draw)) count++
  return count / contest.least.length
}

/** 90 % quantile of the values. */
export function edgeOf({ values, fare }: Contender): number {
  return values === fare.losses ? fare.ninetieth : quantile(ascending(values), 0.9)
}

function isMoney(criterion: Criterion): criterion is 'cost' | 'riskWeightedCost' {
  return criterion === 'cost' || criterion === 'riskWeightedCost'
}

function valuesOf(criterion: Criterion, { candidate, fallback, losses }: Fare): Float64Array {
  if (isMoney(criterion)) return losses
  const own = candidate.own[criterion] ?? new Float64Array(losses.length).fill(NaN)
  const instead = fallback?.own[criterion]
  if (fallback === null || instead === undefined) return own
  const isServed = (draw: number) => candidate.states[draw] === NEVER && fallback.states[draw] !== NEVER
  return own.map((value, draw) => (isServed(draw) ? (instead[draw] ?? NaN) : value))
}
