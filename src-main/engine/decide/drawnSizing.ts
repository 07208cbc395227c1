import { UNKNOWN } from '#shared/units/unknown.ts'
import type { Columns } from '../analysis/points/columns.ts'
import type { CAPACITY_FIELDS, DrawnCapacitiesQuestion } from '../analysis/points/drawnCapacities.ts'
import { systemsFor, type Packing } from './systems.ts'

/** Draws of devices: stratified, so that so many are enough for any number of draws of all else. */
const DEVICE_DRAWS = 2048

/** Draws of devices in so many draws of all else: no more than there are. */
export function deviceDraws(draws: number): number {
  return Math.min(DEVICE_DRAWS, draws)
}

/** C of one copy in each device draw that was asked, requests per second; 0: even one request in flight misses. */
export function capacitiesOf(
  { scenarios, from, to }: DrawnCapacitiesQuestion,
  { systemThroughput }: Columns<(typeof CAPACITY_FIELDS)[number]>,
  which: number,
): Float64Array {
  const outputTokens = scenarios[which]?.workload.outputTokens ?? UNKNOWN
  return Float64Array.from(
    { length: to - from },
    (_, draw) => (systemThroughput[draw * scenarios.length + which] as number) / outputTokens,
  )
}

/** Draws in which the configurations of a machine are compared, and those of devices among them. */
export const COMPARED_DRAWS = 1024
const COMPARED_DEVICES = 256

/** Device draws in which configurations are compared: the first of those the best of them are drawn in. */
export function comparedDevices(draws: number): number {
  return Math.min(COMPARED_DEVICES, deviceDraws(draws))
}

/** Systems each draw needs: draw d takes device draw d mod their number. Infinity: no number is enough. @param rates λ in each */
export function needsOf(rates: ArrayLike<number>, capacities: ArrayLike<number>, packing: Packing): Float64Array {
  return Float64Array.from(rates, (rate, draw) =>
    systemsFor(rate, capacities[draw % capacities.length] as number, packing),
  )
}
