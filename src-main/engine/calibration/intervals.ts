import type { Calibration, Family } from './calibration.ts'

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
