import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WAFER_CONSTANTS } from '#main/engine/calibration/dataflow.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { predictRequest } from '#main/engine/predict/predict.ts'
import type { ServingAnswer } from '#main/engine/predict/serving.ts'
import { withFigure } from '#shared/domain/figures.ts'
import { applyHardwareOverrides } from '#shared/domain/overrides.ts'
import { draws } from '../../../../support/draws.ts'
import { FACTS, hardware, MODELS, scenario } from '../../../../support/engineScenarios.ts'

const PASSAGE = WAFER_CONSTANTS.passage.value
/** Seconds a transfer of one request's row between wafers takes at the most. */
const TRANSFER = 6e-5

function wafers(model: string, count: number, given: object = {}, facts = FACTS): ServingAnswer {
  const load = { inputTokens: 1024, outputTokens: 128, batch: 1, weightDtype: 'fp16' }
  const where = { hardware: 'cerebras-wse3', devices: count, pp: count }
  const answer = predictRequest({ mode: 'static', model, ...load, ...where, ...given }, facts)
  if (!('tpot' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}

/** Some of the weights do not fit in the SRAM. */
function streams({ warnings }: ServingAnswer): boolean {
  return warnings.some(({ code }) => code === 'weights-streamed')
}

describe('a model on wafers', () => {
  it.each([
    [1, 5.21],
    [2, 2.51],
    [4, 1.16],
    [8, 0.476],
    [12, 0.239],
    [16, 0.112],
    [20, 0.028],
    [21, 0.0107],
    [22, 0.00262],
  ])('405B on %i streams what they do not hold: %d s a token beside the way through the wafers', (count, seconds) => {
    const { tpot } = wafers('llama-3.1-405b', count)
    // The way through the wafers comes on top of what streams or is multiplied.
    expect(Math.abs((tpot - count * PASSAGE) / seconds - 1)).toBeLessThan(0.04)
  })

  it('is faster with every wafer until it is resident, and then pays for each no more than the way through it', () => {
    let before = Infinity
    for (let count = 1; count <= 40; count++) {
      const { tpot } = wafers('llama-3.1-405b', count)
      if (count <= 22) expect(tpot).toBeLessThan(before)
      else expect(tpot - before - PASSAGE).toBeLessThan(0.01 * before)
      if (count > 1) expect(before / tpot).toBeLessThan(5)
      before = tpot
    }
  })

  it('fits 22 wafers without streaming, and says how much streams on 21', () => {
    const on = (devices: number) =>
      evaluate(
        scenario(
          'cerebras-wse3',
          'llama-3.1-405b',
          { serving: 'static', devices, tensorParallel: 1, pipelineParallel: devices },
          { inputTokens: 1024, outputTokens: 128, concurrency: 1 },
        ),
      )
    expect(streams(wafers('llama-3.1-405b', 22))).toBe(false)
    expect(on(22).fit).toMatchObject({ state: 'fits', placement: 'resident' })
    const streamed = on(21)
    expect(streamed.fit).toMatchObject({ state: 'fits', placement: 'streamed' })
    const finding = streamed.findings.find(({ code }) => code === 'weights-streamed')
    expect(finding).toMatchObject({ parameters: { share: expect.closeTo(0.042, 2) } })
  })

  it('agrees with hosted speeds without speculation', () => {
    expect(Math.abs(wafers('llama-3.1-8b', 1).tpot * 1837 - 1)).toBeLessThan(0.03)
    expect(wafers('llama-3.1-70b', 4).tpot).toBeCloseTo(1.85e-3, 4)
    // Resident since stages are cut between matrices; 1.83 ms beside the way through.
    expect(wafers('qwen3-235b-a22b', 12).tpot - 12 * PASSAGE).toBeCloseTo(1.83e-3, 4)
  })

  it('tells what each wafer adds, as an estimate with its range', () => {
    const { findings } = evaluate(
      scenario('cerebras-wse3', 'llama-3.1-70b', { devices: 4, tensorParallel: 1, pipelineParallel: 4 }),
    )
    const passage = findings.find(({ code }) => code === 'wafer-passage')
    expect(passage).toMatchObject({ severity: 'note', parameters: { wafers: 4 } })
    expect(WAFER_CONSTANTS.passage).toMatchObject({ grade: 'estimate', low: 8e-5, high: 2.2e-4 })
  })

  it('crosses its mesh in cycles: at half the clock a crossing takes twice as long', () => {
    const half = { value: 0.55e9, grade: 'own', source: null } as const
    const slow = withFigure(hardware('cerebras-wse3'), 'mesh.clock', half)
    const facts = { ...FACTS, hardware: (id: string) => (id === 'slow' ? slow : FACTS.hardware(id)) }
    const crossing = wafers('llama-3.1-8b', 1).tpot - PASSAGE
    const slower = wafers('llama-3.1-8b', 1, { hardware: 'slow' }, facts).tpot - PASSAGE
    expect(slower / crossing).toBeGreaterThan(1.7)
    expect(slower / crossing).toBeLessThanOrEqual(2)
  })
})

/** The best a number of wafers does where some may stay idle. */
function best(model: string, most: number, given: object): { readonly tpot: number; readonly rate: number } {
  let tpot = Infinity
  let rate = 0
  for (let count = 1; count <= most; count++) {
    const answer = wafers(model, count, given)
    if (answer.fits !== true) continue
    tpot = Math.min(tpot, answer.tpot)
    rate = Math.max(rate, answer.outputTokensPerSecond)
  }
  return { tpot, rate }
}

describe('more of a wafer', () => {
  const load = fc.record({
    model: fc.constantFrom(...MODELS.keys()),
    mode: fc.constantFrom('static', 'aggregated'),
    inputTokens: fc.integer({ min: 1, max: 60_000 }),
    outputTokens: fc.integer({ min: 1, max: 2000 }),
    requests: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 64 })),
  })

  it('one fewer never slows a token more than five times, unless the model no longer fits in SRAM', () => {
    fc.assert(
      fc.property(load, fc.integer({ min: 1, max: 24 }), (drawn, count) => {
        const { model, requests, ...rest } = drawn
        const given = { ...rest, batch: requests, concurrency: requests }
        const fewer = wafers(model, count, given)
        if (fewer.fits !== true || streams(fewer)) return
        const { tpot } = wafers(model, count + 1, given)
        expect(fewer.tpot).toBeLessThan(5 * tpot)
        // What a wafer more costs at a pinned layout: the way through it, and a transfer over its link. Prompts are slower on
        // the smaller region that holds a smaller part of the model.
        if (drawn.mode === 'static') expect(tpot - PASSAGE - TRANSFER).toBeLessThan(fewer.tpot * 1.01)
      }),
      { numRuns: draws(300), seed: 5 },
    )
  })

  it('where wafers may stay idle, one more slows nothing', () => {
    fc.assert(
      fc.property(load, fc.integer({ min: 1, max: 8 }), (drawn, count) => {
        const { model, requests, ...rest } = drawn
        const given = { ...rest, batch: requests, concurrency: requests }
        const fewer = best(model, count, given)
        const more = best(model, count + 1, given)
        expect(more.tpot).toBeLessThanOrEqual(fewer.tpot * 1.01)
        expect(more.rate).toBeGreaterThanOrEqual(fewer.rate * 0.99)
      }),
      { numRuns: draws(100), seed: 6 },
    )
  })

  it('a gigabyte more of SRAM slows nothing', () => {
    const profile = hardware('cerebras-wse3')
    fc.assert(
      fc.property(load, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 30, max: 60 }), (drawn, count, size) => {
        const { model, requests, ...rest } = drawn
        const given = { ...rest, batch: requests, concurrency: requests, hardware: 'own' }
        const of = (gigabytes: number): ServingAnswer => {
          const own = applyHardwareOverrides(profile, { 'memory.sram.capacity': gigabytes * 1e9 })
          return wafers(model, count, given, { ...FACTS, hardware: () => own })
        }
        const [small, large] = [of(size), of(size + 1)]
        if (small.fits !== true) return
        expect(large.tpot).toBeLessThanOrEqual(small.tpot * 1.01)
        // Beside others a prompt may be cut into one chunk more, since more of them decode in its steps.
        if (requests === 1) expect(large.ttft).toBeLessThanOrEqual(small.ttft * 1.01)
        expect(large.outputTokensPerSecond).toBeGreaterThanOrEqual(small.outputTokensPerSecond * 0.99)
      }),
      { numRuns: draws(400), seed: 7 },
    )
  })

  it('one request is never slower than two', () => {
    fc.assert(
      fc.property(load, fc.integer({ min: 1, max: 24 }), (drawn, count) => {
        const { model, requests: _, ...rest } = drawn
        const of = (requests: number) => wafers(model, count, { ...rest, batch: requests, concurrency: requests })
        const [one, two] = [of(1), of(2)]
        expect(one.tpot).toBeLessThanOrEqual(two.tpot * 1.01)
        expect(one.e2e).toBeLessThanOrEqual(two.e2e * 1.01)
      }),
      { numRuns: draws(400), seed: 12 },
    )
  })

  it('never beats what it must read: weights from its SRAM, and what streams over its links', () => {
    fc.assert(
      fc.property(load, fc.integer({ min: 1, max: 24 }), (drawn, count) => {
        const { model, requests, ...rest } = drawn
        const own = scenario(
          'cerebras-wse3',
          model,
          {
            serving: rest.mode === 'static' ? 'static' : 'aggregated',
            devices: count,
            tensorParallel: 1,
            pipelineParallel: count,
          },
          { inputTokens: rest.inputTokens, outputTokens: rest.outputTokens, concurrency: requests },
        )
        const { fit, metrics, ledger } = evaluate(own)
        const { value } = metrics.tpot
        if (value === null) return
        expect(value).toBeGreaterThan(0)
        const booked = ledger.filter(({ phase }) => phase === 'decode').reduce((sum, line) => sum + line.seconds, 0)
        expect(booked / value).toBeCloseTo(1, 6)
        const outside = ledger
          .filter(({ phase, cause }) => phase === 'decode' && cause === 'weightStreaming')
          .reduce((sum, line) => sum + line.bytes, 0)
        if (fit.placement === 'streamed') expect(value).toBeGreaterThanOrEqual((outside / (count * 150e9)) * 0.999)
        else expect(outside).toBe(0)
      }),
      { numRuns: draws(300), seed: 8 },
    )
  })
})
