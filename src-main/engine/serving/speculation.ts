import type { Speculation } from '#shared/domain/deployment.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { countParameters } from '#shared/domain/parameters.ts'

/**
 * Mean tokens a step of speculative decoding yields: the accepted prefix of the draft and the token the model adds,
 * Σ αⁱ for i = 0…γ. Source: Leviathan, Kalman, Matias, "Fast Inference from Transformers via Speculative Decoding",
 * ICML 2023, equation 1.
 * @returns between 1 and draftTokens + 1; 1 without speculation
 */
export function tokensPerStep(speculation: Speculation | null): number {
  if (speculation === null) return 1
  let power = 1
  let tokens = 1
  for (let drafted = 0; drafted < speculation.draftTokens; drafted++) {
    power *= speculation.acceptance
    tokens += power
  }
  return tokens
}

/**
 * Work of drafting one token over that of one decode step, and the share of the model's weights the draft adds: the
 * ratio the user gives, or one layer and the head where the model drafts with a prediction layer of its own.
 * Grade: estimate.
 */
export function draftShare(model: ModelProfile, speculation: Speculation | null): number {
  if (speculation === null) return 0
  if (speculation.draftCost !== null) return speculation.draftCost
  const layers = model.layerGroups.reduce((sum, group) => sum + group.count, 0)
  const head = (model.vocabularySize * model.hiddenSize) / countParameters(model).active
  return Math.min(1, 1 / layers + head)
}
