import type { Demand } from './demand.ts'
import { demandRates } from './demandRates.ts'

/** Requests a second in the busiest hour so many months after the start: peak × (1 + growth)^(t/12). Null: unknown. */
export function peakAfter(demand: Demand, months: number): number | null {
  const { peakRequestsPerSecond } = demandRates(demand)
  const growth = demand.growth.value
  return peakRequestsPerSecond === null || growth === null
    ? null
    : peakRequestsPerSecond * (1 + growth) ** (months / 12)
}
