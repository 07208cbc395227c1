import { countSystems, type Count } from './count.ts'
import { copiesIn, systemsFor, type Packing } from './systems.ts'

/** One pool of copies that share a demand: C of a copy at the central values and in each device draw. */
export interface Pool {
  readonly packing: Packing
  readonly capacity: number
  /** Requests per second; 0: the draw is never. */
  readonly capacities: ArrayLike<number>
}

/** What `add` is sized from. Rates are requests per second. */
export interface AddedQuestion {
  readonly owned: Pool & { readonly systems: number }
  readonly added: Pool
  /** λ at the central values and in each draw. */
  readonly rate: number
  readonly rates: ArrayLike<number>
  readonly confidence: number
  /** k: failure domains that may be lost at once, held in each pool. */
  readonly spareDomains: number
  /** New systems set by hand; null: derived. */
  readonly pinned: number | null
}

/** How the demand is split. */
export interface Added {
  /** The new systems. */
  readonly count: Count
  /** New systems that each draw needs; Infinity: no number is enough. */
  readonly needs: Float64Array
  /** What the owned carry at the central values, at most all of it. */
  readonly keptRate: number
}

/**
 * Sizes what joins owned systems: these carry what they can, at most all, and the new ones the rest. Draws are joint: the
 * same draw for both pools and the demand; owned systems that keep no promise in a draw carry nothing there.
 */
export function sizeAdded({ owned, added, rate, rates, confidence, spareDomains, pinned }: AddedQuestion): Added {
  const copies = copiesIn(owned.systems, owned.packing)
  const restOf = (whole: number, capacity: number, held: number): number => Math.max(0, whole - held * capacity)
  const left = restOf(rate, owned.capacity, copiesIn(owned.systems, owned.packing, spareDomains))
  const needs = Float64Array.from(rates, (whole, draw) => {
    const own = owned.capacities[draw % owned.capacities.length] as number
    const joins = added.capacities[draw % added.capacities.length] as number
    return systemsFor(restOf(whole, own, copies), joins, added.packing)
  })
  const count = countSystems({
    central: systemsFor(restOf(rate, owned.capacity, copies), added.capacity, added.packing),
    withSpare: systemsFor(left, added.capacity, added.packing, spareDomains),
    needs,
    confidence,
    pinned,
  })
  return { count, needs, keptRate: Math.min(rate, copies * owned.capacity) }
}
