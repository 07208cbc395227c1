import type { ServingCoefficients } from '../calibration/servingCoefficients.ts'
import type { FitRow } from './robustFit.ts'
import { FIRST_KEYS, STEP_KEYS } from './servingFeatures.ts'
import { FIRST_SCALE, fitOf, LEAST_FACTOR, STEP_SCALE, type LinearRun } from './servingFit.ts'

/** Mean share of the measured seconds below which rows say nothing of a coefficient. */
const LEAST_SHARE = 0.005

/** Names of the coefficients whose seconds, at what they are or could be, are no part of the rows worth naming. */
function idle<Key extends string>(
  rows: readonly FitRow[],
  keys: readonly Key[],
  values: readonly number[],
  scales: readonly number[],
): Key[] {
  if (rows.length === 0) return []
  return keys.filter((_, index) => {
    // An additive part that was fitted to nothing is known to be nothing, where rows would show it.
    const plausible = Math.max(values[index] ?? 0, scales[index] ?? 0)
    const shares = rows.reduce((sum, row) => sum + ((row.features[index] ?? 0) * plausible) / row.target, 0)
    return shares < LEAST_SHARE * rows.length
  })
}

/**
 * Coefficients some rows say nothing of: those without a part in them, and factors that ran into their bound. Rows that
 * measure no first token leave what is known of it from elsewhere.
 * @param runs as they were linearised around the fit
 */
export function unexercisedBy(
  runs: readonly LinearRun[],
  coefficients: ServingCoefficients,
): (keyof ServingCoefficients)[] {
  const { step, first } = fitOf(coefficients)
  const steps = runs.flatMap((run) => run.step ?? [])
  const firsts = runs.flatMap((run) => run.first ?? [])
  const bound = STEP_KEYS.filter((key) => key.endsWith('Factor') && coefficients[key] <= LEAST_FACTOR)
  return [
    ...new Set<keyof ServingCoefficients>([
      ...idle(steps, STEP_KEYS, step, STEP_SCALE),
      ...bound,
      ...idle(firsts, FIRST_KEYS, first, FIRST_SCALE),
    ]),
  ]
}
