import type { Plan } from './plan.ts'

/**
 * Most tokens one step carries on a rank: the default chunk of vLLM, TensorRT-LLM and SGLang on data-centre devices.
 * Source: `max_num_batched_tokens`, `max_num_tokens` and `chunked_prefill_size` of their serving defaults.
 */
const STEP_TOKEN_BUDGET = 8192

/**
 * The same where weights live in SRAM: chunks only cost working memory there, since no weights are read again per step.
 * Grade: estimate.
 */
const SRAM_TOKEN_BUDGET = 1024

/** Most tokens one step of a plan carries on a rank. */
export function stepTokenBudget(plan: Plan): number {
  const resident = plan.machine.serving.kind === 'sram' && plan.streamedWeights < 1
  return resident ? SRAM_TOKEN_BUDGET : STEP_TOKEN_BUDGET
}
