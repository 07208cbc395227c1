import type { Resource } from '#shared/domain/result.ts'
import { softMaximum, type Timing } from '../costing/timing.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import { createStep, createWork, isParted, type Step, type Work } from '#shared/domain/lowering/work.ts'
import { bindingAt, toService } from './operatorTime.ts'
import type { Plan } from './plan.ts'
import { planWork } from './planWork.ts'
import { timeRuns, type Run } from './runs.ts'

/** Seconds of one step by what binds each moment: a reusable out-parameter. */
export interface StepTotals {
  seconds: number
  compute: number
  sram: number
  memory: number
  link: number
  host: number
  overhead: number
  /** Part of the overhead that the stack's own work adds: for the step, and of the host's what no kernel hides. */
  stack: number
  /** Part of the overhead in which ranks wait for the fullest of them. */
  waiting: number
}

/** @returns totals of zero, to be filled */
export function createTotals(): StepTotals {
  return { seconds: 0, compute: 0, sram: 0, memory: 0, link: 0, host: 0, overhead: 0, stack: 0, waiting: 0 }
}

/** Sees every run of a step. Timing and work are reused by the next step: copy what is to be kept, and time none meanwhile. */
export type StepVisitor = (operator: PlanOperator, prefill: boolean, timing: Timing, work: Work) => void

/**
 * Share of an operator's body spent crossing a wafer's mesh. The crossing comes before the work and adds to it, so it is
 * booked apart from what binds the rest. 0 off wafers and for transfers between them.
 */
export function crossingShare(plan: Plan, operator: PlanOperator, timing: Timing): number {
  if (plan.machine.mesh === null || operator.kind === 'collective' || timing.cache <= 0) return 0
  const rest = softMaximum(timing.compute, timing.memory)
  const total = timing.cache + rest
  const body = timing.seconds - timing.overhead
  return Number.isFinite(total) && body > 0 ? Math.min(1, timing.cache / Math.max(total, body)) : 0
}

/** The runs of the step under way, and of one that is not timed its work: reused, so that a step allocates nothing. */
const runs: Run[] = []
const work = createWork()

/** Adds seconds to those of what binds. */
function bookRest(totals: StepTotals, binding: Resource, seconds: number): void {
  // A property that is looked up by a name that changes costs more than all the rest of booking.
  switch (binding) {
    case 'compute':
      totals.compute += seconds
      return
    case 'memory':
      totals.memory += seconds
      return
    case 'sram':
      totals.sram += seconds
      return
    case 'host':
      totals.host += seconds
      return
    case 'link':
      totals.link += seconds
      return
    case 'overhead':
      totals.overhead += seconds
      return
  }
}

function book(
  plan: Plan,
  { planned, prefill, timing, work }: Run,
  totals: StepTotals,
  visit: StepVisitor | null,
): void {
  const { operator, peak } = planned
  const { count } = operator
  totals.seconds += timing.seconds * count
  if (operator.kind === 'collective') totals.link += timing.seconds * count
  else {
    totals.overhead += timing.overhead * count
    const body = (timing.seconds - timing.overhead) * count
    const crossing = body * crossingShare(plan, operator, timing)
    totals.sram += crossing
    bookRest(totals, bindingAt(plan, operator, peak, work), body - crossing)
  }
  if (visit !== null) visit(operator, prefill, timing, work)
}

/**
 * Tokens from which a step with prompts has all of the host's work for its layers: smaller ones replay captured graphs for
 * most of it. Chosen among 256, 512 and 1,024 by the errors on runs left out.
 */
const CAPTURED_TOKENS = 256

/**
 * Share of the host's work for its layers that a step has: none where it only decodes, and replays one graph; all of it
 * where it only reads prompts, whose shapes nothing captured.
 */
export function launchedShare({ decodeSequences, prefillTokens }: Step): number {
  if (prefillTokens <= 0) return 0
  if (decodeSequences <= 0) return 1
  return Math.min(1, (decodeSequences + prefillTokens) / CAPTURED_TOKENS)
}

/**
 * Host seconds of a step: its work for each request, and for each layer where it carries prompts. What a prompt's
 * own steps cost the host is on the path of its request (`promptOverhead`).
 */
export function hostSeconds(plan: Plan, step: Step): number {
  return (
    plan.sequenceOverhead * (step.decodeSequences + step.prefillSequences) + plan.mixedOverhead * launchedShare(step)
  )
}

/**
 * Seconds in which a device and its host are both done: (device^1.5 + host^1.5)^(2/3), between working at the same time (the
 * longer of both) and one after the other (their sum). Stacks prepare the next step while the device runs this one, but for
 * what waits for its tokens. The exponent is the one of 1, 1.5, 1.75, 2 and 3 with the least errors on runs left out.
 */
export function overlapped(device: number, host: number): number {
  if (host <= 0) return device
  const sum = device * Math.sqrt(device) + host * Math.sqrt(host)
  return Math.max(device, Math.cbrt(sum * sum))
}

const share = createStep()

/**
 * What one rank of a context-parallel group carries: its rows of the prompts, balanced so that it sees as many earlier
 * tokens as the whole prompt does on average, and its part of the cache. Decode rows are on every rank.
 */
function shareOf(step: Step, ranks: number): Step {
  const perPrompt = step.prefillSequences > 0 ? step.prefillTokens / step.prefillSequences : 0
  share.decodeSequences = step.decodeSequences
  share.decodeTokens = step.decodeTokens
  share.decodeContext = step.decodeContext / ranks
  share.prefillSequences = step.prefillSequences
  share.prefillTokens = step.prefillTokens / ranks
  share.prefillContext = step.prefillContext - (perPrompt - perPrompt / ranks) / 2
  return share
}

/**
 * Seconds of one step over all layers, as one request sees it: with pipeline stages, the sum over the stages.
 * @param whole what it carries on one attention rank (and one micro-batch, with pipeline stages)
 * @param totals written in full
 * @param visit called for every run, in the order of lowering; attention once for decode and once for prompts
 */
export function stepTime(plan: Plan, whole: Step, totals: StepTotals, visit: StepVisitor | null): void {
  const { contextParallel } = plan.layout
  const step = contextParallel > 1 ? shareOf(whole, contextParallel) : whole
  totals.compute = 0
  totals.sram = 0
  totals.memory = 0
  totals.link = 0
  totals.host = 0
  totals.overhead = plan.stepOverhead
  totals.seconds = plan.stepOverhead
  const count = timeRuns(plan, step, runs)
  for (let index = 0; index < count; index++) {
    const run = runs[index] as Run
    toService(plan, run.planned, run.timing, run.work)
    book(plan, run, totals, visit)
  }
  const exposed = overlapped(totals.seconds, hostSeconds(plan, step)) - totals.seconds
  totals.stack = plan.stepOverhead + exposed
  totals.overhead += exposed
  totals.seconds += exposed
  totals.waiting = plan.layout.attentionRanks > 1 ? plan.serving.coefficients.rankImbalance * totals.seconds : 0
  totals.overhead += totals.waiting
  totals.seconds += totals.waiting
}

/** Sees what an operator of a step works on. The work is reused: copy what is to be kept. */
export type WorkVisitor = (operator: PlanOperator, work: Work) => void

/** What a step works on, operator by operator in the order of `stepTime`, without timing it. */
export function stepWork(plan: Plan, whole: Step, visit: WorkVisitor): void {
  const { contextParallel } = plan.layout
  const step = contextParallel > 1 ? shareOf(whole, contextParallel) : whole
  for (const operator of plan.operators) {
    const parted = isParted(operator)
    if (parted ? step.decodeSequences > 0 : true) {
      const prefill = step.decodeSequences <= 0
      planWork(plan, operator, step, !prefill, prefill, work)
      visit(operator, work)
    }
    if (parted && step.prefillTokens > 0) {
      planWork(plan, operator, step, false, true, work)
      visit(operator, work)
    }
  }
}
