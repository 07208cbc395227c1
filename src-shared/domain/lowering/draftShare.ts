import type { Speculation } from '../deployment.ts'
import type { ModelProfile } from '../model.ts'
import { layerCount } from '../modelShape.ts'
import { countParameters } from '../parameters.ts'

/**
 * Work of drafting one token over that of one decode step, and the share of the model's weights the draft adds: the
 * ratio the user gives, or one layer and the head where the model drafts with a prediction layer of its own.
 * Grade: estimate.
 */
export function draftShare(model: ModelProfile, speculation: Speculation | null): number {
  if (speculation === null) return 0
  if (speculation.draftCost !== null) return speculation.draftCost
  const head = (model.vocabularySize * model.hiddenSize) / countParameters(model).active
  return Math.min(1, 1 / layerCount(model) + head)
}
