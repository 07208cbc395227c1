import type { Brief } from '#shared/domain/brief/brief.ts'
import { demandRates } from '#shared/domain/brief/demandRates.ts'
import type { ResolvedBrief } from '#shared/domain/brief/resolveBrief.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Columns } from '../analysis/points/columns.ts'
import type { DrawnCapacitiesQuestion } from '../analysis/points/drawnCapacities.ts'
import type { LoadCurvesQuestion } from '../analysis/points/loadCurves.ts'
import { askedPools, type AskedPool } from './askedPools.ts'
import { curvesOf, type LOAD_CURVE_FIELDS } from './curveColumns.ts'
import { createDealer, figureIn, type Dealer, type DrawnFigure } from './drawnFigures.ts'
import { comparedDevices, deviceDraws } from './drawnSizing.ts'
import { drawnLoads, SCREENED_LOADS } from './ladders.ts'
import { centralCost } from './centralCost.ts'
import { keepsOf } from './promise.ts'
import { bestConfigurations, type SizedConfiguration } from './screen.ts'

/** A brief with its profiles, and the draws it is judged in. */
export interface DecideQuestion {
  readonly resolved: ResolvedBrief
  readonly draws: number
  /** The same seed gives the same verdict. */
  readonly seed: number
}

/** Draws of demand and serving error that configurations are screened with: the choice among them, not their number. */
const SCREENING_DRAWS = 256

/** Peak requests per second. Null: nobody has said how much is to be served. */
export function drawnPeak({ demand }: Brief, dealer: Dealer): DrawnFigure | null {
  const now = demandRates(demand).peakRequestsPerSecond
  if (now === null) return null
  const amount = dealer.figure('demand/amount', demand.amount)
  const peak = dealer.figure('demand/peak', demand.peak)
  if (amount.drawn === null && peak.drawn === null) return { now, drawn: null }
  const drawn = Float64Array.from(
    { length: dealer.draws },
    (_, draw) => (now * figureIn(amount, draw) * figureIn(peak, draw)) / (amount.now * peak.now),
  )
  return { now, drawn }
}

/** A figure in so many draws, also where it is the same in all. */
export function inDraws(figure: DrawnFigure, draws: number): Float64Array {
  return Float64Array.from({ length: draws }, (_, draw) => figureIn(figure, draw))
}

/** Configurations of all pools, in their order: those of one machine under one load are asked for once. */
interface AskedCurves {
  readonly pools: readonly AskedPool[]
  readonly scenarios: readonly ResolvedScenario[]
  /** Of each pool, where its first configuration stands among the scenarios. */
  readonly from: readonly number[]
}

function askedCurves(resolved: ResolvedBrief): AskedCurves {
  const scenarios: ResolvedScenario[] = []
  const known = new Map<string, number>()
  const numberOf = contentNumbers()
  const pools = askedPools(resolved)
  const from = pools.map(({ candidates }) => {
    const key = candidates
      .map(({ hardware, prefill, deployment }) => [hardware, prefill, deployment].map(numberOf).join(','))
      .join(' ')
    const found = known.get(key)
    if (found !== undefined) return found
    known.set(key, scenarios.length)
    scenarios.push(...candidates)
    return scenarios.length - candidates.length
  })
  return { pools, scenarios, from }
}

/**
 * A number for each content: thousands of configurations name one machine, whose text would be the largest thing in memory if
 * each of them had it in its key.
 */
function contentNumbers(): (value: object | null) => number {
  const byObject = new Map<object | null, number>()
  const byContent = new Map<string, number>()
  return (value) => {
    let number = byObject.get(value)
    if (number === undefined) {
      const content = JSON.stringify(value)
      number = byContent.get(content) ?? byContent.size
      byContent.set(content, number)
      byObject.set(value, number)
    }
    return number
  }
}

/** First question: the central curve of every configuration, as far as it keeps the promise. */
export function curvesQuestion({ resolved }: DecideQuestion): LoadCurvesQuestion {
  const { scenarios } = askedCurves(resolved)
  const { limits, longInputTokens } = keepsOf(resolved.brief.promise, resolved.brief.demand)
  return { scenarios, loads: SCREENED_LOADS, limits, longInputTokens, power: true }
}

/** A pool with the configurations of it that are drawn: the best one or two of its central curves. */
export interface ScreenedPool {
  readonly pool: AskedPool
  readonly best: readonly SizedConfiguration[]
}

/** A pool in the configuration that is drawn in full, with what one copy carries in the draws it was compared in. */
export interface NarrowedPool {
  readonly pool: AskedPool
  /** Null: nothing of it serves. */
  readonly configuration: SizedConfiguration | null
  readonly capacities: Float64Array
}

/** Which configurations are drawn: of what is kept, the best; of all else, what is to be compared. @param columns answers of the first question */
export function screenPools(
  question: DecideQuestion,
  columns: Columns<(typeof LOAD_CURVE_FIELDS)[number]>,
): readonly ScreenedPool[] {
  const { resolved, seed } = question
  const { brief } = resolved
  const asked = curvesQuestion(question)
  const { pools, from } = askedCurves(resolved)
  const curves = curvesOf(asked, columns)
  const dealer = createDealer(seed, SCREENING_DRAWS)
  const peak = drawnPeak(brief, dealer)
  if (peak === null) return pools.map((pool) => ({ pool, best: [] }))
  return pools.map((pool, at) => {
    const { candidates, spare } = pool
    const first = from[at] ?? 0
    const best = bestConfigurations(
      {
        candidates,
        curves: curves.slice(first, first + candidates.length),
        keeps: keepsOf(brief.promise, brief.demand),
        rate: peak.now,
        rates: inDraws(peak, SCREENING_DRAWS),
        confidence: brief.promise.confidence,
        never: brief.promise.never,
        spareDomains: spare,
        seed,
      },
      (configuration) => centralCost(brief, pool, configuration),
    )
    return { pool, best: pool.role === 'kept' ? best.slice(0, 1) : best }
  })
}

/** What copies of configurations carry in some of the draws of everything about the devices. Null: nothing is asked. */
function capacitiesQuestion(
  { resolved: { brief }, draws, seed }: DecideQuestion,
  chosen: readonly SizedConfiguration[],
  from: number,
  to: number,
): DrawnCapacitiesQuestion | null {
  if (chosen.length === 0) return null
  const { limits, arrivals, longInputTokens } = keepsOf(brief.promise, brief.demand)
  return {
    scenarios: chosen.map(({ scenario }) => scenario),
    loads: chosen.map(({ capacity }) => drawnLoads(Math.max(1, capacity.most))),
    limits,
    arrivals,
    longInputTokens,
    draws: deviceDraws(draws),
    seed,
    from,
    to,
  }
}

/** Second question: what copies of all that is compared carry, in the first draws. Null: nothing serves. */
export function comparedQuestion(
  question: DecideQuestion,
  screened: readonly ScreenedPool[],
): DrawnCapacitiesQuestion | null {
  const chosen = screened.flatMap(({ best }) => best)
  return capacitiesQuestion(question, chosen, 0, comparedDevices(question.draws))
}

/** Third question: what copies of the best carry in the rest of the draws. Null: nothing is left to ask. */
export function restQuestion(
  question: DecideQuestion,
  narrowed: readonly NarrowedPool[],
): DrawnCapacitiesQuestion | null {
  const chosen = narrowed.flatMap(({ configuration }) => configuration ?? [])
  const [from, to] = [comparedDevices(question.draws), deviceDraws(question.draws)]
  return from === to ? null : capacitiesQuestion(question, chosen, from, to)
}
