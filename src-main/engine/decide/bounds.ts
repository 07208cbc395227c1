import type { Brief } from '#shared/domain/brief/brief.ts'
import { lastMonth } from '#shared/domain/brief/lastMonth.ts'
import type { Costing, Relaxation, Sizing } from '#shared/domain/brief/verdict.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { Dimension } from '#shared/units/quantity.ts'

/** What an alternative is held against the bounds of the brief with. */
export interface Bounded {
  readonly id: string
  readonly sizing: Sizing | null
  readonly costing: Costing | null
  /** Watts of one system; NaN: unknown. */
  readonly provisioned: number
  /** Share of draws in which capital, and delivery, are within their bounds. */
  readonly capitalHolds: number
  readonly deliveryHolds: number
  /** Months to delivery and dollars of capital that would hold in the share that is asked. */
  readonly capitalAt: number
  readonly deliveryAt: number
}

/** A bound that is broken: the sentence, and what would let it be kept. */
export interface Broken {
  readonly limit: Wording
  readonly relaxation: Relaxation | null
}

const amounts = (needed: number, allowed: number, dimension: Dimension) => ({
  needed: { value: needed, dimension },
  allowed: { value: allowed, dimension },
})

/** Bounds of the brief that an alternative breaks. What meets drawn figures has to hold in the share of draws that is asked. */
export function brokenBounds(brief: Brief, bounded: Bounded): readonly Broken[] {
  const { constraints, promise } = brief
  const horizon = lastMonth(brief)
  const { id, sizing, costing, provisioned } = bounded
  const drawn = sizing?.power ?? null
  const housed = sizing?.racks ?? null
  const found: Broken[] = []
  const breaks = (limit: Wording, name: Relaxation['limit'], from: number, to: number) =>
    found.push({ limit, relaxation: { alternative: id, limit: name, from, to } })
  const { power, racks, powerPerRack, capital, perMonth, delivery } = constraints
  if (power !== null && drawn !== null && drawn > power) {
    breaks({ code: 'brief.limit.power', parameters: amounts(drawn, power, 'watts') }, 'power', power, drawn)
  }
  if (powerPerRack !== null && sizing !== null && sizing.devicesPerSystem > 1 && provisioned > powerPerRack) {
    const parameters = amounts(provisioned, powerPerRack, 'watts')
    breaks({ code: 'brief.limit.powerPerRack', parameters }, 'powerPerRack', powerPerRack, provisioned)
  }
  if (racks !== null && housed !== null && housed > racks) {
    const parameters = { needed: housed, allowed: racks }
    breaks({ code: 'brief.limit.racks', parameters }, 'racks', racks, housed)
  }
  if (capital !== null && costing !== null && bounded.capitalHolds < promise.confidence) {
    const parameters = amounts(bounded.capitalAt, capital, 'dollars')
    breaks({ code: 'brief.limit.capital', parameters }, 'capital', capital, bounded.capitalAt)
  }
  if (perMonth !== null && costing !== null && costing.perMonth > perMonth) {
    const parameters = amounts(costing.perMonth, perMonth, 'dollars')
    breaks({ code: 'brief.limit.perMonth', parameters }, 'perMonth', perMonth, costing.perMonth)
  }
  if (delivery !== null && bounded.deliveryHolds < promise.confidence) {
    const parameters = amounts(bounded.deliveryAt, delivery, 'months')
    breaks({ code: 'brief.limit.delivery', parameters }, 'delivery', delivery, bounded.deliveryAt)
  }
  if (bounded.deliveryAt >= horizon) {
    const parameters = {
      lead: { value: bounded.deliveryAt, dimension: 'months' },
      horizon: { value: horizon, dimension: 'months' },
    } as const
    found.push({ limit: { code: 'brief.limit.leadBeyondHorizon', parameters }, relaxation: null })
  }
  return found
}

/** The share of draws in which a figure is at most a bound, and the value at which it is in a share that is asked. */
export function holding(
  values: ArrayLike<number>,
  bound: number | null,
  share: number,
): { readonly holds: number; readonly at: number } {
  const sorted = Float64Array.from(values).toSorted()
  const at = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  if (bound === null) return { holds: 1, at }
  let within = 0
  for (const value of sorted) if (value <= bound) within++
  return { holds: sorted.length === 0 ? 1 : within / sorted.length, at }
}
