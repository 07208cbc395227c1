import type { Residual } from '../calibration/calibration.ts'
import { NEUTRAL_SERVING, type ServingCoefficients } from '../calibration/servingCoefficients.ts'
import type { ServingStyle } from '../calibration/servingTable.ts'
import { quantile } from './fit.ts'
import { fitRows, predictRow, type FitPrior } from './robustFit.ts'
import { FIRST_KEYS, linearise, STEP_KEYS, type FittedSample } from './servingFeatures.ts'

const STEP_CENTRE = [1, 1, 1, 1, 2e-6, 5e-4, 1e-6, 5e-6, 2e-6, 0]
const STEP_SCALE = [0.35, 0.5, 0.35, 0.5, 6e-6, 2e-3, 4e-6, 2e-5]
const FIRST_CENTRE = [0.02, 1.1, 1, 0.1]
const IMBALANCE_SCALE = 0.2
const FIRST_SCALE = [0.03, 0.5, 1, 0.2]
/**
 * Rows the prior of a narrower fit counts as, and how far the cost per request may lie from its prior. Serving loops vary
 * little between stacks of one year; fixed batches were run on stacks that share little but their name. Chosen by the
 * errors on rows left out.
 */
const STRENGTHS: Readonly<Record<ServingStyle, number>> = { aggregated: 3, static: 0.005, disaggregated: 0.3 }
const FIRST_STRENGTHS: Readonly<Record<ServingStyle, number>> = { aggregated: 3, static: 0.005, disaggregated: 2 }
const SEQUENCE_SCALES: Readonly<Record<ServingStyle, number>> = { aggregated: 3e-5, static: 5e-5, disaggregated: 3e-5 }
const ROUNDS = 3
/** The coefficients of a fit, held where a stack may be. */
export function toCoefficients(step: readonly number[], first: readonly number[]): ServingCoefficients {
  const values: Record<string, number> = { ...NEUTRAL_SERVING }
  STEP_KEYS.forEach((key, index) => {
    values[key] = Math.max(index < 4 ? 0.02 : 0, step[index] ?? 0)
  })
  FIRST_KEYS.forEach((key, index) => {
    values[key] = Math.max(key === 'prefillFactor' ? 0.05 : 0, first[index] ?? 0)
  })
  return values as unknown as ServingCoefficients
}

/** Coefficients as a fit moves them: of a step, in the order of `STEP_KEYS`, and of the first token, of `FIRST_KEYS`. */
export interface Fit {
  readonly step: number[]
  readonly first: number[]
}

/** Where a fit starts that knows nothing of the stack. */
export const START: Fit = { step: STEP_CENTRE, first: FIRST_CENTRE }

/** Rows the prior counts as, of the step and of the first token. */
interface Strength {
  readonly step: number
  readonly first: number
}

/** What the shipped fits are pulled with. */
const shipped = (style: ServingStyle): Strength => ({ step: STRENGTHS[style], first: FIRST_STRENGTHS[style] })

/**
 * What a fit to one's own few points is pulled with: weakly, for they are of the one stack that is asked about. Chosen
 * among 0.02, 0.1, 0.5 and 3 by the errors on rows left out of fits to twenty points.
 */
export const OWN_STRENGTH: Strength = { step: 0.05, first: 0.05 }

interface Priors {
  readonly step: FitPrior
  readonly first: FitPrior
}

function priorsOf(style: ServingStyle, prior: Fit, strength: Strength): Priors {
  const scale = [...STEP_SCALE, SEQUENCE_SCALES[style], IMBALANCE_SCALE]
  return {
    step: { centre: prior.step, scale, strength: strength.step },
    first: { centre: prior.first, scale: FIRST_SCALE, strength: strength.first },
  }
}

/** The fit of samples as they were last linearised. */
function fitLinear(samples: readonly FittedSample[], { step, first }: Priors): Fit {
  const steps = samples.flatMap((sample) => (sample.step ? [sample.step] : []))
  const firsts = samples.flatMap((sample) => (sample.first ? [sample.first] : []))
  return {
    step: steps.length > 0 ? fitRows(steps, step) : [...step.centre],
    first: firsts.length > 0 ? fitRows(firsts, first) : [...first.centre],
  }
}

function lineariseAll(samples: readonly FittedSample[], at: Fit): void {
  const coefficients = toCoefficients(at.step, at.first)
  for (const sample of samples) linearise(sample, coefficients)
}

/** Fits the samples near a prior, stepping the loop again as the coefficients move. */
export function fitServing(
  style: ServingStyle,
  samples: readonly FittedSample[],
  prior: Fit,
  strength: Strength = shipped(style),
): Fit {
  const priors = priorsOf(style, prior, strength)
  let current = prior
  for (let round = 0; round < ROUNDS; round++) {
    lineariseAll(samples, current)
    current = fitLinear(samples, priors)
  }
  return current
}

/**
 * The fit without each of the samples, in their order. All are linearised once, where the fit to all of them lies: a
 * sample's own part in that is small beside its part in the fit, and a fit of its own for each would take as many times
 * longer.
 * @param whole the fit to all samples
 */
export function fitsWithoutEach(
  style: ServingStyle,
  samples: readonly FittedSample[],
  prior: Fit,
  whole: Fit,
  strength: Strength,
): readonly Fit[] {
  const priors = priorsOf(style, prior, strength)
  lineariseAll(samples, whole)
  return samples.map((left) =>
    fitLinear(
      samples.filter((sample) => sample !== left),
      priors,
    ),
  )
}

/** The coefficients of a stack as a fit moves them. */
export function fitOf(coefficients: ServingCoefficients): Fit {
  return {
    step: STEP_KEYS.map((key) => coefficients[key]),
    first: FIRST_KEYS.map((key) => coefficients[key]),
  }
}

/** ln(measured / predicted) of one run at some coefficients: of the step (or the whole run) and of the first token; null: not measured. */
export function logErrors(
  sample: FittedSample,
  coefficients: ServingCoefficients,
): { readonly step: number | null; readonly first: number | null } {
  linearise(sample, coefficients)
  const { step, first } = fitOf(coefficients)
  return {
    step: sample.step === null ? null : Math.log(sample.step.target / predictRow(sample.step, step)),
    first: sample.first === null ? null : Math.log(sample.first.target / predictRow(sample.first, first)),
  }
}

/** The interval of some ln(measured / predicted). */
export function residualOf(values: readonly number[]): Residual {
  const sorted = [...values].sort((first, second) => first - second)
  // The next row falls below the k-th of n with probability k / (n + 1): few rows give wider intervals.
  const rank = (share: number): number => (share * (sorted.length + 1) - 1) / Math.max(1, sorted.length - 1)
  const at = (share: number): number =>
    sorted.length > 0 ? Number(quantile(sorted, Math.min(1, Math.max(0, rank(share)))).toFixed(4)) : 0
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9), count: sorted.length }
}

/** Median |predicted / measured − 1| of some ln(measured / predicted); null: there are none. */
export function medianError(values: readonly number[]): number | null {
  if (values.length === 0) return null
  // |predicted / measured − 1|, as people quote it.
  const errors = values.map((value) => Math.abs(Math.exp(-value) - 1)).sort((first, second) => first - second)
  return Number(quantile(errors, 0.5).toFixed(4))
}
