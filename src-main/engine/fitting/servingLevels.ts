import { atLevel } from '../calibration/servingLevel.ts'
import type { ServingCoefficients } from '../calibration/servingCoefficients.ts'
import { logErrors } from './servingFit.ts'
import type { FittedSample } from './servingFeatures.ts'

/** Runs at which a level is drawn half way to that of all models: the variance within over that between models. */
const HALF_WAY = 3
/** A run farther than this from the middle of its model's counts as if it were there, on the logarithm. */
const FARTHEST = 0.5
/** A factor on kernels is not quite one on times: the level is worked out again from where the first one led. */
const ROUNDS = 2

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((first, second) => first - second)
  return sorted[sorted.length >> 1] ?? 0
}

/** Mean of some logarithms, none counted as farther out than `FARTHEST`; 0 of none. */
function heldMean(values: readonly number[]): number {
  const centre = middle(values)
  const held = values.map((value) => Math.max(centre - FARTHEST, Math.min(centre + FARTHEST, value)))
  return held.reduce((sum, value) => sum + value, 0) / Math.max(1, held.length)
}

function shrunk(log: number, count: number): number {
  return Math.exp((log * count) / (count + HALF_WAY))
}

/** A level with the runs it rests on. */
export interface FittedLevel {
  readonly tpot: number
  readonly ttft: number
  readonly points: number
}

/**
 * How far some runs of one model lie from a fit: factors on their times, drawn towards 1 by n/(n + 3). The first token's
 * is worked out where the steps are at their own level.
 * @param coefficients of the fit, or of the fit as each run has it: at the level of its model, for the runs of one version
 */
export function levelOf(
  samples: readonly FittedSample[],
  coefficients: ServingCoefficients | ((sample: FittedSample) => ServingCoefficients),
): FittedLevel {
  const of = typeof coefficients === 'function' ? coefficients : () => coefficients
  let tpot = 1
  let ttft = 1
  for (let round = 0; round < ROUNDS; round++) {
    const errors = samples.map((sample) => logErrors(sample, atLevel(of(sample), { tpot, ttft })))
    const steps = errors.flatMap((error) => error.step ?? [])
    const firsts = errors.flatMap((error) => error.first ?? [])
    tpot = shrunk(Math.log(tpot) + heldMean(steps), steps.length)
    ttft = shrunk(Math.log(ttft) + heldMean(firsts), firsts.length)
  }
  return { tpot, ttft, points: samples.length }
}
