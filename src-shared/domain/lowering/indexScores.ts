import type { PlanOperator } from './operator.ts'
import { SCORE_BYTES } from './work.ts'

/**
 * Most bytes of scores one index scan holds at once: stacks score a long prompt in parts that fit.
 * Source: vLLM, `VLLM_SPARSE_INDEXER_MAX_LOGITS_MB`, 512 by default.
 */
const MOST_SCORES = 512 * 2 ** 20

/**
 * Working memory of the scores of the largest index scan of a step on one device; 0 without an indexer.
 * @param tokens of the step @param context cached tokens a request holds @returns bytes
 */
export function indexScoreBytes(operators: readonly PlanOperator[], tokens: number, context: number): number {
  let most = 0
  for (const { kind, contextScale } of operators) {
    if (kind !== 'index') continue
    most = Math.max(most, Math.min(MOST_SCORES, tokens * context * contextScale * SCORE_BYTES))
  }
  return most
}
