import { LAYER_PARTS, type Held } from '../checkpoint.ts'
import type { ModelProfile } from '../model.ts'
import type { Precision } from '../precision.ts'
import { heldWeights } from './heldWeights.ts'
import { partParameters, type Counted } from './partParameters.ts'

/** Parameters of a model that are held alike. */
export interface HeldParameters {
  readonly part: 'embedding' | 'head' | (typeof LAYER_PARTS)[number]
  readonly held: Held
  readonly parameters: number
  /** Layers that have them so; 0: they are in no layer. */
  readonly layers: number
}

/**
 * The parameters of a model by part and format, when its weights are asked for in a precision. An embedding that is also the
 * head is counted as the head.
 * @param counted `active`: those one token passes through, the embedding left out
 */
export function heldParameters(
  model: ModelProfile,
  precision: Precision,
  counted: Counted = 'stored',
): readonly HeldParameters[] {
  const { embedding, head, groups } = heldWeights(model, precision)
  const table = model.vocabularySize * model.hiddenSize
  const found: HeldParameters[] = []
  if (model.tiedEmbeddings !== true && counted === 'stored') {
    found.push({ part: 'embedding', held: embedding, parameters: table, layers: 0 })
  }
  for (const [index, group] of model.layerGroups.entries()) {
    const one = partParameters(group, model.hiddenSize, counted)
    for (const { count, held } of groups[index] ?? []) {
      for (const part of LAYER_PARTS) {
        if (one[part] > 0) found.push({ part, held: held[part], parameters: count * one[part], layers: count })
      }
    }
  }
  found.push({ part: 'head', held: head, parameters: table, layers: 0 })
  return found
}

/** Bytes of the weights of a model asked for in a precision, scales and zero points included. */
export function weightBytes(model: ModelProfile, precision: Precision): number {
  return heldParameters(model, precision).reduce((sum, { held, parameters }) => sum + (parameters * held.bits) / 8, 0)
}
