import { stepTokenBudget } from '#shared/domain/lowering/budget.ts'
import { createStep, type Step } from '#shared/domain/lowering/work.ts'
import type { Latency } from './latency.ts'
import { meanStep, settle, speculate } from './latency.ts'
import type { Plan } from './plan.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { mostInSteps, newTokens, rankBatch, type Workers } from './service.ts'
import { createTotals, stepTime } from './step.ts'

/** Prompt tokens a step always has room for, however many requests decode in it. */
const LEAST_CHUNK = 512

/** Repeats until the share of requests in decode is consistent with their times; two or three suffice. */
const ROUNDS = 4

/** Saturation is met exactly by `saturatedDecoding`: a rounding error must not undo it. */
const ROUNDING = 1e-9

/**
 * Requests a rank decodes at once when prompts fill every step: each finished request brings one prompt, so
 * decoding × tokensPerStep / length × fresh = room, where room = budget − decoding × (1 + draftTokens), at least a chunk.
 * More requests wait for their prompt; they no longer change the step.
 */
function saturatedDecoding(plan: Plan, budget: number, fresh: number, length: number): number {
  const perToken = length / (fresh * plan.tokensPerStep)
  const room = budget / (1 + (1 + plan.draftTokens) * perToken)
  return perToken * Math.max(Math.min(LEAST_CHUNK, budget), room)
}

const undisturbed = createStep()
const undisturbedTotals = createTotals()

/** Seconds of a prompt's step in which nothing decodes, as at the start of a burst. */
function promptAlone(prompts: Plan, { prefillTokens, prefillSequences, prefillContext }: Step): number {
  undisturbed.prefillTokens = prefillTokens
  undisturbed.prefillSequences = prefillSequences
  undisturbed.prefillContext = prefillContext
  stepTime(prompts, undisturbed, undisturbedTotals, null)
  return undisturbedTotals.seconds
}

/**
 * Steady state of a closed loop: `concurrency` requests in flight, each replaced when it ends; decode steps carry prompt
 * chunks of the newcomers. Closed form, no simulation: a step either carries decode tokens alone (`base`) or a prompt
 * chunk as well (`mixed`); the share of mixed steps follows from one new prompt per finished request.
 * The time to the first token adds the wait for the step under way, for other prompts (M/D/1 bounded by the closed
 * loop), and the prompt's own steps. When prompts saturate the steps, requests queue and Little's law gives the wait.
 * @param prompts the plan of the steps that carry prompts: that of the workers, or the same with another bandwidth
 */
export function aggregatedLatency(workers: Workers, prompts: Plan, load: Workload, out: Latency): void {
  const { plan } = workers
  const { coefficients } = plan.serving
  const stages = plan.layout.pipelineParallel
  const budget = stepTokenBudget(plan, load.inputTokens)
  const fresh = newTokens(load)
  const length = load.outputTokens
  out.inFlight = Math.min(load.concurrency, workers.capacity, mostInSteps(workers))
  const batch = rankBatch(workers, out.inFlight)
  // One that is served alone while others wait is followed by their prompts all the same.
  const lone = load.concurrency <= 1

  let decoding = batch
  let chunks = 1
  let arrivals = 0
  let room = budget
  for (let round = 0; round < ROUNDS; round++) {
    room = Math.max(Math.min(LEAST_CHUNK, budget), budget - decoding * (1 + plan.draftTokens))
    chunks = Math.ceil(fresh / room)
    arrivals = (decoding * plan.tokensPerStep) / length
    const merged = Math.max(1, arrivals * chunks)
    const tokens = Math.min(room, (merged * fresh) / chunks)
    const saturated = arrivals * fresh > room * (1 - ROUNDING)
    out.mixedShare = lone ? 0 : saturated ? 1 : Math.min(1, arrivals * chunks)

    // On average a rank may decode less than one request, but a request that decodes is in every step it waits for.
    const present = Math.max(1, decoding)
    out.baseStep.decodeSequences = present
    out.baseStep.decodeContext = load.inputTokens + length / 2
    out.baseStep.prefillSequences = 0
    out.baseStep.prefillTokens = 0
    out.baseStep.prefillContext = 0
    speculate(plan, out)
    // Where every step carries a prompt chunk the others do not happen: they are timed once, at the end.
    if (out.mixedShare < 1) stepTime(plan, out.baseStep, out.base, null)

    const mixed = out.mixedStep
    mixed.decodeSequences = present
    mixed.decodeContext = out.baseStep.decodeContext
    mixed.prefillTokens = tokens
    mixed.prefillSequences = Math.max(1, (tokens * chunks) / fresh)
    // The mean chunk sees half of the prompt before it, and the cached prefix.
    mixed.prefillContext = load.inputTokens - (fresh - fresh / chunks) / 2
    stepTime(prompts, mixed, out.mixed, null)

    const perToken = meanStep(out) / out.tokensPerStep
    // Nothing shares the steps of a lone request, nor fills them.
    if (lone) break
    let consistent: number
    if (saturated) {
      consistent = Math.min(batch, saturatedDecoding(plan, budget, fresh, length))
    } else {
      const own = chunks * out.mixed.seconds
      consistent = (batch * length * perToken) / (own + length * perToken)
    }
    const close = Math.abs(consistent - decoding) <= 0.02 * decoding
    if (close || round === ROUNDS - 1) break
    decoding = consistent
  }

  if (out.mixedShare >= 1) stepTime(plan, out.baseStep, out.base, null)

  const alone = out.promptStep
  alone.decodeSequences = lone ? 0 : decoding
  alone.decodeTokens = 1 + plan.draftTokens
  alone.decodeContext = lone ? 0 : out.baseStep.decodeContext
  alone.prefillTokens = fresh / chunks
  alone.prefillSequences = 1
  alone.prefillContext = out.mixedStep.prefillContext
  stepTime(prompts, alone, out.prompt, null)

  // Chunks of one prompt follow one another through the pipeline stages, each after the weights it has to wait for.
  const behind = Math.max(1 / stages, out.prompt.seconds > 0 ? Math.min(1, plan.streamSeconds / out.prompt.seconds) : 0)
  const runs = 1 + (chunks - 1) * behind
  out.promptRuns = coefficients.prefillFactor * runs
  out.promptHost = prompts.promptOverhead * runs
  out.requestOverhead = coefficients.perRequest
  out.transfer = 0
  out.bottleneck = null
  const step = meanStep(out)
  const own = out.promptRuns * out.prompt.seconds
  const others = batch - 1
  // Prompts that fit into a step together do not wait for one another.
  const utilisation = Math.min((arrivals * fresh) / room, 0.999)
  const open = (utilisation / (2 * (1 - utilisation))) * own
  const bound = lone ? 0 : (others / 2) * Math.min(own, out.promptRuns * promptAlone(prompts, out.promptStep))
  const wait = open > 0 && bound > 0 ? (open * bound) / (open + bound) : 0
  out.promptWait = lone ? 0 : wait
  out.burst = bound
  out.queue = lone ? 0 : step / 2 + coefficients.queueFactor * wait + coefficients.burstShare * bound
  settle(out, length)

  // Little's law bounds the rate by what the steps deliver; what is left of a request's time is queueing.
  const total = out.inFlight
  const decodingTotal = (decoding / batch) * total
  const deliverable = decodingTotal / (length * out.tpot)
  let service = out.ttft + Math.max(0, length - 1) * out.tpot
  if (total / service > deliverable) {
    out.queue += total / deliverable - service
    service = total / deliverable
  }
  out.requestRate = total / service
  if (load.concurrency > total) out.queue += (load.concurrency - total) / out.requestRate
  settle(out, length)
  out.decoding = Math.min(total, out.requestRate * length * out.tpot)
  out.promptTokensPerStep = out.mixedShare * out.mixedStep.prefillTokens
  out.promptShare = lone ? own / service : (out.mixedShare * Math.max(0, out.mixed.seconds - out.base.seconds)) / step
}
