import { createStep, type Step } from '#shared/domain/lowering/work.ts'
import type { Plan } from './plan.ts'
import { createTotals, stepTime, type StepTotals } from './step.ts'

/**
 * What serving a load takes, in parts that add up: a reusable out-parameter of the three serving modes.
 *   ttft = requestOverhead + promptHost + queue + promptRuns × prompt.seconds + transfer
 *   tpot = ((1 − mixedShare) × base.seconds + mixedShare × mixed.seconds + draftRuns × draft.seconds) / tokensPerStep
 *   e2e  = ttft + (outputTokens − 1) × tpot
 */
export interface Latency {
  ttft: number
  tpot: number
  e2e: number
  /** Seconds a request waits for a place in the batch, for other prompts and for the step under way. */
  queue: number
  /** The textbook wait for other prompts, and half the start-up burst, before the stack's factors: what a fit scales. */
  promptWait: number
  burst: number
  requestOverhead: number
  /** Host seconds of the prompt's own steps. */
  promptHost: number
  /** Seconds of KV transfer that are not hidden behind the prompt. */
  transfer: number
  /** Steps (possibly a fraction, with pipelining) a prompt takes. */
  promptRuns: number
  /** Share of steps that carry a prompt chunk beside the decode tokens. */
  mixedShare: number
  /** Steps on one attention rank and micro-batch: decode alone, decode with a chunk, and the one a prompt runs in. */
  readonly baseStep: Step
  readonly mixedStep: Step
  readonly promptStep: Step
  /** A decode step of one token per request: what drafting is measured in. Unused without speculation. */
  readonly draftStep: Step
  readonly base: StepTotals
  readonly mixed: StepTotals
  readonly prompt: StepTotals
  readonly draft: StepTotals
  /** Speculation: draft steps per step, and tokens a step yields per request. 0 and 1 without. */
  draftRuns: number
  tokensPerStep: number
  /** Requests being served at once in the whole deployment (the rest wait for memory). */
  inFlight: number
  /** Requests in their decode phase at once in the whole deployment. */
  decoding: number
  /** Requests finished per second by the whole deployment. */
  requestRate: number
  /** Mean prompt tokens per step on one rank. */
  promptTokensPerStep: number
  /** Share of device time spent on prompts, 0 to 1. */
  promptShare: number
  /** Separate pools: requests per second each could feed or take, and the way between them carry; 0 without pools. */
  promptRate: number
  linkRate: number
  decodeRate: number
  /** What limits a disaggregated deployment. */
  bottleneck: 'prefill' | 'decode' | 'link' | null
}

/** @returns a latency of nothing, to be filled */
export function createLatency(): Latency {
  return {
    ttft: 0,
    tpot: 0,
    e2e: 0,
    queue: 0,
    promptWait: 0,
    burst: 0,
    requestOverhead: 0,
    promptHost: 0,
    transfer: 0,
    promptRuns: 0,
    mixedShare: 0,
    baseStep: createStep(),
    mixedStep: createStep(),
    promptStep: createStep(),
    draftStep: createStep(),
    base: createTotals(),
    mixed: createTotals(),
    prompt: createTotals(),
    draft: createTotals(),
    draftRuns: 0,
    tokensPerStep: 1,
    inFlight: 0,
    decoding: 0,
    requestRate: 0,
    promptTokensPerStep: 0,
    promptShare: 0,
    promptRate: 0,
    linkRate: 0,
    decodeRate: 0,
    bottleneck: null,
  }
}

/** Seconds of the mean decode step, drafting included. Steps that do not happen may be left over from another load. */
export function meanStep({ base, mixed, draft, mixedShare, draftRuns }: Latency): number {
  let step = mixedShare < 1 ? (1 - mixedShare) * base.seconds : 0
  if (mixedShare > 0) step += mixedShare * mixed.seconds
  if (draftRuns > 0) step += draftRuns * draft.seconds
  return step
}

/**
 * Sets what a decode step verifies and yields, and times the drafting of its tokens.
 * @param plan the plan of the decoding workers; the base step's batch and context are set
 */
export function speculate(plan: Plan, latency: Latency): void {
  const tokens = 1 + plan.draftTokens
  latency.baseStep.decodeTokens = tokens
  latency.mixedStep.decodeTokens = tokens
  latency.draftRuns = plan.draftRuns
  latency.tokensPerStep = plan.tokensPerStep
  if (plan.draftRuns <= 0) return
  latency.draftStep.decodeSequences = latency.baseStep.decodeSequences
  latency.draftStep.decodeContext = latency.baseStep.decodeContext
  stepTime(plan, latency.draftStep, latency.draft, null)
}

/** Adds the parts up. @param outputTokens tokens per request, the first one included in the time to it */
export function settle(latency: Latency, outputTokens: number): void {
  latency.ttft =
    latency.requestOverhead +
    latency.promptHost +
    latency.queue +
    latency.promptRuns * latency.prompt.seconds +
    latency.transfer
  latency.tpot = meanStep(latency) / latency.tokensPerStep
  latency.e2e = latency.ttft + Math.max(0, outputTokens - 1) * latency.tpot
}
