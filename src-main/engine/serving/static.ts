import type { Latency } from './latency.ts'
import { settle, speculate } from './latency.ts'
import type { Plan } from './plan.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { newTokens, rankBatch, type Workers } from './service.ts'
import { stepTime } from './step.ts'

/**
 * A fixed batch of equal requests: all prompts together, then decode in lockstep. The mean decode step is the one at the
 * mean context, since its time is linear in the context but for the soft knees.
 * @param prompts the plan of the steps that carry prompts: that of the workers, or the same with another bandwidth
 */
export function staticLatency(workers: Workers, prompts: Plan, load: Workload, out: Latency): void {
  const { plan } = workers
  const stages = plan.layout.pipelineParallel
  out.inFlight = Math.min(load.concurrency, workers.capacity)
  const batch = rankBatch(workers, out.inFlight)
  const fresh = newTokens(load)

  out.promptStep.decodeSequences = 0
  out.promptStep.decodeContext = 0
  out.promptStep.prefillSequences = batch
  out.promptStep.prefillTokens = batch * fresh
  out.promptStep.prefillContext = load.inputTokens
  stepTime(prompts, out.promptStep, out.prompt, null)

  out.baseStep.decodeSequences = batch
  out.baseStep.decodeContext = load.inputTokens + load.outputTokens / 2
  out.baseStep.prefillSequences = 0
  out.baseStep.prefillTokens = 0
  out.baseStep.prefillContext = 0
  speculate(plan, out)
  stepTime(plan, out.baseStep, out.base, null)

  const perRank = out.inFlight / (workers.copies * plan.layout.attentionRanks)
  const microBatches = Math.max(1, Math.min(plan.microBatches, perRank))
  // Micro-batches follow one another through the stages: the last one leaves (stages + micro-batches − 1) stage times in.
  const runs = (stages + microBatches - 1) / stages
  out.promptRuns = plan.serving.coefficients.prefillFactor * runs
  out.promptHost = prompts.promptOverhead * runs
  out.mixedShare = 0
  out.mixed.seconds = out.base.seconds
  out.promptWait = 0
  out.burst = 0
  out.requestOverhead = 0
  out.transfer = 0
  out.queue = 0
  out.bottleneck = null
  settle(out, load.outputTokens)
  // Requests that do not fit wait for the batches before theirs.
  const batches = load.concurrency / out.inFlight
  out.queue = batches > 1 ? ((batches - 1) / 2) * out.e2e : 0
  const service = out.e2e
  settle(out, load.outputTokens)
  out.decoding = out.inFlight
  out.requestRate = out.inFlight / service
  out.promptTokensPerStep = 0
  out.promptShare = (out.promptRuns * out.prompt.seconds) / service
}
