import type { Workload } from '../workload.ts'
import type { Deployment } from '../deployment.ts'
import type { Weighed } from './fit.ts'

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

/**
 * Most tokens a step carries where prompts are longer than the default: operators give such steps more room. Public runs
 * were made with twice the prompt, with the prompt and the requests beside it, or with 16,384 to 32,768.
 * Source: the launch scripts of InferenceX; vLLM's own default on large devices is 16,384.
 */
const LONG_PROMPT_BUDGET = 16_384

type Budgeted = Pick<Weighed, 'machine' | 'streamedWeights' | 'tokenBudget'>

/**
 * Most tokens one step carries on a rank. Past the default it grows twice as fast as the prompt, so that nothing jumps.
 * @param inputTokens of a prompt
 */
export function stepTokenBudget(
  { machine, streamedWeights, tokenBudget = null }: Budgeted,
  inputTokens: number,
): number {
  if (tokenBudget !== null) return tokenBudget
  const resident = machine.serving.kind === 'sram' && streamedWeights <= 0
  if (resident) return SRAM_TOKEN_BUDGET
  return Math.min(LONG_PROMPT_BUDGET, Math.max(STEP_TOKEN_BUDGET, 2 * inputTokens - STEP_TOKEN_BUDGET))
}

/** Most tokens one step of a load carries on a rank that serves so many requests: a fixed batch is prefilled together. */
export function stepTokens(
  copy: Budgeted,
  serving: Deployment['serving'],
  { inputTokens }: Workload,
  requestsPerRank: number,
): number {
  const wanted = serving === 'static' ? requestsPerRank * inputTokens : inputTokens
  return Math.min(stepTokenBudget(copy, inputTokens), Math.max(wanted, requestsPerRank))
}

/**
 * Tokens a request in flight holds: a fixed batch reserves full lengths; a running loop holds requests of all ages, with
 * half of their output made on average, in pages taken as they grow.
 */
export function heldContext(serving: Deployment['serving'], { inputTokens, outputTokens }: Workload): number {
  return serving === 'static' ? inputTokens + outputTokens : inputTokens + Math.ceil(outputTokens / 2)
}
