import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { UNKNOWN } from '#shared/units/unknown.ts'
import { probeLoad } from './loadPoint.ts'
import { createProbed } from '../probe.ts'

/**
 * One copy of a configuration under growing load. Times are those of the mean request; the rate never falls with the load.
 * It ends where memory does, or with the last load that was asked; a copy that cannot hold one request has no loads.
 */
export interface LoadCurve {
  /** Requests in flight, ascending. */
  readonly loads: readonly number[]
  /** X(n): requests per second, as its running maximum. */
  readonly rate: readonly number[]
  /** Seconds per output token, and to the first one. */
  readonly tpot: readonly number[]
  readonly ttft: readonly number[]
  /** Watts of all devices, and of these with their hosts and network. NaN: unknown. */
  readonly deviceWatts: readonly number[]
  readonly watts: readonly number[]
  /** Memory ends it: more requests would have to wait for a place. */
  readonly full: boolean
  /** Logarithms of loads and rates: what lies between two loads is straight in them. */
  readonly logLoads: readonly number[]
  readonly logRate: readonly number[]
}

/** What the engine says of one load. Tokens and seconds as of `Probed`; `throughput` in output tokens per second. */
export interface LoadPoint {
  readonly fits: boolean
  readonly inFlight: number
  readonly throughput: number
  readonly tpot: number
  readonly ttft: number
  readonly deviceWatts: number
  readonly watts: number
}

/** Two loads nearer than this are one: what lies between them would be rounding alone. */
const APART = 1 + 1e-6

/** A value carried on in a straight line of logarithms through the last two points, never falling. */
function carriedOn(loads: readonly number[], values: readonly number[], load: number): number {
  const last = loads.length - 1
  const [at, value] = [loads[last] ?? UNKNOWN, values[last] ?? UNKNOWN]
  if (last < 1) return value
  const slope = Math.log(value / (values[last - 1] ?? UNKNOWN)) / Math.log(at / (loads[last - 1] ?? UNKNOWN))
  return value * (load / at) ** Math.max(0, slope)
}

/**
 * A curve of points at ascending loads. At the first load that does not fit, the engine times those requests that do: there
 * the curve ends. Its time to the first token holds a wait for memory there, and is carried on from the loads before, as is
 * one nobody knows.
 * @param outputTokens of a request @param pointAt the point at a place of the loads; asked in order, until memory ends
 */
export function curveOfPoints(
  loads: readonly number[],
  outputTokens: number,
  pointAt: (place: number) => LoadPoint,
): LoadCurve {
  const curve = { loads: [] as number[], rate: [] as number[], tpot: [] as number[], ttft: [] as number[] }
  const power = { deviceWatts: [] as number[], watts: [] as number[] }
  let full = false
  let most = 0
  for (const [place, load] of loads.entries()) {
    const point = pointAt(place)
    if (!(point.throughput > 0)) break
    full = !point.fits
    const at = full ? Math.min(load, point.inFlight) : load
    if (full && !(at > (curve.loads.at(-1) ?? Infinity) * APART)) break
    most = Math.max(most, point.throughput / outputTokens)
    const waits = full || (Number.isNaN(point.ttft) && place > 0)
    curve.ttft.push(waits ? carriedOn(curve.loads, curve.ttft, at) : point.ttft)
    curve.loads.push(at)
    curve.rate.push(most)
    curve.tpot.push(point.tpot)
    power.deviceWatts.push(point.deviceWatts)
    power.watts.push(point.watts)
    if (full) break
  }
  return { ...curve, ...power, full, logLoads: curve.loads.map(Math.log), logRate: curve.rate.map(Math.log) }
}

const probed = createProbed()

/**
 * The curve of a configuration, asked of the engine here and now, with all of its loads.
 * @param loads requests in flight, ascending, the first 1 @param longInputTokens prompt whose first token counts; null: the mean
 */
export function curveOf(
  scenario: ResolvedScenario,
  loads: readonly number[],
  longInputTokens: number | null = null,
): LoadCurve {
  return curveOfPoints(loads, scenario.workload.outputTokens, (place) => {
    probeLoad(scenario, loads[place] ?? 1, longInputTokens, true, probed)
    return { ...probed, throughput: probed.systemThroughput }
  })
}

/** Place of the last load that is not above a given one; the first, where all are. */
function placeOf(loads: readonly number[], load: number): number {
  let place = 0
  while (place < loads.length - 2 && (loads[place + 1] ?? Infinity) <= load) place++
  return place
}

/** A column of a curve at any load, straight in logarithms between loads; beyond its ends, the value there. NaN: no loads. */
export function valueAt({ loads }: Pick<LoadCurve, 'loads'>, values: readonly number[], load: number): number {
  const [first, last] = [loads[0] ?? UNKNOWN, loads.at(-1) ?? UNKNOWN]
  if (!(load > first)) return values[0] ?? UNKNOWN
  if (load >= last) return values[loads.length - 1] ?? UNKNOWN
  const place = placeOf(loads, load)
  const [from, to] = [loads[place] ?? UNKNOWN, loads[place + 1] ?? UNKNOWN]
  const [low, high] = [values[place] ?? UNKNOWN, values[place + 1] ?? UNKNOWN]
  return low * (high / low) ** (Math.log(load / from) / Math.log(to / from))
}

/** ln X at a logarithm of a load. Below the first one requests are served alone: the rate is in proportion. */
export function logRateAt({ logLoads, logRate }: LoadCurve, log: number): number {
  const last = logLoads.length - 1
  const [first, alone] = [logLoads[0] ?? UNKNOWN, logRate[0] ?? UNKNOWN]
  if (!(log > first)) return alone + log - first
  let place = last
  while ((logLoads[place] as number) > log) place--
  const low = logRate[place] as number
  if (place === last) return low
  const from = logLoads[place] as number
  return low + (((logRate[place + 1] as number) - low) * (log - from)) / ((logLoads[place + 1] as number) - from)
}

/** X(n) at any load above 0. */
export function rateAt(curve: LoadCurve, load: number): number {
  return Math.exp(logRateAt(curve, Math.log(load)))
}

/** The least load that gives a rate. Infinity: none does. */
export function loadFor({ loads, rate }: LoadCurve, wanted: number): number {
  const alone = rate[0] ?? UNKNOWN
  if (wanted <= alone) return ((loads[0] ?? UNKNOWN) * wanted) / alone
  const place = rate.findIndex((each) => each >= wanted)
  if (place < 1) return Infinity
  const [low, high] = [rate[place - 1] ?? UNKNOWN, rate[place] ?? UNKNOWN]
  const [from, to] = [loads[place - 1] ?? UNKNOWN, loads[place] ?? UNKNOWN]
  return from * (to / from) ** (Math.log(wanted / low) / Math.log(high / low))
}

const HALF_SPAN = Math.log(1.05)

/** ε: slope of ln X over ln n between L/1.05 and 1.05 L, as far as the curve goes. @param log of the load */
export function slopeAt(curve: LoadCurve, log: number): number {
  const top = Math.min(log + HALF_SPAN, curve.logLoads.at(-1) ?? UNKNOWN)
  const bottom = log - HALF_SPAN
  return top > bottom ? (logRateAt(curve, top) - logRateAt(curve, bottom)) / (top - bottom) : 0
}
