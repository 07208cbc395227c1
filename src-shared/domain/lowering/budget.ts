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

/** Most tokens one step carries on a rank. */
export function stepTokenBudget({ machine, streamedWeights }: Pick<Weighed, 'machine' | 'streamedWeights'>): number {
  const resident = machine.serving.kind === 'sram' && streamedWeights < 1
  return resident ? SRAM_TOKEN_BUDGET : STEP_TOKEN_BUDGET
}

/** Most tokens one step of a load carries on a rank that serves so many requests: a fixed batch is prefilled together. */
export function stepTokens(
  copy: Pick<Weighed, 'machine' | 'streamedWeights'>,
  serving: Deployment['serving'],
  { inputTokens }: Workload,
  requestsPerRank: number,
): number {
  const wanted = serving === 'static' ? requestsPerRank * inputTokens : inputTokens
  return Math.min(stepTokenBudget(copy), Math.max(wanted, requestsPerRank))
}

/**
 * Tokens a request in flight holds: a fixed batch reserves full lengths; a running loop holds requests of all ages, with
 * half of their output made on average, in pages taken as they grow.
 */
export function heldContext(serving: Deployment['serving'], { inputTokens, outputTokens }: Workload): number {
  return serving === 'static' ? inputTokens + outputTokens : inputTokens + Math.ceil(outputTokens / 2)
}
