import type { Step } from '#shared/domain/lowering/work.ts'
import type { Plan } from './plan.ts'
import { stepWork } from './step.ts'

/** What a mean step asks of one device that runs every stage: bytes, operations, seconds. */
export interface StepUse {
  seconds: number
  flops: number
  /** Weights, KV, state and activations at the level the model lives in. */
  bytes: number
  weights: number
  kv: number
  link: number
}

/** A step with the seconds it takes. */
export interface TimedStep {
  readonly step: Step
  readonly seconds: number
}

function add(plan: Plan, { step, seconds }: TimedStep, weight: number, use: StepUse): void {
  stepWork(plan, step, (operator, work) => {
    const runs = operator.count * weight
    use.flops += work.flops * runs
    use.weights += work.weights * runs
    use.kv += work.kv * runs
    use.bytes += (work.weights + work.kv + work.state + work.activations) * runs
    use.link += work.link * runs
  })
  use.seconds += seconds * weight
}

/**
 * Use of a device over the mean of two kinds of step, and the drafting before each. With pipeline stages every stage is busy with another micro-batch
 * while one passes through, so a device's work per step time is that of one pass: stages × its own stage.
 * @param share weight of the second step @param draft step drafting is measured in @param runs how often it is taken
 */
export function stepUse(
  plan: Plan,
  first: TimedStep,
  second: TimedStep,
  share: number,
  draft: TimedStep,
  runs: number,
): StepUse {
  const use: StepUse = { seconds: 0, flops: 0, bytes: 0, weights: 0, kv: 0, link: 0 }
  add(plan, first, 1 - share, use)
  if (share > 0) add(plan, second, share, use)
  if (runs > 0) add(plan, draft, runs, use)
  return use
}
