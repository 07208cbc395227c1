import type { Speculation } from '#shared/domain/deployment.ts'

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
