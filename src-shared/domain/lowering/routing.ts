/**
 * Distinct experts that receive at least one of the tokens' choices when all are equally likely: E·(1−(1−k/E)^t).
 * @param experts experts to choose from @param topK choices per token @param tokens tokens
 */
export function distinctExperts(experts: number, topK: number, tokens: number): number {
  if (topK >= experts) return experts
  return experts * (1 - Math.exp(tokens * Math.log1p(-topK / experts)))
}
