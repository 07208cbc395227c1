import { createTiming, softMaximum, type Timing } from '../costing/timing.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import { createStep, createWork, workOf, type Step, type Work } from '#shared/domain/lowering/work.ts'
import { bindingOf, operatorTime } from './operatorTime.ts'
import type { Plan } from './plan.ts'

/** Seconds of one step by what binds each moment: a reusable out-parameter. */
export interface StepTotals {
  seconds: number
  compute: number
  sram: number
  memory: number
  link: number
  host: number
  overhead: number
  /** Part of the overhead in which ranks wait for the fullest of them. */
  waiting: number
}

/** @returns totals of zero, to be filled */
export function createTotals(): StepTotals {
  return { seconds: 0, compute: 0, sram: 0, memory: 0, link: 0, host: 0, overhead: 0, waiting: 0 }
}

/** Sees every operator of a step as it is timed. The timing and the work are reused: copy what is to be kept. */
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

const timing = createTiming()
const work = createWork()

function book(
  plan: Plan,
  operator: PlanOperator,
  prefill: boolean,
  totals: StepTotals,
  visit: StepVisitor | null,
): void {
  const { count } = operator
  totals.seconds += timing.seconds * count
  if (operator.kind === 'collective') totals.link += timing.seconds * count
  else {
    totals.overhead += timing.overhead * count
    const body = (timing.seconds - timing.overhead) * count
    const crossing = body * crossingShare(plan, operator, timing)
    totals.sram += crossing
    totals[bindingOf(plan, operator, work)] += body - crossing
  }
  if (visit !== null) visit(operator, prefill, timing, work)
}

/** Seconds a step takes above its operators: the stack's own work for the step and for each request in it. */
export function stackOverhead(plan: Plan, step: Step): number {
  return plan.stepOverhead + plan.sequenceOverhead * (step.decodeSequences + step.prefillSequences)
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
 * @param visit called for every timed operator, in the order of lowering; attention once for decode and once for prompts
 */
export function stepTime(plan: Plan, whole: Step, totals: StepTotals, visit: StepVisitor | null): void {
  const { contextParallel } = plan.layout
  const step = contextParallel > 1 ? shareOf(whole, contextParallel) : whole
  totals.compute = 0
  totals.sram = 0
  totals.memory = 0
  totals.link = 0
  totals.host = 0
  const overhead = stackOverhead(plan, step)
  totals.overhead = overhead
  totals.seconds = overhead
  const { operators } = plan
  for (let index = 0; index < operators.length; index++) {
    const operator = operators[index] as PlanOperator
    if (operator.kind === 'attention' || operator.kind === 'latent') {
      if (step.decodeSequences > 0) {
        operatorTime(plan, operator, step, false, timing, work)
        book(plan, operator, false, totals, visit)
      }
      if (step.prefillTokens > 0) {
        operatorTime(plan, operator, step, true, timing, work)
        book(plan, operator, true, totals, visit)
      }
    } else {
      const prefill = step.decodeSequences <= 0
      operatorTime(plan, operator, step, prefill, timing, work)
      book(plan, operator, prefill, totals, visit)
    }
  }
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
    const parted = operator.kind === 'attention' || operator.kind === 'latent'
    if (parted ? step.decodeSequences > 0 : true) {
      const prefill = step.decodeSequences <= 0
      workOf(operator, step, !prefill, prefill, work)
      visit(operator, work)
    }
    if (parted && step.prefillTokens > 0) {
      workOf(operator, step, false, true, work)
      visit(operator, work)
    }
  }
}
