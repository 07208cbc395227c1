import type { Demand } from '#shared/domain/brief/demand.ts'
import type { Promised } from '#shared/domain/brief/promise.ts'
import type { Arrivals } from '../analysis/loads/capacity.ts'
import type { TimeLimits } from '../analysis/loads/mostLoad.ts'

/** What a copy has to keep, as curves and capacities are asked for it. */
export interface Keeps {
  readonly limits: TimeLimits
  readonly arrivals: Arrivals
  /** Prompt whose time to the first token counts; null: that of the mean. */
  readonly longInputTokens: number | null
}

/** What a brief asks of every copy. */
export function keepsOf(promise: Promised, demand: Demand): Keeps {
  const { timeToFirstToken, timePerToken, endToEnd, quantile } = promise
  return {
    limits: { timeToFirstToken, timePerToken, endToEnd, outputTokens: demand.outputTokens },
    arrivals: { quantile, dispersion: demand.dispersion },
    longInputTokens: demand.longInputTokens,
  }
}
