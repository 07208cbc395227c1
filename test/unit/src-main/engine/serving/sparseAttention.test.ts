import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ModelProfile } from '#shared/domain/model.ts'
import { createStep, createWork, type Step } from '#shared/domain/lowering/work.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Software } from '#shared/domain/software.ts'
import { createTiming } from '#main/engine/costing/timing.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { operatorResults } from '#main/engine/judge/operators.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { predictRequest } from '#main/engine/predict/predict.ts'
import { compilePlan } from '#main/engine/serving/compilePlan.ts'
import { floorSeconds, operatorTime } from '#main/engine/serving/operatorTime.ts'
import type { Plan } from '#main/engine/serving/plan.ts'
import { wordingText } from '#shared/words/say.ts'
import { draws } from '../../../../support/draws.ts'
import { FACTS, hardware, layout, model, scenario } from '../../../../support/engineScenarios.ts'

const SPARSE = ['deepseek-v3.2', 'glm-5', 'glm-5.2', 'deepseek-v4-pro', 'deepseek-v4-flash', 'minimax-m3'] as const
const DEVICES = ['h200-sxm', 'b200-sxm', 'mi355x', 'h20', 'tpu-v5p', 'a100-sxm-80'] as const

interface Drawn {
  readonly device: (typeof DEVICES)[number]
  readonly software: Software
  readonly tensorParallel: number
  readonly kvPrecision: Precision
}
const drawnPlan = fc.record<Drawn>({
  device: fc.constantFrom(...DEVICES),
  software: fc.constantFrom<Software>('vllm', 'sglang', 'trtllm', 'generic'),
  tensorParallel: fc.constantFrom(1, 2, 4, 8),
  kvPrecision: fc.constantFrom<Precision>('bf16', 'fp8'),
})
const drawnStep = fc
  .record({
    sequences: fc.integer({ min: 1, max: 256 }),
    context: fc.integer({ min: 1, max: 400_000 }),
    tokens: fc.integer({ min: 1, max: 8192 }),
    prefill: fc.boolean(),
  })
  .map(({ sequences, context, tokens, prefill }): readonly [Step, boolean] =>
    prefill
      ? [
          { ...createStep(), prefillSequences: 1, prefillTokens: Math.min(tokens, context), prefillContext: context },
          true,
        ]
      : [{ ...createStep(), decodeSequences: sequences, decodeContext: context }, false],
  )

function planFor(of: ModelProfile, { device, software, tensorParallel, kvPrecision }: Drawn): Plan {
  const cut = layout({ tensorParallel, kvPrecision, weightPrecision: 'fp8' })
  return compilePlan(
    of,
    machineOf(hardware(device)),
    cut,
    { software, serving: 'aggregated', stack: null, softwareVersion: null },
    null,
  )
}

const timing = createTiming()
const work = createWork()

/** Seconds of the operators of a step that are chosen, over all layers. */
function seconds(plan: Plan, [step, prefill]: readonly [Step, boolean], kinds: readonly string[]): number {
  let sum = 0
  for (const operator of plan.operators) {
    if (!kinds.includes(operator.kind) && !kinds.includes(operator.group)) continue
    operatorTime(plan, operator, step, prefill, timing, work)
    sum += timing.seconds * operator.count
  }
  return sum
}

/** The model without its indexers: every query reads its whole context. */
function dense(of: ModelProfile): ModelProfile {
  const layerGroups = of.layerGroups.map((group) =>
    group.mixer.kind === 'mla' ? { ...group, mixer: { ...group.mixer, sparse: undefined } } : group,
  )
  return { ...of, layerGroups } as ModelProfile
}

describe('sparse attention, any model, device, stack and load', () => {
  it('is never slower than dense attention by more than its scan', () => {
    fc.assert(
      fc.property(fc.constantFrom('deepseek-v3.2', 'glm-5', 'glm-5.2'), drawnPlan, drawnStep, (id, drawn, at) => {
        const sparse = planFor(model(id), drawn)
        const whole = seconds(planFor(dense(model(id)), drawn), at, ['latent'])
        // The 8-bit cache of sparse layers takes 656 bytes a token instead of 576.
        const wider = drawn.kvPrecision === 'fp8' ? 656 / 576 : 1
        expect(seconds(sparse, at, ['latent', 'index'])).toBeLessThanOrEqual(
          (whole * wider + seconds(sparse, at, ['index'])) * (1 + 1e-9),
        )
      }),
      { numRuns: draws(3000), seed: 5 },
    )
  })

  it('is never faster for more context, and no operator beats the speed of light', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SPARSE),
        drawnPlan,
        drawnStep,
        fc.integer({ min: 1, max: 400_000 }),
        (id, drawn, at, more) => {
          const plan = planFor(model(id), drawn)
          const [step, prefill] = at
          const further = {
            ...step,
            decodeContext: step.decodeContext + (prefill ? 0 : more),
            prefillContext: step.prefillContext + (prefill ? more : 0),
          }
          for (const kind of ['latent', 'attention', 'index']) {
            const near = seconds(plan, at, [kind])
            expect(seconds(plan, [further, prefill], [kind])).toBeGreaterThanOrEqual(near * (1 - 1e-9))
          }
          for (const operator of plan.operators) {
            operatorTime(plan, operator, step, prefill, timing, work)
            expect(timing.seconds).toBeGreaterThanOrEqual(floorSeconds(plan, operator, work) * (1 - 1e-12))
          }
        },
      ),
      { numRuns: draws(3000), seed: 6 },
    )
  })
})

interface Served {
  readonly ttft: number
  readonly tpot: number
  readonly decodeStep: number
}

function served(modelId: string, device: string, software: string, load: object): Served {
  const degrees = { devices: 8, tp: 8, pp: 1, dp: 1, ep: 8 }
  const request = { mode: 'aggregated', hardware: device, model: modelId, software, weightDtype: 'fp8', kvDtype: 'fp8' }
  const answer = predictRequest({ id: modelId, ...request, ...degrees, outputTokens: 64, ...load }, FACTS)
  if (!('ttft' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}

describe('DeepSeek-V3.2 against V3', () => {
  const places = [
    ['h200-sxm', 'vllm'],
    ['b200-sxm', 'sglang'],
  ] as const

  it.each(places.flatMap(([device, stack]) => [65_536, 131_072].map((tokens) => [device, stack, tokens] as const)))(
    'eight %s under %s: a prompt of %d tokens takes at most one and a half times as long',
    (device, stack, inputTokens) => {
      const load = { inputTokens, concurrency: 1 }
      const ratio = served('deepseek-v3.2', device, stack, load).ttft / served('deepseek-v3', device, stack, load).ttft
      expect(ratio).toBeLessThan(1.5)
    },
  )

  it.each(places)('eight %s under %s: steps of decode are no slower beyond 32,768 tokens', (device, stack) => {
    for (const inputTokens of [40_000, 65_536, 131_072]) {
      for (const concurrency of [4, 8, 64]) {
        const load = { inputTokens, concurrency }
        const sparse = served('deepseek-v3.2', device, stack, load).decodeStep
        expect(sparse).toBeLessThanOrEqual(served('deepseek-v3', device, stack, load).decodeStep)
      }
    }
    // The start of its scans is all that shows at a single request.
    const single = { inputTokens: 65_536, concurrency: 1 }
    const ratio =
      served('deepseek-v3.2', device, stack, single).tpot / served('deepseek-v3', device, stack, single).tpot
    expect(ratio).toBeLessThan(1.01)
  })
})

describe('what stacks do differently', () => {
  const at: readonly [Step, boolean] = [
    { ...createStep(), prefillSequences: 1, prefillTokens: 8192, prefillContext: 100_000 },
    true,
  ]
  const drawn = { device: 'b200-sxm', tensorParallel: 8, kvPrecision: 'fp8' } as const

  it('every tensor rank scans for all heads, unless the stack shares the queries of a long prompt', () => {
    const scan = (software: Software, tensorParallel: number): number =>
      seconds(planFor(model('deepseek-v3.2'), { ...drawn, software, tensorParallel }), at, ['index'])
    const projections = (software: Software): number => scan(software, 8) / scan(software, 1)
    expect(projections('vllm')).toBeGreaterThan(0.98)
    expect(projections('trtllm')).toBeLessThan(0.4)
  })

  it('narrow shards pay for heads they do not have', () => {
    const attention = (tensorParallel: number): number =>
      seconds(planFor(model('deepseek-v4-pro'), { ...drawn, software: 'vllm', tensorParallel }), at, ['latent'])
    // 128 heads: two devices have the 64 a kernel takes, eight have 16 and take as long.
    expect(attention(1) / attention(2)).toBeGreaterThan(1.8)
    expect(attention(8) / attention(2)).toBeGreaterThan(0.9)
  })
})

describe('what is told of a scan', () => {
  const plan = planFor(model('deepseek-v4-flash'), {
    device: 'b200-sxm',
    software: 'vllm',
    tensorParallel: 8,
    kvPrecision: 'fp8',
  })

  it('is timed apart for prompts and decoding requests, with its keys and scores in words', () => {
    const step = {
      ...createStep(),
      decodeSequences: 4,
      decodeContext: 40_000,
      prefillSequences: 1,
      prefillTokens: 8000,
      prefillContext: 80_000,
    }
    const scans = operatorResults(plan, 'prefill', step).filter(({ name }) =>
      wordingText(name).startsWith('Index scan'),
    )
    expect(scans.map(({ name }) => wordingText(name))).toEqual(['Index scan, decoding requests', 'Index scan'])
    const [decode] = scans
    if (decode === undefined) throw new Error('no scan')
    // Keys of every fourth token, 132 bytes each.
    const words = wordingText(decode.formula)
    expect(words).toContain('10,000 index keys')
    expect(words).toContain('5,280,000 B of index keys read')
    expect(decode.flops / decode.count).toBe(2 * 64 * 128 * 4 * 10_000)
  })

  it('has lines of its own in the ledger, which sum with the others', () => {
    const result = evaluate(
      scenario(
        'b200-sxm',
        'deepseek-v3.2',
        { weightPrecision: 'fp8', kvPrecision: 'fp8', expertParallel: 8 },
        { inputTokens: 65_536, concurrency: 4 },
      ),
    )
    const lines = result.ledger.filter(({ group }) => group === 'index')
    expect(
      lines.filter(({ phase }) => phase === 'decode').some(({ cause, bytes }) => cause === 'kv' && bytes > 0),
    ).toBe(true)
    expect(
      lines.filter(({ phase }) => phase === 'prefill').reduce((sum, line) => sum + line.seconds, 0),
    ).toBeGreaterThan(0.5)
  })
})
