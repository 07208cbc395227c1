import type { Brief } from '#shared/domain/brief/brief.ts'
import type { Flip } from '#shared/domain/brief/verdict.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import type { Candidate } from '#shared/verdict/brief/draws.ts'
import { fares } from '#shared/verdict/brief/fare.ts'
import { flipOf, steppedFlipOf, type ExpectedAt, type FlippingInput } from '#shared/verdict/brief/flips.ts'
import { runBy } from '../economics/cash/inputOf.ts'
import { HOURS_PER_MONTH } from '../economics/price.ts'
import { inverseNormal } from '../analysis/draws/randomness.ts'
import { mostNeeded } from './count.ts'
import { CENTRAL, figureIn, fixed, type Dealer, type DrawnFigure } from './drawnFigures.ts'
import { drawnLosses, type Bridge, type PaidAlternative, type PaidPool } from './losses.ts'
import { COMMON_FIGURES, type MoneyFigures } from './offerFigures.ts'
import type { JudgedInput, Prepared } from './preparedAlternative.ts'

/** Draws that turning points are looked for in: the same as those of the verdict, whose mean corrects theirs. */
const DRAWS = 400
/** Where p2 and p98 lie, in deviations of p10 and p90. */
const FAR = inverseNormal(0.98) / inverseNormal(0.9)
/** Demand as a multiple of today's, in steps. */
const DEMANDS = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 2.5]
/** An input without a range is moved so far: a guess of ours may be as wrong. */
const UNRANGED = { low: 0.5, high: 2 }

/**
 * What serves until an alternative is delivered; null: nothing does.
 * @param id of the alternative @param changed its money as it would be; left out: as it is
 */
export type BridgeFor = (id: string, changed?: (input: JudgedInput) => PaidAlternative) => Bridge | null

/** What turning points are looked for in. */
export interface TurnsAsked {
  readonly brief: Brief
  readonly inputs: readonly JudgedInput[]
  readonly dealer: Dealer
  readonly bridgeFor: BridgeFor
  readonly prepared: readonly Prepared[]
}

/** A candidate cut to the first draws. */
function cut({ id, loss, states, own }: Candidate): Candidate {
  return { id, loss: loss.subarray(0, DRAWS), states: states.subarray(0, DRAWS), own }
}

/** p2 and p98 of a figure that is drawn; of one that is not, ends a guess may be wrong by. */
function ends({ now, drawn }: DrawnFigure): { readonly low: number; readonly high: number } {
  if (drawn === null) return { low: now * UNRANGED.low, high: now * UNRANGED.high }
  const sorted = drawn.toSorted()
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? now
  const [low, high] = [at(0.1), at(0.9)]
  if (now > 0 && low > 0) return { low: now * (low / now) ** FAR, high: now * (high / now) ** FAR }
  return { low: now + (low - now) * FAR, high: now + (high - now) * FAR }
}

/** Figures that belong to the site or the team, and so to every pool of an alternative. */
const OF_ALL: ReadonlySet<string> = new Set(COMMON_FIGURES)

/** The money of an alternative with one of its figures at a value instead of drawn. */
function withFigure(paid: PaidAlternative, name: keyof MoneyFigures, value: number): PaidAlternative {
  const set = (figures: MoneyFigures): MoneyFigures => ({ ...figures, [name]: fixed(value) })
  const pool = (each: PaidPool | null): PaidPool | null => each && { ...each, figures: set(each.figures) }
  return {
    ...paid,
    main: pool(paid.main),
    kept: OF_ALL.has(name) ? pool(paid.kept) : paid.kept,
    // One more of what is owned is bought at its own price.
    oneMore:
      name === 'priceFactor' && paid.main?.cost.offer !== paid.oneMore?.cost.offer ? paid.oneMore : pool(paid.oneMore),
    hosted: paid.hosted && { ...paid.hosted, figures: set(paid.hosted.figures) },
  }
}

/** A figure so many times as large. */
function scaled({ now, drawn }: DrawnFigure, times: number): DrawnFigure {
  return { now: now * times, drawn: drawn === null ? null : drawn.map((value) => value * times) }
}

/** The demand so many times as large: tokens, counts, fleets, and what each draw needs and each pool carries, follow. */
function withDemand({ paid, sized }: JudgedInput, times: number): PaidAlternative {
  if (times === 1) return paid
  const more = (figures: MoneyFigures): MoneyFigures => ({ ...figures, amount: scaled(figures.amount, times) })
  const { main, kept, hosted } = paid
  if (hosted !== null) return { ...paid, hosted: { ...hosted, figures: more(hosted.figures) } }
  if (sized === null || main === null) return paid
  const { count, needs, byQuarter, share } = sized.sizedAt(times)
  const carrying = (pool: PaidPool, part: number): PaidPool => ({
    ...pool,
    cost: { ...pool.cost, share: part },
    figures: more(pool.figures),
  })
  return {
    ...paid,
    needs,
    systems: byQuarter[0] ?? 0,
    mostNeeded: mostNeeded({ withSpare: count.atCentral + count.spare }),
    main: { ...carrying(main, share), byQuarter },
    kept: kept && carrying(kept, 1 - share),
  }
}

/** Where the leader and its rival change places: E[loss] of both, with counts and bridge derived anew. */
export function flipsBetween(asked: TurnsAsked, leader: string, rival: string): readonly Flip[] {
  const { brief, inputs, dealer, bridgeFor, prepared } = asked
  const base = prepared.flatMap(({ alternative: { id, drawn, limits, unpriced } }) =>
    drawn === null || limits.length > 0 || unpriced !== null ? [] : [{ id, ...drawn }],
  )
  const whole = new Map(fares(base).map((fare) => [fare.candidate.id, fare.mean]))
  const few = base.map(cut)
  const now = new Map(fares(few).map((fare) => [fare.candidate.id, fare.mean]))
  const two = [leader, rival].flatMap((id) => inputs.find(({ paid }) => paid.id === id) ?? [])

  const expected = (changed: (input: JudgedInput) => PaidAlternative): ReadonlyMap<string, number> => {
    const candidates = few.map((candidate): Candidate => {
      const input = two.find(({ paid }) => paid.id === candidate.id)
      if (input === undefined) return candidate
      const bridge = bridgeFor(candidate.id, changed)
      const paid = changed(input)
      if (paid === input.paid && bridge === bridgeFor(candidate.id)) return candidate
      return { id: candidate.id, own: {}, ...drawnLosses(brief, paid, dealer, bridge, DRAWS) }
    })
    return new Map(
      fares(candidates)
        .filter(({ candidate: { id } }) => id === leader || id === rival)
        .map(({ candidate: { id }, mean }) => [id, (whole.get(id) ?? NaN) + mean - (now.get(id) ?? NaN)]),
    )
  }
  const found: Flip[] = []
  // One team runs both: what it costs moves them alike.
  const apart =
    new Set(two.map(({ paid: { main, hosted } }) => runBy(main?.cost.kind ?? (hosted ? 'hosted' : 'buy')))).size > 1
  for (const input of two) {
    for (const each of ofAlternative(input)) {
      if (each.name === 'people' && !apart) continue
      const at: ExpectedAt = (value) =>
        expected((other) => (other === input ? withFigure(other.paid, each.name, value / each.unit) : other.paid))
      found.push(flipOf(each.input, leader, at))
    }
  }
  for (const each of ofAll(two)) {
    const at: ExpectedAt = (value) => expected((other) => withFigure(other.paid, each.name, value))
    found.push(flipOf(each.input, leader, at))
  }
  const amount = brief.demand.amount.value
  if (amount !== null) {
    const demand: FlippingInput = {
      input: 'demand.amount',
      alternative: null,
      label: 'amount',
      dimension: brief.demand.unit === 'outputTokensPerDay' ? 'tokens' : 'count',
      now: amount,
      low: amount * (DEMANDS[0] ?? 1),
      high: amount * (DEMANDS.at(-1) ?? 1),
    }
    const at: ExpectedAt = (value) => expected((other) => withDemand(other, value / amount))
    found.push(
      steppedFlipOf(
        demand,
        leader,
        DEMANDS.map((times) => times * amount),
        at,
      ),
    )
  }
  // What turns the choice first; then the rest in the order of the brief.
  return found.toSorted((one, other) => Number(one.at === null) - Number(other.at === null))
}

interface Moved {
  readonly name: keyof MoneyFigures
  /** Dollars, or months, of a 1 of the figure as it is drawn. */
  readonly unit: number
  readonly input: FlippingInput
}

/** Figures of one alternative that may turn the choice. */
function ofAlternative({ paid, pool }: JudgedInput): readonly Moved[] {
  const figures = paid.main?.figures ?? paid.hosted?.figures ?? null
  if (figures === null) return []
  const path = `alternatives.${paid.id}.offer`
  const kind = pool?.alternative.kind ?? 'hosted'
  const priced = { owned: 'resale', statusQuo: 'resale', rent: 'rent', lease: 'lease' } as const
  const label = kind in priced ? priced[kind as keyof typeof priced] : 'price'
  const perUnit =
    paid.main === null
      ? 0
      : kind === 'rent'
        ? paid.main.cost.price / paid.main.cost.devices / HOURS_PER_MONTH
        : paid.main.cost.price
  const moved = (
    name: keyof MoneyFigures,
    field: string,
    what: string,
    dimension: Dimension,
    unit = 1,
  ): readonly Moved[] => {
    const figure = figures[name]
    const value = figureIn(figure, CENTRAL) * unit
    if (!(value > 0)) return []
    const { low, high } = ends(figure)
    const input = {
      input: `${path}.${field}`,
      alternative: paid.id,
      label: what,
      dimension,
      now: value,
      low: low * unit,
      high: high * unit,
    }
    return [{ name, unit, input }]
  }
  if (paid.main === null) {
    return [
      ...moved('hostedInput', 'hosted.input', 'hostedInput', 'dollars'),
      ...moved('hostedOutput', 'hosted.output', 'hostedOutput', 'dollars'),
      ...moved('people', '', 'people', 'dollars'),
    ]
  }
  return [
    ...moved('priceFactor', 'price', label, label === 'rent' ? 'dollarsPerHour' : 'dollars', perUnit),
    ...(kind === 'rent' ? [] : moved('residual', 'residual', 'residual', 'dollars')),
    ...moved('maintenance', 'maintenance', 'maintenance', 'dollars'),
    ...moved('migration', 'migration', 'migration', 'dollars'),
    ...moved('lead', 'lead', 'lead', 'months'),
    ...moved('people', '', 'people', 'dollars'),
  ]
}

/** Figures of the site that both share. */
function ofAll(two: readonly JudgedInput[]): readonly Moved[] {
  const [figures] = two.flatMap(({ paid: { main } }) => main?.figures ?? [])
  if (figures === undefined) return []
  const moved = (name: keyof MoneyFigures, input: string, label: string, dimension: Dimension): readonly Moved[] => {
    const figure = figures[name]
    if (!(figure.now > 0)) return []
    return [{ name, unit: 1, input: { input, alternative: null, label, dimension, now: figure.now, ...ends(figure) } }]
  }
  return [
    ...moved('tariff', 'site.tariff', 'tariff', 'dollarsPerKilowattHour'),
    ...moved('space', 'site.spacePerKilowattMonth', 'space', 'dollars'),
  ]
}
