import { z } from 'zod'

/** Number formats in which weights, activations and KV cache are held, and in which matrices are multiplied. */
export const PRECISIONS = ['fp32', 'bf16', 'fp16', 'fp8', 'int8', 'fp6', 'nvfp4', 'mxfp4', 'int4'] as const
export const precisionSchema = z.enum(PRECISIONS)
/** A number format. */
export type Precision = z.infer<typeof precisionSchema>

/**
 * Bits stored per element where no checkpoint says otherwise, scales and zero points included: nvfp4 adds an 8-bit scale per
 * 16 elements (4.5 bits), mxfp4 an 8-bit scale per 32 (4.25), int4 a 16-bit scale and a 4-bit zero point per 128 (4.156:
 * AWQ and GPTQ as they are usually made). fp8 block scales (one fp32 per 128×128) are 0.002 bits.
 */
export const BITS_PER_ELEMENT: Readonly<Record<Precision, number>> = {
  fp32: 32,
  bf16: 16,
  fp16: 16,
  fp8: 8,
  int8: 8,
  fp6: 6,
  nvfp4: 4.5,
  mxfp4: 4.25,
  int4: 4 + (16 + 4) / 128,
}

/** Formats whose dense peak a device profile may list. The 4-bit float formats share one unit, `fp4`. */
export const PEAK_FORMATS = ['fp64', 'fp32', 'tf32', 'bf16', 'fp16', 'fp8', 'fp6', 'fp4', 'int8', 'int4'] as const
export const peakFormatSchema = z.enum(PEAK_FORMATS)
/** A format whose dense peak a device profile may list. */
export type PeakFormat = z.infer<typeof peakFormatSchema>

/** Bytes per stored element, block scales included. @param precision the format */
export function bytesPerElement(precision: Precision): number {
  return BITS_PER_ELEMENT[precision] / 8
}
