import * as fc from 'fast-check'
import { curveOfPoints, type LoadCurve } from '#main/engine/analysis/loads/loadCurve.ts'

/** A curve of given times and rates at given loads; it fits everywhere, and nobody knows its power. */
export function curve(
  loads: readonly number[],
  rate: (load: number) => number,
  times: { readonly tpot?: (load: number) => number; readonly ttft?: (load: number) => number } = {},
): LoadCurve {
  return curveOfPoints(loads, 1, (place) => {
    const load = loads[place] as number
    return {
      fits: true,
      inFlight: load,
      throughput: rate(load),
      tpot: times.tpot?.(load) ?? load / rate(load),
      ttft: times.ttft?.(load) ?? 0.01,
      deviceWatts: NaN,
      watts: NaN,
    }
  })
}

/** Loads of four an octave, from one request on. */
export const LADDER: readonly number[] = Array.from({ length: 45 }, (_, index) => 2 ** (index / 4))

/** The rate of a copy whose further requests help ever less: n / (1 + b n), from none (b = 0) to as good as flat. */
export const anyFlattening = fc
  .double({ min: -8, max: 0, noNaN: true })
  .map((log) => 10 ** log)
  .map((bend) => ({ bend, rate: (load: number): number => load / (1 + bend * load) }))

/**
 * Share of time in which more than `most` requests are there when they come at a rate: states one by one, each ending
 * requests at the rate of the curve, beyond `most` at that of `most`.
 */
export function shareOver(rateOf: (load: number) => number, arrivals: number, most: number): number {
  const logs = [0]
  for (let count = 1; count <= most; count++) logs.push((logs.at(-1) as number) + Math.log(arrivals / rateOf(count)))
  const peak = Math.max(...logs)
  const weights = logs.map((log) => Math.exp(log - peak))
  const ratio = arrivals / rateOf(most)
  if (ratio >= 1) return 1
  const beyond = ((weights.at(-1) as number) * ratio) / (1 - ratio)
  return beyond / (weights.reduce((sum, each) => sum + each, 0) + beyond)
}
