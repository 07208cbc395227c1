import { createParts, overlap, type Parts } from '../costing/timing.ts'
import { createWork, isParted, type Step, type Work } from '#shared/domain/lowering/work.ts'
import { operatorParts } from './operatorTime.ts'
import type { Plan } from './plan.ts'
import type { PlannedOperator } from './plannedOperator.ts'

/** One run of an operator in a step: of decode rows, of prompt rows, or of both. Reused. */
export interface Run {
  planned: PlannedOperator
  prefill: boolean
  readonly work: Work
  readonly timing: Parts
}

function addRun(plan: Plan, step: Step, planned: PlannedOperator, prefill: boolean, index: number, runs: Run[]): void {
  let run = runs[index]
  if (run === undefined) {
    run = { planned, prefill, work: createWork(), timing: createParts() }
    runs[index] = run
  }
  run.planned = planned
  run.prefill = prefill
  operatorParts(plan, planned, step, prefill, run.timing, run.work)
}

/** Writes the runs of a step, their parts still apart: of attention one for decode and one for prompts. @returns how many */
function layOut(plan: Plan, step: Step, runs: Run[]): number {
  const { planned } = plan
  let count = 0
  for (let index = 0; index < planned.length; index++) {
    const each = planned[index] as PlannedOperator
    if (isParted(each.operator)) {
      if (step.decodeSequences > 0) addRun(plan, step, each, false, count++, runs)
      if (step.prefillTokens > 0) addRun(plan, step, each, true, count++, runs)
    } else addRun(plan, step, each, step.decodeSequences <= 0, count++, runs)
  }
  return count
}

/**
 * Times the runs of a step, each as its kernel takes it in a benchmark. Most of that goes into the roots of `overlap`, which
 * within a run wait for one another: in a pass of their own, the processor draws those of several runs at once.
 * @param runs written from its beginning, in the order of lowering; longer where a longer step was timed before
 * @returns how many of them there are
 */
export function timeRuns(plan: Plan, step: Step, runs: Run[]): number {
  const count = layOut(plan, step, runs)
  for (let index = 0; index < count; index++) overlap((runs[index] as Run).timing)
  return count
}
