import type { CollectiveKind } from '#shared/domain/result.ts'
import type { Machine } from '../machine/machine.ts'
import type { Calibration, Family } from './calibration.ts'

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

const factors = new WeakMap<Calibration, Map<Family, IntervalFactors>>()

/**
 * Multipliers of a predicted time that give its 80 % interval, from the residuals of rows left out of the fit.
 * The median residual is not applied: a prediction stays inside its own interval.
 */
export function operatorResidual(calibration: Calibration, family: Family): IntervalFactors {
  let known = factors.get(calibration)
  if (known === undefined) {
    known = new Map()
    factors.set(calibration, known)
  }
  let interval = known.get(family)
  if (interval === undefined) {
    const residual = calibration.residuals[family]
    interval = { low: Math.exp(Math.min(0, residual.p10)), high: Math.exp(Math.max(0, residual.p90)) }
    known.set(family, interval)
  }
  return interval
}

/**
 * 80 % intervals of groups wider than a scale-up domain, from ln(measured ÷ predicted) of all rows measured there: 108
 * token exchanges of DeepEP on H100, 36 reductions of NCCL on one B200 and one A100 cluster. Networks differ more than
 * devices do, and the two clusters were slower than their links.
 */
const EXCHANGE_BETWEEN: IntervalFactors = { low: Math.exp(-0.815), high: Math.exp(0.117) }
const REDUCTION_BETWEEN: IntervalFactors = { low: 1, high: Math.exp(2.526) }

/** Multipliers of a predicted collective, as `operatorResidual` gives them, wider where the group leaves its domain. */
export function collectiveResidual(
  machine: Machine,
  calibration: Calibration,
  kind: CollectiveKind,
  devices: number,
): IntervalFactors {
  const near = machine.link ?? machine.network ?? machine.host
  if (near === null || devices <= near.domain) return operatorResidual(calibration, kind)
  return kind === 'allToAll' ? EXCHANGE_BETWEEN : REDUCTION_BETWEEN
}
