import type { Promised } from '#shared/domain/brief/promise.ts'
import type { LoadCurve } from './loadCurve.ts'

/** Times a request must keep: seconds, null where nothing is promised. `outputTokens` are those of a request. */
export interface TimeLimits extends Pick<Promised, 'timeToFirstToken' | 'timePerToken' | 'endToEnd'> {
  readonly outputTokens: number
}

/** How much longer times are than the curve says: factors. */
export interface TimeErrors {
  readonly tpot: number
  readonly ttft: number
}

const EXACT: TimeErrors = { tpot: 1, ttft: 1 }

/**
 * The load at which a column first goes beyond a limit, straight in logarithms between loads.
 * @returns 0: the first load does already; Infinity: none does. An unknown time is beyond every limit.
 */
function crossing(loads: readonly number[], valueOf: (place: number) => number, limit: number): number {
  for (let place = 0; place < loads.length; place++) {
    const above = valueOf(place)
    if (above <= limit) continue
    if (place === 0) return 0
    const [from, to] = [loads[place - 1] as number, loads[place] as number]
    const below = valueOf(place - 1)
    if (!(above > below)) return from
    return from * (to / from) ** (Math.log(limit / below) / Math.log(above / below))
  }
  return Infinity
}

/**
 * n*: the largest load up to which every load fits and keeps all times, interpolated where the first limit is crossed; the
 * curve's end where none is. 0: even one request misses.
 */
export function mostLoad(curve: LoadCurve, limits: TimeLimits, errors: TimeErrors = EXACT): number {
  const { loads, tpot, ttft } = curve
  let most = loads.at(-1) ?? 0
  const perToken = (place: number): number => (tpot[place] as number) * errors.tpot
  const first = (place: number): number => (ttft[place] as number) * errors.ttft
  const rest = Math.max(0, limits.outputTokens - 1)
  const end = (place: number): number => first(place) + rest * perToken(place)
  if (limits.timePerToken !== null) most = Math.min(most, crossing(loads, perToken, limits.timePerToken))
  if (limits.timeToFirstToken !== null) most = Math.min(most, crossing(loads, first, limits.timeToFirstToken))
  if (limits.endToEnd !== null) most = Math.min(most, crossing(loads, end, limits.endToEnd))
  return most
}
