import { acceptedPrecisions } from '#shared/domain/brief/acceptedPrecisions.ts'
import type { Quality } from '#shared/domain/brief/quality.ts'
import type { Deployment } from '#shared/domain/deployment.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { sixteenBit } from '#shared/domain/peak.ts'
import type { Precision } from '#shared/domain/precision.ts'

/** The formats a deployment names. */
export type Formats = Pick<Deployment, 'weightPrecision' | 'activationPrecision' | 'kvPrecision'>

const SIXTEEN: ReadonlySet<Precision> = new Set(['bf16', 'fp16'])
/** Formats of weights alone: what they multiply is held in 16 bits. */
const WEIGHTS_ALONE: ReadonlySet<Precision> = new Set(['int4', 'fp6'])

/**
 * Formats a model may run in: the one it is published in, and those whose answers have been accepted. Both of 16 bits are
 * one to whoever accepts the answers: a device takes its own. The cache takes no more than eight bits where the weights do.
 */
export function acceptedFormats(quality: Quality, model: ModelProfile, hardware: HardwareProfile): readonly Formats[] {
  const sixteen = sixteenBit(hardware)
  const accepted = acceptedPrecisions(quality, model).map((each) => (SIXTEEN.has(each) ? sixteen : each))
  return [...new Set(accepted)].map((weightPrecision) => ({
    weightPrecision,
    activationPrecision: WEIGHTS_ALONE.has(weightPrecision) ? sixteen : weightPrecision,
    kvPrecision: SIXTEEN.has(weightPrecision) || weightPrecision === 'fp32' ? sixteen : 'fp8',
  }))
}
