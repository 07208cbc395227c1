import { LAYER_PARTS, type Held, type LayerPart } from '../checkpoint.ts'
import { BITS_PER_ELEMENT, type Precision } from '../precision.ts'

/** Format of what a scheme leaves as it was trained. */
const UNTOUCHED: Held = { precision: 'bf16', bits: 16 }

/** Formats made for experts: published checkpoints in them leave the attention of such models alone. */
const EXPERTS_FIRST: ReadonlySet<Precision> = new Set(['nvfp4', 'mxfp4'])

/** Parts such a format covers in a model with experts. */
const COVERED_BESIDE_EXPERTS: ReadonlySet<LayerPart> = new Set(['denseFeedForward', 'routedExperts'])

/** How a precision is stored where no checkpoint says otherwise. */
export function heldIn(precision: Precision): Held {
  return { precision, bits: BITS_PER_ELEMENT[precision] }
}

/** How what a precision does not cover is held: wide precisions cover everything. */
export function untouchedBy(precision: Precision): Held {
  return BITS_PER_ELEMENT[precision] >= UNTOUCHED.bits ? heldIn(precision) : UNTOUCHED
}

/**
 * What a precision covers in a layer when it is asked for by name. Formats of 16 bits and more cover everything. Narrower
 * ones cover every matrix of the layers but the router, and neither embedding nor head; nvfp4 and mxfp4 cover, in models
 * with experts, these and dense feed-forwards alone.
 * Source: what AWQ, GPTQ, fp8 and NVFP4 checkpoints leave out by default (vllm-project/llm-compressor#1611 for the head;
 * NVIDIA/Model-Optimizer#150 for the attention of NVFP4 checkpoints with experts).
 * @param withExperts the model routes tokens to experts in some layers
 */
export function coveredBy(precision: Precision, withExperts: boolean): Readonly<Record<LayerPart, Held>> {
  const narrow = heldIn(precision)
  const untouched = untouchedBy(precision)
  const few = withExperts && EXPERTS_FIRST.has(precision)
  const held = (part: LayerPart): Held => {
    if (part === 'router') return untouched
    return few && !COVERED_BESIDE_EXPERTS.has(part) ? untouched : narrow
  }
  return Object.fromEntries(LAYER_PARTS.map((part) => [part, held(part)])) as Record<LayerPart, Held>
}
