import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyTiming, createTiming, type Timing } from '#main/engine/costing/timing.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { operatorTime } from '#main/engine/serving/operatorTime.ts'
import type { Plan } from '#main/engine/serving/plan.ts'
import { planOf } from '#main/engine/serving/planOf.ts'
import { createTotals, hostSeconds, overlapped, stepTime } from '#main/engine/serving/step.ts'
import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import { createWork, type Step, type Work } from '#shared/domain/lowering/work.ts'
import { draws } from '../../../../support/draws.ts'
import { HARDWARE, hardware, layout, model, MODELS } from '../../../../support/engineScenarios.ts'

const work = createWork()
const totals = createTotals()

/** One run as it was told of: what it is, and copies of its time and work. */
interface Told {
  readonly operator: PlanOperator
  readonly prefill: boolean
  readonly timing: Timing
  readonly work: Work
}

/** What a step tells of its runs. */
function inStep(plan: Plan, step: Step): readonly Told[] {
  const told: Told[] = []
  stepTime(plan, step, totals, (operator, prefill, time, done) => {
    const timing = createTiming()
    copyTiming(time, timing)
    told.push({ operator, prefill, timing, work: { ...done } })
  })
  return told
}

/** The same run outside of a step. */
function alone(plan: Plan, step: Step, { operator, prefill }: Told): Told {
  const timing = createTiming()
  operatorTime(plan, operator, step, prefill, timing, work)
  return { operator, prefill, timing, work: { ...work } }
}

const steps: fc.Arbitrary<Step> = fc
  .record({
    decodeSequences: fc.constantFrom(0, 1, 7.5, 256),
    decodeTokens: fc.constantFrom(1, 3),
    decodeContext: fc.integer({ min: 1, max: 60_000 }),
    prefillSequences: fc.constantFrom(0, 1, 2.5),
    perPrompt: fc.integer({ min: 1, max: 8192 }),
    before: fc.integer({ min: 0, max: 8192 }),
  })
  .map(({ perPrompt, before, ...step }) => ({
    ...step,
    prefillTokens: step.prefillSequences * perPrompt,
    prefillContext: step.prefillSequences > 0 ? perPrompt + before : 0,
  }))

/** A model laid out on a device. */
const layouts = fc.record({
  device: fc.constantFrom(...HARDWARE.keys()),
  of: fc.constantFrom(...MODELS.keys()),
  software: fc.constantFrom(null, 'vllm' as const, 'sglang' as const, 'llamacpp' as const),
  format: fc.constantFrom('bf16' as const, 'fp8' as const, 'nvfp4' as const),
  parallel: fc.constantFrom({}, { tensorParallel: 8 }, { attentionRanks: 16, expertParallel: 16 }),
  offload: fc.constantFrom({ weights: 0, kv: 0 }, { weights: 0.3, kv: 0.1 }),
})

type Drawn = typeof layouts extends fc.Arbitrary<infer Value> ? Value : never

function planFor({ device, of, software, format, parallel, offload }: Drawn): Plan {
  const wanted = layout({ ...parallel, offload, weightPrecision: format, activationPrecision: format })
  return planOf(model(of), machineOf(hardware(device)), wanted, {
    software,
    serving: 'aggregated',
    stack: null,
    softwareVersion: null,
  })
}

describe('the runs of a step', () => {
  it('take what they take alone, on any device, and whatever step was timed before', () => {
    fc.assert(
      fc.property(layouts, layouts, steps, steps, (given, other, step, before) => {
        stepTime(planFor(other), before, totals, null)
        const plan = planFor(given)
        const told = inStep(plan, step)
        expect(told.length).toBeGreaterThan(0)
        expect(told).toEqual(told.map((run) => alone(plan, step, run)))
        let device = plan.stepOverhead
        for (const run of told) device += run.timing.seconds * run.operator.count
        const seconds = overlapped(device, hostSeconds(plan, step)) + totals.waiting
        // What a device nobody has published a link of takes is not known, in sum as in part.
        if (Number.isNaN(seconds)) expect(totals.seconds).toBeNaN()
        else expect(Math.abs(totals.seconds - seconds)).toBeLessThanOrEqual(1e-12 * seconds)
      }),
      { numRuns: draws(1500) },
    )
  })
})
