import { LAYER_PARTS, type Checkpoint, type Held, type LayerPart, type WeightPart } from '#shared/domain/checkpoint.ts'
import type { GgufTensor } from './header.ts'

/**
 * Bits per element of the formats, scales included. Source: ggml-org/ggml, `ggml-common.h`: bytes of a block over its
 * elements.
 */
const BITS: Readonly<Record<string, number>> = {
  F64: 64,
  F32: 32,
  F16: 16,
  BF16: 16,
  Q8_0: 8.5,
  Q8_1: 9,
  Q8_K: 9.125,
  Q6_K: 6.5625,
  Q5_0: 5.5,
  Q5_1: 6,
  Q5_K: 5.5,
  Q4_0: 4.5,
  Q4_1: 5,
  Q4_K: 4.5,
  IQ4_NL: 4.5,
  IQ4_XS: 4.25,
  MXFP4: 4.25,
  Q3_K: 3.4375,
  IQ3_S: 3.4375,
  IQ3_XXS: 3.0625,
  Q2_K: 2.625,
  IQ2_S: 2.5625,
  IQ2_XS: 2.3125,
  IQ2_XXS: 2.0625,
  TQ2_0: 2.0625,
  IQ1_M: 1.75,
  TQ1_0: 1.6875,
  IQ1_S: 1.5625,
}

/** Part of the model a tensor belongs to; null: to none whose format counts (norms, biases, positions). */
function partOf({ name, dimensions }: GgufTensor): WeightPart | null {
  if (name === 'token_embd.weight') return 'embedding'
  if (name === 'output.weight') return 'head'
  const matrix = /^blk\.\d+\.(.+)\.weight$/.exec(name)?.[1]
  if (matrix === undefined || dimensions.length < 2) return null
  if (matrix === 'ffn_gate_inp') return 'router'
  if (/^ffn_(?:gate|up|down|gate_up)_exps$/.test(matrix)) return 'routedExperts'
  if (/^ffn_(?:gate|up|down)_shexp$/.test(matrix)) return 'sharedExperts'
  if (/^ffn_(?:gate|up|down)$/.test(matrix)) return 'denseFeedForward'
  if (matrix.startsWith('indexer')) return 'indexer'
  return /^(?:attn|ssm)_/.test(matrix) ? 'attention' : null
}

/** The class of number a mean of so many bits is: whatever its name, it is unpacked to be multiplied. */
function heldAt(bits: number, allMicroscaled: boolean): Held {
  if (allMicroscaled) return { precision: 'mxfp4', bits }
  if (bits >= 15) return bits > 16 ? { precision: 'fp32', bits } : { precision: 'bf16', bits }
  return { precision: bits > 6 ? 'int8' : 'int4', bits }
}

/**
 * How the tensors of a file are stored, by part: the mean bits of an element, since its mixtures give layers formats of
 * their own by importance.
 * @param layers of the model, without those that predict further tokens @param name what the form is called
 * @returns null where the formats are not known, or nothing is narrower than 16 bits
 */
export function storedWeights(tensors: readonly GgufTensor[], layers: number, name: string): Checkpoint | null {
  const sums = new Map<WeightPart, { bits: number; elements: number; microscaled: number }>()
  for (const tensor of tensors) {
    const part = partOf(tensor)
    if (part === null || Number(/^blk\.(\d+)\./.exec(tensor.name)?.[1] ?? 0) >= layers) continue
    const bits = BITS[tensor.format]
    if (bits === undefined) return null
    const sum = sums.get(part) ?? { bits: 0, elements: 0, microscaled: 0 }
    sum.bits += bits * tensor.elements
    sum.elements += tensor.elements
    if (tensor.format === 'MXFP4') sum.microscaled += tensor.elements
    sums.set(part, sum)
  }
  const held = new Map<WeightPart, Held>()
  for (const [part, { bits, elements, microscaled }] of sums) {
    held.set(part, heldAt(Math.min(32, bits / elements), microscaled === elements))
  }
  const narrow = [...sums].filter(([part]) => (held.get(part)?.bits ?? 16) < 15)
  const [most] = narrow.toSorted(([, first], [, second]) => second.elements - first.elements)
  if (most === undefined) return null
  const parts = LAYER_PARTS.flatMap((part): [LayerPart, Held][] => {
    const own = held.get(part)
    return own === undefined || own.bits >= 15 ? [] : [[part, own]]
  })
  // One table is both ends where there is no other.
  const embedding = held.get('embedding')
  const head = held.get('head') ?? embedding
  return {
    name,
    asked: [held.get(most[0])?.precision ?? 'int4'],
    ...(embedding ? { embedding } : {}),
    ...(head ? { head } : {}),
    layers: [{ parts: Object.fromEntries(parts) }],
    source: null,
  }
}
