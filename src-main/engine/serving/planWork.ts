import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import { workOf, type Step, type Work } from '#shared/domain/lowering/work.ts'
import type { Plan } from './plan.ts'

/** Bytes of one choice: a 32-bit place in the cache. */
const CHOICE_BYTES = 4

/** Over how many devices a stack shares the queries of a step's index scan: 1 where each scans for itself. */
function scanRanks(plan: Plan, operator: PlanOperator, step: Step, prefill: boolean): number {
  const from = plan.calibration.sparse.splitQueriesFrom
  return prefill && from !== null && step.prefillTokens >= from ? operator.queryRanks : 1
}

/** Bytes of choices a device receives from those it shares an index scan with; 0: it shares none. */
export function gatheredChoices(plan: Plan, operator: PlanOperator, step: Step, prefill: boolean): number {
  const ranks = scanRanks(plan, operator, step, prefill)
  return (step.prefillTokens * operator.window * CHOICE_BYTES * (ranks - 1)) / ranks
}

/**
 * The least one run of an operator must do on its device in this step, as its stack shares the work: `workOf`, less the
 * part of a prompt's index scan that other tensor ranks do.
 */
export function planWork(
  plan: Plan,
  operator: PlanOperator,
  step: Step,
  decode: boolean,
  prefill: boolean,
  out: Work,
): void {
  workOf(operator, step, decode, prefill, out)
  if (operator.kind !== 'index') return
  const ranks = scanRanks(plan, operator, step, prefill)
  out.flops /= ranks
  out.activations /= ranks
}
