import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { createProbed } from '../probe.ts'
import type { PointKind } from './kind.ts'
import { keepsLimits, NOT_ASKED, probeLoad, type KeptLimits } from '../loads/loadPoint.ts'

/** Configurations, each under a ladder of loads; points in the order configuration, load. */
export interface LoadCurvesQuestion {
  /** Each configuration of each machine, as a scenario. */
  readonly scenarios: readonly ResolvedScenario[]
  /** Requests in flight in one copy, ascending; the same for all. */
  readonly loads: readonly number[]
  readonly limits: KeptLimits
  /** Prompt whose time to the first token counts; null: that of the mean. */
  readonly longInputTokens: number | null
  /** Power as well. */
  readonly power: boolean
}

/**
 * Many configurations at the central values, under growing load up to the first that does not fit or misses a limit; loads
 * beyond are not asked and say `inFlight` 0.
 */
export const loadCurves: PointKind<LoadCurvesQuestion> = {
  chunk: 112,
  total: ({ scenarios, loads }) => scenarios.length * loads.length,
  prepare({ scenarios, loads, limits, longInputTokens, power }) {
    const points = Array.from(loads, createProbed)
    let known = -1
    return (index, out) => {
      const which = Math.floor(index / loads.length)
      if (which !== known) {
        const scenario = scenarios[which] as ResolvedScenario
        let open = true
        for (const [place, point] of points.entries()) {
          if (open) probeLoad(scenario, loads[place] as number, longInputTokens, power, point)
          else Object.assign(point, NOT_ASKED)
          open &&= keepsLimits(point, limits, scenario.workload.outputTokens)
        }
      }
      known = which
      Object.assign(out, points[index % loads.length])
    }
  },
}
