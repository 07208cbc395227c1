import type { CollectiveKind } from '#shared/domain/result.ts'
import { keptPer } from '../kept.ts'
import type { Machine } from '../machine/machine.ts'
import { FAMILIES, type Calibration, type Family } from './calibration.ts'

/**
 * Residuals of a relative, or beyond the loads that were measured, count for less: the interval grows by this factor on the
 * logarithm. Grade: estimate.
 */
export const UNMEASURED_WIDENING = 1.4

/** Factors that turn a prediction into its 80 % interval: `low` ≤ 1 ≤ `high`. */
export interface IntervalFactors {
  readonly low: number
  readonly high: number
}

const factors = keptPer<Calibration, Family, IntervalFactors>(FAMILIES.length)

/**
 * Multipliers of a predicted time that give its 80 % interval, from the residuals of rows left out of the fit.
 * The median residual is not applied: a prediction stays inside its own interval.
 */
export function operatorResidual(calibration: Calibration, family: Family): IntervalFactors {
  return factors(calibration, family, () => {
    const { p10, p90 } = calibration.residuals[family]
    return { low: Math.exp(Math.min(0, p10)), high: Math.exp(Math.max(0, p90)) }
  })
}

/**
 * 80 % intervals of groups wider than a scale-up domain, from ln(measured ÷ predicted) of all rows measured there: 108
 * token exchanges of DeepEP on H100, 36 reductions of NCCL on one B200 and one A100 cluster. Networks differ more than
 * devices do, and the two clusters were slower than their links.
 */
const EXCHANGE_BETWEEN: IntervalFactors = { low: Math.exp(-0.815), high: Math.exp(0.117) }
const REDUCTION_BETWEEN: IntervalFactors = { low: 1, high: Math.exp(2.526) }
/** The same of 186 directions of exchanges of DeepEP on 16 to 64 H100, counted as serving counts them. */
const TOKENS_BETWEEN: IntervalFactors = { low: Math.exp(-0.05), high: Math.exp(0.36) }

function between(kind: CollectiveKind | 'tokenExchange'): IntervalFactors {
  if (kind === 'tokenExchange') return TOKENS_BETWEEN
  return kind === 'allToAll' ? EXCHANGE_BETWEEN : REDUCTION_BETWEEN
}

/**
 * Multipliers of a predicted collective, as `operatorResidual` gives them. Where the group leaves its domain they are those
 * of networks as well: it is no surer than a group inside.
 */
export function collectiveResidual(
  machine: Machine,
  calibration: Calibration,
  kind: CollectiveKind | 'tokenExchange',
  devices: number,
): IntervalFactors {
  const near = machine.link ?? machine.network ?? machine.host
  const inside = operatorResidual(calibration, kind)
  if (near === null || devices <= near.domain) return inside
  const { low, high } = between(kind)
  return { low: Math.min(inside.low, low), high: Math.max(inside.high, high) }
}
