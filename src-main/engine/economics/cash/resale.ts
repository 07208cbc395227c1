/**
 * Share of its price that a new system sells for on the day it is delivered. Grade: guess; the line from there to the
 * residual stands in for markets nobody has recorded.
 */
export const SOLD_AT_ONCE = 0.8

/**
 * Dollars one system sells for: a line from what it would sell for at its delivery to its residual at the horizon, and
 * never below that one.
 * @param atDelivery dollars on the day it is delivered: `SOLD_AT_ONCE` of the price, or of owned systems today's resale
 * @param residual dollars at the horizon @param age months since delivery @param span months from delivery to horizon
 */
export function resaleAt(atDelivery: number, residual: number, age: number, span: number): number {
  const left = span > 0 ? Math.min(1, Math.max(0, 1 - age / span)) : 0
  return residual + Math.max(0, atDelivery - residual) * left
}
