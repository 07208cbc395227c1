import type { Held } from '#shared/domain/checkpoint.ts'
import { isObject, list, own, type Json } from '../fields.ts'

/** Bits of a scale as schemes store it, where they do not say: bf16 or fp16. */
const SCALE_BITS = 16
/** Bits of the scales of fp8 blocks: fp32, or an exponent alone. */
const BLOCK_SCALE_BITS = 32
const EXPONENT_BITS = 8

/** A positive number of a scheme; null: it has none there. */
export function numberAt(scheme: Json, ...keys: readonly string[]): number | null {
  for (const key of keys) {
    const value = own(scheme, key)
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value
  }
  return null
}

/** A text of a scheme in lower case; '': it has none there. */
export function textAt(scheme: Json, key: string): string {
  const value = own(scheme, key)
  return typeof value === 'string' ? value.toLowerCase() : ''
}

/**
 * Integers with a scale, and a zero point where they have one, per group of elements. No group: one a row, which is nothing.
 * @param bits of one element @param zeroBits of one zero point; 0: there is none
 * @returns null for widths that are no format here
 */
export function integers(bits: number, group: number | null, zeroBits: number): Held | null {
  const beside = group === null ? 0 : (SCALE_BITS + zeroBits) / group
  if (bits === 4) return { precision: 'int4', bits: 4 + beside }
  return bits === 8 ? { precision: 'int8', bits: 8 + beside } : null
}

/** fp8 with one scale a tensor or row, or per block of the given sides. @param exponents scales are powers of two */
export function eightBit(block: readonly unknown[] | null, exponents: boolean): Held {
  const sides = block?.filter((side): side is number => typeof side === 'number' && side > 0) ?? []
  const elements = sides.reduce((product, side) => product * side, 1)
  const scale = exponents ? EXPONENT_BITS : BLOCK_SCALE_BITS
  return { precision: 'fp8', bits: 8 + (sides.length === 0 ? 0 : scale / elements) }
}

/** 4-bit floats with an 8-bit scale per group: NVIDIA's have 16 elements, those of the Open Compute Project 32. */
export function fourBitFloats(group: number | null): Held {
  const elements = group ?? 16
  return { precision: elements >= 32 ? 'mxfp4' : 'nvfp4', bits: 4 + EXPONENT_BITS / elements }
}

/**
 * How the weights of a group of modules are stored, as compressed-tensors and ModelOpt describe it.
 * @param weights `weights` of the group @returns null where it is no format here
 */
export function describedWeights(weights: Json): Held | null {
  const bits = numberAt(weights, 'num_bits')
  const group = numberAt(weights, 'group_size')
  if (bits === null) return null
  if (textAt(weights, 'type') === 'int') return integers(bits, group, own(weights, 'symmetric') === false ? bits : 0)
  if (bits === 4) return fourBitFloats(group)
  if (bits !== 8) return null
  // One exponent per group of 32 is what the Open Compute Project calls MXFP8.
  if (group !== null) return { precision: 'fp8', bits: 8 + EXPONENT_BITS / group }
  return eightBit(list(weights, 'block_structure'), false)
}

/** How an algorithm of ModelOpt stores weights: "NVFP4", "W4A16_NVFP4", "FP8", "MXFP8". Null: it is not known. */
export function algorithmWeights(scheme: Json): Held | null {
  const algorithm = textAt(scheme, 'quant_algo')
  if (/^(?:w4a(?:8|16)_)?nvfp4(?:_awq)?$/.test(algorithm)) return fourBitFloats(numberAt(scheme, 'group_size'))
  if (algorithm === 'mxfp4') return fourBitFloats(32)
  if (algorithm === 'mxfp8') return { precision: 'fp8', bits: 8 + EXPONENT_BITS / 32 }
  if (algorithm === 'fp8') return eightBit(null, false)
  if (algorithm === 'fp8_pb_wo') return eightBit([128, 128], false)
  if (algorithm === 'int8_sq') return integers(8, null, 0)
  return /^w4a(?:8|16)_awq$/.test(algorithm) ? integers(4, numberAt(scheme, 'group_size') ?? 128, 0) : null
}

/** An object within a scheme; null: there is none. */
export function objectAt(scheme: Json, key: string): Json | null {
  const value = own(scheme, key)
  return isObject(value) ? value : null
}

/** Texts of a list within a scheme; none where there is no list. */
export function textsAt(scheme: Json, ...keys: readonly string[]): readonly string[] {
  return keys.flatMap((key) => list(scheme, key) ?? []).filter((item): item is string => typeof item === 'string')
}
