import type { Demand } from './demand.ts'
import { powerOf, racksOf, systemsInPower, systemsInRacks } from './housing.ts'
import type { KeptSystems, Sizing } from './verdict.ts'

/** What is asked of each alternative: as many systems as it feeds or houses, or as many as carry a rate. */
export type Budget =
  /** IT watts. */
  | { readonly kind: 'power'; readonly watts: number }
  | { readonly kind: 'racks'; readonly racks: number }
  /** Output tokens per second in the busiest hour. */
  | { readonly kind: 'rate'; readonly tokensPerSecond: number }

/** So many systems of an alternative: what they carry within the promise, and what they take of a site. */
export interface Carrying {
  /** Systems of the machine that is bought, rented or kept; beside these, those that stay. */
  readonly systems: number
  readonly kept: number
  /** Output tokens per second, every copy at the load it is sized for and none held as a spare. */
  readonly tokensPerSecond: number
  /** IT watts and racks. Null: unknown. */
  readonly watts: number | null
  readonly racks: number | null
}

/** A quarter of the horizon: the systems the demand asks for, and what they take. */
export interface QuarterAsk {
  /** 1 is the first from the date of the brief. */
  readonly quarter: number
  readonly systems: number
  readonly watts: number | null
  readonly racks: number | null
}

/** A quotient this little beside a whole number is that number. */
const ROUNDING = 1e-9
const MONTHS_OF_QUARTER = 3
const SECONDS_PER_DAY = 86_400

/** Requests per second of so many systems: whole copies alone carry any. */
function rateOf(systems: number, { copiesPerSystem, capacity }: Sizing): number {
  return Math.floor(systems * copiesPerSystem + ROUNDING) * capacity
}

/** Requests per second of so many of the systems that stay. */
function rateOfKept(systems: number, kept: KeptSystems | null): number {
  return kept === null || kept.systems === 0 ? 0 : (kept.rate / kept.systems) * systems
}

function carrying(sizing: Sizing, outputTokens: number, systems: number, stay: number): Carrying {
  const { kept } = sizing
  const both = (of: typeof powerOf): number | null => {
    const own = of(systems, sizing)
    if (kept === null || stay === 0) return own
    const beside = of(stay, kept)
    return own === null || beside === null ? null : own + beside
  }
  return {
    systems,
    kept: stay,
    tokensPerSecond: (rateOf(systems, sizing) + rateOfKept(stay, kept)) * outputTokens,
    watts: both(powerOf),
    racks: both(racksOf),
  }
}

/** What stays takes its part first; only beside all of it there is room for what joins. */
function within(sizing: Sizing, outputTokens: number, budget: Exclude<Budget, { kind: 'rate' }>): Carrying | null {
  const { kept } = sizing
  const amount = budget.kind === 'power' ? budget.watts : budget.racks
  const inside = budget.kind === 'power' ? systemsInPower : systemsInRacks
  const takes = budget.kind === 'power' ? powerOf : racksOf
  const room = kept === null ? 0 : inside(amount, kept)
  if (room === null) return null
  const stay = Math.min(kept?.systems ?? 0, room)
  if (kept !== null && stay < kept.systems) return carrying(sizing, outputTokens, 0, stay)
  const taken = kept === null ? 0 : (takes(stay, kept) ?? NaN)
  const systems = inside(Math.max(0, amount - taken), sizing)
  return systems === null ? null : carrying(sizing, outputTokens, systems, stay)
}

/** Fewest systems that carry a rate beside all that stay: whole copies, in whole systems. */
function forRate(sizing: Sizing, outputTokens: number, tokensPerSecond: number): Carrying | null {
  const { kept, copiesPerSystem, capacity } = sizing
  if (!(capacity > 0)) return null
  const stay = kept?.systems ?? 0
  const rest = Math.max(0, tokensPerSecond / outputTokens - rateOfKept(stay, kept))
  const copies = Math.ceil((rest / capacity) * (1 - ROUNDING))
  return carrying(sizing, outputTokens, Math.ceil((copies / copiesPerSystem) * (1 - ROUNDING)), stay)
}

/**
 * The systems of an alternative that a budget holds, and the output tokens they carry within the promise; or the systems that
 * carry a rate, and what they take. At the central values, with no system held as a spare.
 * @param sizing of the verdict, so that what a copy carries is what it was judged by @param outputTokens of a request
 * @returns null: nobody knows what a system takes, or a copy carries nothing
 */
export function withinBudget(sizing: Sizing, outputTokens: number, budget: Budget): Carrying | null {
  return budget.kind === 'rate'
    ? forRate(sizing, outputTokens, budget.tokensPerSecond)
    : within(sizing, outputTokens, budget)
}

/** Output tokens a day of a demand whose busiest hours bring so many a second. Null: nobody knows how far these are above the mean. */
export function tokensPerDay(tokensPerSecond: number, { peak }: Pick<Demand, 'peak'>): number | null {
  return peak.value === null ? null : (tokensPerSecond / peak.value) * SECONDS_PER_DAY
}

/** Systems that the demand asks for in each quarter to the end of the horizon, what stays included in what they take. */
export function askedByQuarter(sizing: Sizing, lastMonth: number): readonly QuarterAsk[] {
  const { byQuarter, kept } = sizing
  const quarters = Math.max(byQuarter.length, Math.ceil(lastMonth / MONTHS_OF_QUARTER))
  return Array.from({ length: quarters }, (_, index) => {
    const systems = byQuarter[Math.min(index, byQuarter.length - 1)] ?? sizing.systems
    const { watts, racks } = carrying(sizing, 1, systems, kept?.systems ?? 0)
    return { quarter: index + 1, systems, watts, racks }
  })
}

/** First quarter whose systems a budget does not hold. Null: all are within it, or nobody knows what they take. */
export function outgrownIn(asked: readonly QuarterAsk[], budget: Budget): number | null {
  const most = budget.kind === 'power' ? budget.watts : budget.kind === 'racks' ? budget.racks : Infinity
  const beyond = asked.find(({ watts, racks }) => {
    const taken = budget.kind === 'racks' ? racks : watts
    return taken !== null && taken > most * (1 + ROUNDING)
  })
  return beyond?.quarter ?? null
}
