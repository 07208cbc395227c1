import type { Latency } from './latency.ts'
import { stepTokenBudget } from '#shared/domain/lowering/budget.ts'
import { meanStep, settle, speculate } from './latency.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { crossingOf, newTokens, rankBatch, ranksOf, type Pools } from './service.ts'
import { stepTime } from './step.ts'
import { devicesOf } from './workers.ts'

/** Halvings of the interval in which the number of decoding requests is sought: 2⁻²⁴ of the concurrency. */
const HALVINGS = 24

/**
 * Seconds of KV transfer a request sees: layers are sent as they are computed, so only the last layer's share remains
 * unless the link is slower than the prompt.
 */
function exposedTransfer(transfer: number, prompt: number, layers: number): number {
  const last = transfer / layers
  return last + Math.max(0, transfer - last - prompt)
}

/** Time per token with so many requests decoding in the decode pool. */
function decodeAt(pools: Pools, load: Workload, decoding: number, out: Latency): number {
  out.baseStep.decodeSequences = rankBatch(pools.decode, decoding)
  out.baseStep.decodeContext = load.inputTokens + load.outputTokens / 2
  out.mixedShare = 0
  speculate(pools.decode.plan, out)
  stepTime(pools.decode.plan, out.baseStep, out.base, null)
  return meanStep(out) / out.tokensPerStep
}

/**
 * Separate pools in a closed loop of `concurrency` requests. Each request waits for a prefill worker, is prefilled,
 * crosses the link and decodes. The number in decode is the one for which Little's law holds over the whole loop; where
 * a pool or the link cannot keep up, requests wait before it and it is named.
 */
export function disaggregatedLatency(pools: Pools, load: Workload, out: Latency): void {
  const { prefill, decode } = pools
  const { coefficients } = prefill.plan.serving
  const fresh = newTokens(load)
  const length = load.outputTokens

  // A worker starts a prompt on each of its attention ranks, whatever its batch.
  const slots = Math.max(pools.prefillBatch, prefill.plan.layout.attentionRanks)
  const promptBatch = Math.max(1, Math.min(slots, load.concurrency / prefill.copies))
  const perRank = rankBatch({ ...prefill, copies: 1 }, promptBatch)
  out.promptStep.decodeSequences = 0
  out.promptStep.decodeContext = 0
  out.promptStep.prefillSequences = perRank
  out.promptStep.prefillTokens = perRank * fresh
  out.promptStep.prefillContext = load.inputTokens
  stepTime(prefill.plan, out.promptStep, out.prompt, null)
  out.promptRuns = coefficients.prefillFactor
  out.promptHost = prefill.plan.promptOverhead
  const prompt = out.promptRuns * out.prompt.seconds

  const { sending, taking, rewriting, together } = crossingOf(pools, fresh, perRank)
  const decodeRanks = ranksOf(decode)
  out.transfer =
    exposedTransfer(Math.max(sending, taking * together, rewriting * together), prompt, prefill.plan.layers) +
    (rewriting * together) / prefill.plan.layers
  out.requestOverhead = coefficients.perRequest

  // While prompts wait, a step takes as many of them as its budget holds.
  const batches = prefill.copies * promptBatch
  const held = Math.floor(Math.min(stepTokenBudget(prefill.plan, load.inputTokens) / fresh, load.concurrency / batches))
  if (held > perRank) {
    out.mixedStep.decodeSequences = 0
    out.mixedStep.decodeContext = 0
    out.mixedStep.prefillSequences = held
    out.mixedStep.prefillTokens = held * fresh
    out.mixedStep.prefillContext = load.inputTokens
    stepTime(prefill.plan, out.mixedStep, out.mixed, null)
  }
  const promptRate = Math.max(
    batches / prompt,
    held > perRank ? (batches * held) / perRank / (out.promptRuns * out.mixed.seconds) : 0,
  )
  const linkRate = Math.min(
    sending > 0 ? batches / sending : Infinity,
    taking > 0 ? decodeRanks / taking : Infinity,
    rewriting > 0 ? decodeRanks / rewriting : Infinity,
  )
  const feed = Math.min(promptRate, linkRate)
  // All requests start at once: half of them, on average, are before one.
  out.burst = Math.max(0, load.concurrency - batches) / 2 / feed
  const places = Math.min(load.concurrency, decode.copies * pools.decodeBatch, decode.capacity)

  /** Seconds a request waits for a prefill worker at a rate: M/D/k as one fast server, bounded by the closed loop. */
  const wait = (rate: number): number => {
    const busy = Math.min(rate / feed, 0.999)
    return Math.min(busy / (2 * (1 - busy) * feed), load.concurrency / feed)
  }
  /** Seconds from arrival to the first token when the pools are fed at a rate. */
  const entry = (rate: number): number =>
    out.requestOverhead +
    out.promptHost +
    coefficients.queueFactor * wait(rate) +
    coefficients.burstShare * out.burst +
    prompt +
    out.transfer
  out.promptRate = promptRate
  out.linkRate = linkRate
  out.decodeRate = places / (length * decodeAt(pools, load, places, out))
  let low = 0
  let high = places
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2
    const rate = middle / (length * decodeAt(pools, load, middle, out))
    const requests = rate * entry(rate) + middle
    if (rate > feed || requests > load.concurrency) high = middle
    else low = middle
  }
  out.decoding = (low + high) / 2
  const step = decodeAt(pools, load, out.decoding, out)
  out.mixed.seconds = out.base.seconds
  out.requestRate = Math.min(feed, out.decoding / (length * step))
  out.promptWait = wait(out.requestRate)
  // Whatever Little's law leaves over is waiting: for a prefill worker, for the link, or for a place to decode.
  const firstToken = load.concurrency / out.requestRate - Math.max(0, length - 1) * step
  out.queue = Math.max(0, firstToken - out.requestOverhead - out.promptHost - prompt - out.transfer)
  out.inFlight = load.concurrency
  const full = out.decoding >= 0.99 * places && places < load.concurrency
  out.bottleneck = full || out.requestRate < 0.97 * feed ? 'decode' : promptRate <= linkRate ? 'prefill' : 'link'
  out.promptTokensPerStep = 0
  const prefillDevices = devicesOf(prefill)
  out.promptShare = prefillDevices / (prefillDevices + devicesOf(decode))
  settle(out, length)
}
