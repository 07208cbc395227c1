import { bytesPerElement, type Precision } from '../precision.ts'
import type { LayerWeights } from '../weights/heldWeights.ts'
import type { Layout } from './layout.ts'

/** What lowering one group of equal layers needs to know. */
export interface LayerContext {
  readonly hiddenSize: number
  readonly count: number
  readonly layout: Layout
  /** How the layers' matrices are held. */
  readonly weights: LayerWeights
}

/** Softmax attention is computed in 16 bits by every stack, whatever the weights are held in. */
export const ATTENTION_PRECISION = 'bf16'

/** Activations between operators are held in 16 bits whatever the matrices are computed in. */
export const ACTIVATION_BYTES = 2

/** Format a product is computed in: the wider of its operands (4-bit weights on 16-bit activations run in 16 bits). */
export function productPrecision(weights: Precision, activations: Precision): Precision {
  return bytesPerElement(activations) > bytesPerElement(weights) ? activations : weights
}

/** Key/value heads on one device: their share, at least one; beyond that they are replicated. */
export function localKeyValueHeads(keyValueHeads: number, tensorParallel: number): number {
  return Math.max(1, Math.ceil(keyValueHeads / tensorParallel))
}
