import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dataflowOf } from '#main/engine/calibration/dataflow.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { predictRequest } from '#main/engine/predict/predict.ts'
import type { ServingAnswer } from '#main/engine/predict/serving.ts'
import { draws } from '../../../../support/draws.ts'
import { FACTS, hardware, HARDWARE, MODELS, scenario } from '../../../../support/engineScenarios.ts'

function ask(request: object): ServingAnswer {
  const load = { mode: 'static', inputTokens: 512, outputTokens: 128, batch: 1 }
  const answer = predictRequest({ ...load, ...request }, FACTS)
  if (!('tpot' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}

const groq = { hardware: 'groq-chip1', weightDtype: 'int8', activationDtype: 'int8' }

describe('a machine that runs a schedule made ahead', () => {
  it.each([
    ['llama-3.1-70b', 8, 72, 3.93e-3],
    ['llama-3.1-70b', 64, 9, 3.48e-3],
    ['llama-3.1-8b', 8, 8, 1.44e-3],
    // 32 layers of 42 µs, and two exchanges of 10.5 µs more for the experts of each.
    ['mixtral-8x7b', 8, 32, 2.2e-3],
  ])('Groq: %s on %i × %i chips takes %d s a token', (model, tp, pp, seconds) => {
    const answer = ask({ ...groq, model, tp, pp })
    expect(answer.fits).toBe(true)
    expect(Math.abs(answer.tpot / seconds - 1)).toBeLessThan(0.05)
  })

  it('Groq: public speeds of 8B and 70B are met within a tenth', () => {
    expect(Math.abs(ask({ ...groq, model: 'llama-3.1-8b', tp: 8, pp: 8 }).tpot * 750 - 1)).toBeLessThan(0.1)
    const speed = 1 / ask({ ...groq, model: 'llama-3.1-70b', tp: 64, pp: 9 }).tpot
    expect(speed).toBeGreaterThan(250)
    expect(speed).toBeLessThan(300)
  })

  it.each([
    ['llama-3.1-70b', 11.65e-3],
    ['llama-3.1-8b', 1.606e-3],
    ['mistral-7b-v0.3', 1.45e-3],
  ])('SN40L: %s on eight sockets, %d s a token as measured', (model, seconds) => {
    const { tpot } = ask({ hardware: 'sn40l', model, tp: 8, inputTokens: 1024, outputTokens: 1024 })
    expect(Math.abs(tpot / seconds - 1)).toBeLessThan(0.06)
  })

  it('a pool that is told how many chips would hold a model is not too small when it has more', () => {
    const pool = (pipelineParallel: number, tensorParallel: number) =>
      evaluate(
        scenario(
          'groq-chip1',
          'llama-3.1-70b',
          {
            serving: 'static',
            devices: tensorParallel * pipelineParallel,
            tensorParallel,
            pipelineParallel,
            weightPrecision: 'int8',
            activationPrecision: 'int8',
          },
          { inputTokens: 512, outputTokens: 128, concurrency: 1 },
        ),
      )
    const large = pool(72, 8)
    expect(large.fit.state).toBe('fits')
    expect(large.fit.devicesNeeded).toBeLessThanOrEqual(576)
    const small = pool(40, 8)
    expect(small.fit.state).toBe('doesNotFit')
    expect(small.fit.devicesNeeded).toBeGreaterThan(320)
    expect(small.fit.devicesNeeded).toBeLessThan(480)
  })

  it('says that a link nobody publishes is an estimate', () => {
    const { findings } = evaluate(scenario('sn40l', 'llama-3.1-8b'))
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'figure-estimated', parameters: { figure: 'link', device: 'SambaNova SN40L' } }),
    )
  })

  it('is an LPU, a reconfigurable chip or any machine of SRAM that is not a wafer; GPUs and wafers are none', () => {
    const kinds = new Set(
      [...HARDWARE.values()].filter((profile) => dataflowOf(machineOf(profile)) !== null).map(({ id }) => id),
    )
    expect(kinds).toEqual(new Set(['bow-ipu', 'corsair', 'gc200', 'groq-chip1', 'groq-lp30', 'sn40l']))
    expect(dataflowOf(machineOf(hardware('cerebras-wse3')))).toBeNull()
  })

  it('keeps every constant within its law and with its source', () => {
    for (const profile of HARDWARE.values()) {
      const constants = dataflowOf(machineOf(profile))
      if (constants === null) continue
      for (const share of [constants.memory, constants.compute]) {
        expect(share.value).toBeGreaterThan(0)
        expect(share.value).toBeLessThanOrEqual(1)
      }
      for (const constant of [constants.memory, constants.compute, constants.exchange, constants.link]) {
        expect(constant.source.length).toBeGreaterThan(20)
      }
    }
  })
})

describe('on LPUs and dataflow chips', () => {
  const drawn = fc.record({
    hardware: fc.constantFrom('groq-chip1', 'groq-lp30', 'sn40l', 'corsair'),
    model: fc.constantFrom(...MODELS.keys()),
    tp: fc.constantFrom(1, 2, 4, 8),
    pp: fc.constantFrom(1, 2, 4, 8, 16),
    mode: fc.constantFrom('static', 'aggregated'),
    inputTokens: fc.integer({ min: 1, max: 20_000 }),
    outputTokens: fc.integer({ min: 1, max: 1000 }),
  })

  it('one request is never slower than two, and nothing beats the bytes of its weights', () => {
    let asked = 0
    fc.assert(
      fc.property(drawn, (draw) => {
        const of = (requests: number) => predictRequest({ ...draw, batch: requests, concurrency: requests }, FACTS)
        const [one, two] = [of(1), of(2)]
        if (!('tpot' in one) || !('tpot' in two)) return
        asked++
        expect(one.tpot).toBeLessThanOrEqual(two.tpot * 1.01)
        expect(one.ttft).toBeLessThanOrEqual(two.ttft * 1.01)
        expect(Number.isFinite(one.e2e)).toBe(true)
      }),
      { numRuns: draws(1000), seed: 9 },
    )
    expect(asked).toBeGreaterThan(draws(300))
  })
})
