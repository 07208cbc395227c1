import type { Residual } from '../calibration/calibration.ts'
import { NEUTRAL_SERVING, type ServingCoefficients } from '../calibration/servingCoefficients.ts'
import type { ServingStyle } from '../calibration/servingTable.ts'
import { quantile } from './fit.ts'
import { fitRows, predictRow, type FitPrior } from './robustFit.ts'
import { FIRST_KEYS, linearise, STEP_KEYS, type FittedSample } from './servingFeatures.ts'

const STEP_CENTRE = [1, 1, 1, 1, 2e-6, 5e-4, 1e-6, 5e-6, 2e-6, 0, 1e-4]
const FIRST_CENTRE = [0.02, 1.1, 1, 0.1, 4e-4, 0]
/** How far each may lie from its prior before it costs as much as one row, in the order of the keys. */
export const STEP_SCALE = [0.35, 0.5, 0.35, 0.5, 6e-6, 2e-3, 4e-6, 2e-5, 3e-5, 0.2, 2e-4]
/** How far each may lie from its prior before it costs as much as one row, in the order of the keys. */
export const FIRST_SCALE = [0.03, 0.15, 1, 0.2, 5e-4, 5e-4]
/**
 * Rows the prior of a narrower fit counts as, and how far the cost per request may lie from its prior. Serving loops vary
 * little between stacks of one year; fixed batches were run on stacks that share little but their name. Chosen by the
 * errors on rows left out.
 */
const STRENGTHS: Readonly<Record<ServingStyle, number>> = { aggregated: 3, static: 0.005, disaggregated: 1 }
const FIRST_STRENGTHS: Readonly<Record<ServingStyle, number>> = { aggregated: 3, static: 0.005, disaggregated: 2 }
const ROUNDS = 3
/** The least a factor on kernels may be: none is fifty times as fast in service. */
export const LEAST_FACTOR = 0.02
/** The coefficients of a fit, held where a stack may be. */
export function toCoefficients(step: readonly number[], first: readonly number[]): ServingCoefficients {
  const values: Record<string, number> = { ...NEUTRAL_SERVING }
  STEP_KEYS.forEach((key, index) => {
    values[key] = Math.max(index < 4 ? LEAST_FACTOR : 0, step[index] ?? 0)
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

function priorsOf(prior: Fit, strength: Strength): Priors {
  return {
    step: { centre: prior.step, scale: STEP_SCALE, strength: strength.step },
    first: { centre: prior.first, scale: FIRST_SCALE, strength: strength.first },
  }
}

/** How the times of a run depend on the coefficients around a fit. */
export type LinearRun = Pick<FittedSample, 'step' | 'first'>

/** The fit of runs as they were linearised. */
function fitLinear(runs: readonly LinearRun[], { step, first }: Priors): Fit {
  const steps = runs.flatMap((run) => (run.step ? [run.step] : []))
  const firsts = runs.flatMap((run) => (run.first ? [run.first] : []))
  return {
    step: steps.length > 0 ? fitRows(steps, step) : [...step.centre],
    first: firsts.length > 0 ? fitRows(firsts, first) : [...first.centre],
  }
}

/** How the times of some samples depend on the coefficients around a fit, in their order. */
export function linearised(samples: readonly FittedSample[], at: Fit): LinearRun[] {
  const coefficients = toCoefficients(at.step, at.first)
  return samples.map((sample) => {
    linearise(sample, coefficients)
    return { step: sample.step, first: sample.first }
  })
}

/** Fits the samples near a prior, stepping the loop again as the coefficients move. */
export function fitServing(
  style: ServingStyle,
  samples: readonly FittedSample[],
  prior: Fit,
  strength: Strength = shipped(style),
): Fit {
  const priors = priorsOf(prior, strength)
  let current = prior
  for (let round = 0; round < ROUNDS; round++) current = fitLinear(linearised(samples, current), priors)
  return current
}

/**
 * Fits runs near a prior that were linearised around a fit to more of them: the part of those left out in where that fit
 * lies is small beside their part in the fit, and stepping the loop again for each would take many times longer.
 */
export function fitLinearised(
  style: ServingStyle,
  runs: readonly LinearRun[],
  prior: Fit,
  strength: Strength = shipped(style),
): Fit {
  return fitLinear(runs, priorsOf(prior, strength))
}

/** How firmly a coefficient is held that rows say nothing of, as a share of how far it may lie from its prior. */
const HELD = 1e-6

/** The same with some coefficients held at neutral. */
export function fitHeld(
  style: ServingStyle,
  runs: readonly LinearRun[],
  prior: Fit,
  names: readonly (keyof ServingCoefficients)[],
): Fit {
  const { step, first } = priorsOf(prior, shipped(style))
  const held = (keys: readonly (keyof ServingCoefficients)[], { centre, scale, strength }: FitPrior): FitPrior => ({
    strength,
    centre: keys.map((key, index) => (names.includes(key) ? NEUTRAL_SERVING[key] : (centre[index] ?? 0))),
    scale: keys.map((key, index) => (scale[index] ?? 1) * (names.includes(key) ? HELD : 1)),
  })
  const fit = fitLinear(runs, { step: held(STEP_KEYS, step), first: held(FIRST_KEYS, first) })
  const exact = (keys: readonly (keyof ServingCoefficients)[], values: readonly number[]): number[] =>
    keys.map((key, index) => (names.includes(key) ? NEUTRAL_SERVING[key] : (values[index] ?? 0)))
  return { step: exact(STEP_KEYS, fit.step), first: exact(FIRST_KEYS, fit.first) }
}

/**
 * The fit without each of the samples, in their order, linearised once.
 * @param whole the fit to all samples
 */
export function fitsWithoutEach(
  style: ServingStyle,
  samples: readonly FittedSample[],
  prior: Fit,
  whole: Fit,
  strength: Strength,
): readonly Fit[] {
  const runs = linearised(samples, whole)
  return runs.map((left) =>
    fitLinearised(
      style,
      runs.filter((run) => run !== left),
      prior,
      strength,
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
  return linearErrors(sample, coefficients)
}

/** The same of a run as it was linearised. */
export function linearErrors(
  run: LinearRun,
  coefficients: ServingCoefficients,
): { readonly step: number | null; readonly first: number | null } {
  const { step, first } = fitOf(coefficients)
  return {
    step: run.step === null ? null : Math.log(run.step.target / predictRow(run.step, step)),
    first: run.first === null ? null : Math.log(run.first.target / predictRow(run.first, first)),
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
