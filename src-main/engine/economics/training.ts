import type { Training } from '#shared/domain/training.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import type { Machine } from '../machine/machine.ts'

/** Operations per active parameter and token: two forward, four backward (Kaplan et al., "Scaling Laws for Neural Language Models", 2020, section 2.1). */
const OPERATIONS = 6

/**
 * Device-hours of training a model once: 6 × active parameters × tokens ÷ (dense bf16 peak × utilisation).
 * @returns null: the peak is unknown
 */
export function trainingDeviceHours(
  model: ModelProfile,
  machine: Machine,
  { tokens, utilisation }: Training,
): number | null {
  const { rate } = machine.peaks.bf16
  if (!(rate > 0)) return null
  return (OPERATIONS * countParameters(model).active * tokens) / (rate * utilisation) / 3600
}
