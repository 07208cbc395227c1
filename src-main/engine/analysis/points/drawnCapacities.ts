import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { inverseNormal } from '../draws/randomness.ts'
import { capacityOf, type Arrivals } from '../loads/capacity.ts'
import { curveOfPoints } from '../loads/loadCurve.ts'
import { keepsLimits, probeLoad } from '../loads/loadPoint.ts'
import { mostLoad, type TimeLimits } from '../loads/mostLoad.ts'
import { leastShare, placesAsked } from '../loads/placesAsked.ts'
import { createProbed, type Probed } from '../probe.ts'
import { drawnDevice, type DeviceDraws } from './drawnDevice.ts'
import type { PointKind } from './kind.ts'

/**
 * What a copy of each configuration carries, with its devices drawn anew each time; points in the order draw, configuration.
 * The load a scenario itself carries is the most it keeps its limits at: there a curve is looked at first, and for that load
 * its serving error is taken.
 */
export interface DrawnCapacitiesQuestion extends DeviceDraws {
  readonly scenarios: readonly ResolvedScenario[]
  /** Requests in flight in one copy, ascending, of each scenario; as many for each. */
  readonly loads: readonly (readonly number[])[]
  readonly limits: TimeLimits
  /** Share of requests that keep them, and how they arrive. */
  readonly arrivals: Arrivals
  /** Prompt whose time to the first token counts; null: that of the mean. */
  readonly longInputTokens: number | null
  /** The first of these draws that is asked, and the one after the last. */
  readonly from: number
  readonly to: number
}

/** What a point does not say. */
const NOTHING: Readonly<Probed> = createProbed()

/** Columns of `drawnCapacities` that say something. */
export const CAPACITY_FIELDS = ['systemThroughput', 'inFlight'] as const

/**
 * Seeded Monte Carlo of what a copy carries. Every figure of a device is moved by its own log-normal factor, the same for all
 * scenarios on that device; then the serving error is laid on, as in `draws`. Draws are stratified. Of each curve only the
 * loads around its limit are asked, and those below it that its capacity can lie at. A point is the copy at its capacity:
 * `systemThroughput` C in output tokens per second, `inFlight` n*; both 0 where even one request misses.
 */
export const drawnCapacities: PointKind<DrawnCapacitiesQuestion> = {
  chunk: 8,
  total: ({ scenarios, from, to }) => scenarios.length * (to - from),
  prepare(question) {
    const { scenarios, loads, limits, arrivals, longInputTokens, from } = question
    const drawn = scenarios.map((scenario) => drawnDevice(question, scenario))
    const points = Array.from({ length: loads[0]?.length ?? 0 }, createProbed)
    const deviations = inverseNormal(arrivals.quantile)
    const shareAt = (most: number): number => leastShare(most, deviations, arrivals.dispersion)
    return (index, out) => {
      const [which, draw] = [index % scenarios.length, from + Math.floor(index / scenarios.length)]
      const own = loads[which] as readonly number[]
      const { scenarioIn, errorIn } = drawn[which] as (typeof drawn)[number]
      const scenario = scenarioIn(draw)
      const { concurrency, outputTokens } = scenario.workload
      const [slower, later] = [errorIn(draw, 'tpot'), errorIn(draw, 'ttft')]
      let [lowest, highest] = [own.length, -1]
      placesAsked(own, concurrency, shareAt, (place) => {
        const point = points[place] as Probed
        lowest = Math.min(lowest, place)
        highest = Math.max(highest, place)
        probeLoad(scenario, own[place] as number, longInputTokens, false, point)
        point.tpot *= slower
        point.ttft *= later
        point.systemThroughput /= slower
        return { keeps: keepsLimits(point, limits, outputTokens), rate: point.systemThroughput }
      })
      // Those that were asked lie side by side.
      const curve = curveOfPoints(own.slice(lowest, highest + 1), outputTokens, (place) => {
        const point = points[lowest + place] as Probed
        return { ...point, throughput: point.systemThroughput }
      })
      const { rate, most } = capacityOf(curve, mostLoad(curve, limits), arrivals)
      Object.assign(out, NOTHING, { systemThroughput: rate * outputTokens, inFlight: most })
    }
  },
}
