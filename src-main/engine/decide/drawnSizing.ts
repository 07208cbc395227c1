import type { Columns } from '../analysis/points/columns.ts'
import type { DrawnCurvesQuestion } from '../analysis/points/drawnCurves.ts'
import { capacityOf } from './capacity.ts'
import { drawnCurve, type DRAWN_CURVE_FIELDS } from './curveColumns.ts'
import { mostLoad } from './mostLoad.ts'
import type { Keeps } from './promise.ts'
import { systemsFor, type Packing } from './systems.ts'

/** Draws of devices: stratified, so that so many are enough for any number of draws of all else. */
const DEVICE_DRAWS = 2048

/** Draws of devices in so many draws of all else: no more than there are. */
export function deviceDraws(draws: number): number {
  return Math.min(DEVICE_DRAWS, draws)
}

/** C of one copy in each device draw, requests per second; 0: even one request in flight misses. */
export function drawnCapacities(
  question: DrawnCurvesQuestion,
  columns: Columns<(typeof DRAWN_CURVE_FIELDS)[number]>,
  which: number,
  { limits, arrivals }: Keeps,
): Float64Array {
  return Float64Array.from({ length: question.draws }, (_, draw) => {
    const curve = drawnCurve(question, columns, which, draw)
    return capacityOf(curve, mostLoad(curve, limits), arrivals).rate
  })
}

/** Systems each draw needs: draw d takes device draw d mod their number. Infinity: no number is enough. @param rates λ in each */
export function needsOf(rates: ArrayLike<number>, capacities: ArrayLike<number>, packing: Packing): Float64Array {
  return Float64Array.from(rates, (rate, draw) =>
    systemsFor(rate, capacities[draw % capacities.length] as number, packing),
  )
}
