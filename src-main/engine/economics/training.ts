import type { ModelProfile } from '#shared/domain/model.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import type { Machine } from '../machine/machine.ts'

/** Operations per active parameter and token: two forward, four backward (Kaplan et al., "Scaling Laws for Neural Language Models", 2020, section 2.1). */
const OPERATIONS = 6

/**
 * Device-seconds of training a model for each token, at the dense bf16 peak: 6 × active parameters ÷ peak. Training takes
 * that over the share of the peak it reaches.
 * @returns null: the peak is unknown
 */
export function secondsPerTrainedToken(model: ModelProfile, machine: Machine): number | null {
  const { rate } = machine.peaks.bf16
  return rate > 0 ? (OPERATIONS * countParameters(model).active) / rate : null
}
