import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { predictRequest } from '#main/engine/predict/predict.ts'
import { hardwareFigures, withFigure } from '#shared/domain/figures.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { unknownFigure } from '#shared/domain/provenance.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { anyScenario, FACTS, hardware, HARDWARE, scenario } from '../../../support/engineScenarios.ts'
import { draws } from '../../../support/draws.ts'

/** Findings after which no time is given: the deployment is not possible, does not fit, or wants a figure by its name. */
const NAMED = new Set(['bandwidth', 'cores', 'peak', 'link'])

/** Every number of a result is finite and not negative; where there is none, the reason says which figure is missing. */
function expectKnownOrNamed(own: ResolvedScenario): 'times' | 'figure' | 'impossible' {
  const { metrics, findings, ledger, fit } = evaluate(own)
  for (const { value, low, high } of Object.values(metrics)) {
    for (const number of [value, low, high]) {
      if (number === null) continue
      expect(Number.isFinite(number)).toBe(true)
      expect(number).toBeGreaterThanOrEqual(0)
    }
  }
  for (const line of ledger) {
    expect(Number.isFinite(line.seconds) && line.seconds >= 0).toBe(true)
    expect(Number.isFinite(line.bytes) && line.bytes >= 0).toBe(true)
  }
  if (fit.maximumConcurrency !== null) {
    for (const held of Object.values(fit.maximumConcurrency)) expect(Number.isFinite(held)).toBe(true)
  }
  if (metrics.tpot.value !== null) {
    expect(metrics.tpot.value).toBeGreaterThan(0)
    expect(metrics.ttft.value ?? 0).toBeGreaterThan(0)
    return 'times'
  }
  const missing = findings.find(({ code }) => code === 'figure-missing')
  if (missing === undefined) return 'impossible'
  expect(missing.parameters).toMatchObject({ device: own.hardware.name })
  expect(NAMED.has((missing.parameters as { figure: string }).figure)).toBe(true)
  return 'figure'
}

function without(profile: HardwareProfile, paths: readonly string[]): HardwareProfile {
  return paths.reduce((left, path) => withFigure(left, path, unknownFigure()), profile)
}

describe('a figure nobody gives', () => {
  it.each([...HARDWARE.keys()])('%s: times are finite, or the figure that is missing is named', (id) => {
    const one = scenario(id, 'llama-3.1-8b', { devices: 1, tensorParallel: 1 }, { concurrency: 4 })
    expectKnownOrNamed(one)
    expectKnownOrNamed({ ...one, deployment: { ...one.deployment, devices: 8, tensorParallel: 8 } })
  })

  it('is never taken for free: on mutilated copies of every device times are finite, or it is named', () => {
    const seen = { times: 0, figure: 0, impossible: 0 }
    fc.assert(
      fc.property(anyScenario, fc.array(fc.nat(60), { minLength: 1, maxLength: 6 }), (own, picks) => {
        const figures = hardwareFigures(own.hardware).map(({ path }) => path)
        const paths = picks.map((pick) => figures[pick % figures.length] as string)
        seen[expectKnownOrNamed({ ...own, hardware: without(own.hardware, paths) })]++
      }),
      { numRuns: draws(10_000), seed: 11 },
    )
    expect(seen.times).toBeGreaterThan(draws(1500))
    expect(seen.figure).toBeGreaterThan(draws(200))
  }, 60_000)

  it('an unknown peak is asked for by name, and so are cores, bandwidth and link', () => {
    const of = (id: string, paths: readonly string[], devices = 1) => {
      const own = scenario(id, 'llama-3.1-8b', { devices, tensorParallel: devices }, { concurrency: 4 })
      return evaluate({ ...own, hardware: without(own.hardware, paths) }).findings
    }
    const missing = (figure: string) =>
      expect.objectContaining({ code: 'figure-missing', parameters: expect.objectContaining({ figure }) })
    const peaks = Object.keys(hardware('h200-sxm').peaks).map((format) => `peaks.${format}`)
    expect(of('h200-sxm', peaks)).toContainEqual(missing('peak'))
    expect(of('h200-sxm', ['memory.hbm.bandwidth'])).toContainEqual(missing('bandwidth'))
    expect(of('cerebras-wse3', ['mesh.cores'])).toContainEqual(missing('cores'))
    expect(of('m2-ultra', [], 2)).toContainEqual(missing('link'))
  })

  it('a peak that is an estimate is marked, and widens the interval of prompts', () => {
    const own = scenario('m3-ultra', 'llama-3-8b', { devices: 1, tensorParallel: 1 }, { concurrency: 1 })
    const { findings } = evaluate(own)
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'figure-estimated', parameters: expect.objectContaining({ figure: 'peak' }) }),
    )
    const request = { mode: 'static', model: 'llama-3-8b', inputTokens: 8192, outputTokens: 16, batch: 1 }
    const answer = predictRequest({ ...request, hardware: 'm3-ultra' }, FACTS)
    if (!('ttft' in answer)) throw new Error(JSON.stringify(answer))
    // 8192 × 2 × 8 billion operations at 28.6 TFLOP/s and less: never the 0.19 s of a peak that is free.
    expect(answer.ttft).toBeGreaterThan(5)
    expect(answer.ttft).toBeLessThan(8)
    expect(answer.warnings).toContainEqual(expect.objectContaining({ code: 'warning.figureEstimated' }))
  })

  it.each([
    ['m2-ultra', 'llama-2-7b', 512, 0.33],
    ['m4-max', 'llama-2-7b', 512, 0.54],
  ])('%s reads a prompt of %s, %i tokens, in about %d s', (id, model, inputTokens, seconds) => {
    const answer = predictRequest(
      { mode: 'static', hardware: id, model, inputTokens, outputTokens: 2, batch: 1 },
      FACTS,
    )
    if (!('ttft' in answer)) throw new Error(JSON.stringify(answer))
    expect(Math.abs(answer.ttft / seconds - 1)).toBeLessThan(0.1)
  })

  it('a processor whose peak is estimated is slower than that peak, by no more than its software is', () => {
    const request = { mode: 'static', hardware: 'xeon-6980p', model: 'llama-3-8b' }
    const answer = predictRequest({ ...request, inputTokens: 8192, outputTokens: 2, batch: 1 }, FACTS)
    if (!('ttft' in answer)) throw new Error(JSON.stringify(answer))
    // 128 cores × 1,024 operations a cycle at 2 GHz would take 0.64 s; llama.cpp is far from that rate.
    expect(answer.ttft).toBeGreaterThan(0.64)
    expect(answer.ttft).toBeLessThan(6.4)
  })

  it('an unknown capacity leaves it open whether a model fits', () => {
    const request = { mode: 'static', model: 'llama-3-8b', inputTokens: 512, outputTokens: 16, batch: 1 }
    const answer = predictRequest({ ...request, hardware: 'epyc-9965' }, FACTS)
    expect(answer).toMatchObject({ fits: null })
  })

  it('two pools without a link between them are refused, not joined for free', () => {
    const pool = { workers: 1 }
    const answer = predictRequest(
      {
        mode: 'disaggregated',
        hardware: 'm2-ultra',
        model: 'llama-3-8b',
        inputTokens: 512,
        outputTokens: 16,
        concurrency: 4,
        prefill: pool,
        decode: pool,
      },
      FACTS,
    )
    expect(answer).toMatchObject({ error: { message: { code: 'figure-missing', parameters: { figure: 'link' } } } })
  })
})
