import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { weighPoints } from '#main/engine/validation/impossiblePoints.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import type { OwnPoint } from '#shared/domain/ownCalibration.ts'
import { wordingText } from '#shared/words/say.ts'
import type { Pool } from '#shared/domain/deployment.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { aggregatedRows, disaggregatedRows, type ServingRow } from '../../../../../scripts/calibrate/servingRows.ts'
import { deployment, hardware, HARDWARE, MODELS, scenario } from '../../../../support/engineScenarios.ts'

const ONE = {
  devices: 1,
  tensorParallel: 1,
  weightPrecision: 'bf16',
  activationPrecision: 'bf16',
  kvPrecision: 'bf16',
} as const
const own = scenario('h100-sxm', 'llama-3.1-8b', ONE)
const point = (more: Partial<OwnPoint>): OwnPoint => ({
  concurrency: 1,
  inputTokens: 1024,
  outputTokens: 128,
  tpot: null,
  ttft: null,
  outputTokensPerSecond: null,
  ...more,
})
const said = (of: typeof own, ...points: OwnPoint[]) =>
  weighPoints({ scenario: of, points }).impossible.map(wordingText)

describe('points below the limits of a device', () => {
  it('are told with what was measured, the least there is and what to look at', () => {
    // 15.0 GB of weights in the layers and 134 MB of cache over 3.35 TB/s.
    const [sentence] = said(own, point({ tpot: 0.0009 }))
    expect(sentence).toMatch(
      /^1 in flight with 1,024 tokens in and 128 out: 900\sµs per token is below the 4\.2\d?\sms /,
    )
    expect(sentence).toMatch(/Check the unit, the device, the model and its precision/)
    // 2 × 7 billion × 1,024 operations at 989 TFLOP/s.
    expect(said(own, point({ ttft: 0.005 }))[0]).toMatch(/5\.00\sms to the first token is below the 14\.\d+\sms/)
    // 16 × 128 tokens at 30,000 a second are 68 ms a request.
    expect(said(own, point({ concurrency: 16, outputTokensPerSecond: 30_000 }))[0]).toMatch(
      /its throughput gives 68\.3\sms/,
    )
  })

  it('are none of what the engine predicts for any load', () => {
    const loads = [1, 8, 64].flatMap((concurrency) => [128, 4096].map((inputTokens) => ({ concurrency, inputTokens })))
    for (const device of ['h100-sxm', 'b200-sxm', 'mi300x', 'rtx-4090']) {
      for (const name of ['llama-3.1-8b', 'qwen3-30b-a3b']) {
        const of = scenario(device, name, { ...ONE, weightPrecision: 'int4' })
        const points = loads.map((load) => {
          const workload = { ...load, outputTokens: 256, cachedShare: 0 }
          const { tpot, ttft } = evaluate({ ...of, workload }).metrics
          return point({ ...load, outputTokens: 256, tpot: tpot.value, ttft: ttft.value })
        })
        expect(said(of, ...points), `${device} ${name}`).toEqual([])
      }
    }
  })

  it('are left room for rounding, and are shared by the devices of a deployment', () => {
    const floor = /below the (\d+(?:\.\d+)?)\sms/.exec(said(own, point({ tpot: 0.001 }))[0] ?? '')?.[1]
    expect(said(own, point({ tpot: (0.995 * Number(floor)) / 1000 }))).toEqual([])
    const eight = scenario('h100-sxm', 'llama-3.1-8b', { ...ONE, devices: 8, tensorParallel: 8 })
    expect(said(eight, point({ tpot: 0.0009 }))).toEqual([])
    expect(said(eight, point({ tpot: 0.0003 }))).toHaveLength(1)
  })
})

describe('a prompt that is read on another device', () => {
  it('is held against what that one multiplies', () => {
    const pool = (workers: number) => ({
      ...{ workers, tensorParallel: 1, pipelineParallel: 1, dataParallel: 1, expertParallel: 1, contextParallel: 1 },
      batch: 1,
    })
    const formats = { weightPrecision: 'bf16', activationPrecision: 'bf16', kvPrecision: 'bf16' } as const
    const pools = { prefill: pool(1), decode: pool(1) }
    const split = scenario('l4', 'llama-3.1-8b', { serving: 'disaggregated', devices: 2, pools, ...formats })
    const quick = point({ ttft: 0.03 })
    // 14.3 TFLOP take an L4 0.12 s, and an H100 14.5 ms.
    expect(said(split, quick)[0]).toContain('to the first token is below')
    const place = { hardware: hardware('h100-sxm'), ...formats, software: null, softwareVersion: null }
    expect(said({ ...split, prefill: place }, quick)).toEqual([])
  })
})

describe('loads above the memory', () => {
  const many = point({ concurrency: 16, inputTokens: 250_000, outputTokens: 1000 })

  it('that came through faster than memory lets them are told with what they take and what is left', () => {
    const [sentence] = said(own, { ...many, outputTokensPerSecond: 3267 })
    // 16 × 250,500 tokens × 131,072 bytes; 85.5 GB less 16.1 GB of weights hold two such requests.
    expect(sentence).toMatch(/KV cache takes 525\sGB, and 69\.5\sGB .* only 2 such requests are held at once/)
    expect(sentence).toMatch(/takes at least \d+(?:\.\d+)?\ss on NVIDIA H100.* and 4\.90\ss was measured/)
    expect(said(own, { ...many, ttft: 4, tpot: 0.02 })[0]).toContain('held at once')
  })

  it('that came through slowly are points of requests that waited, and told so', () => {
    const slow = { ...many, outputTokensPerSecond: 50 }
    const { possible, told } = weighPoints({ scenario: own, points: [slow] })
    expect(possible).toEqual([slow])
    expect(told.map(wordingText)).toEqual([
      '16 in flight with 250,000 tokens in and 1,000 out: one is served at once by the memory of the scenario, and the others are taken to have waited.',
    ])
    expect(weighPoints({ scenario: own, points: [{ ...slow, concurrency: 1 }] }).told).toEqual([])
  })

  it('are not judged where the weights are held otherwise than the run held them', () => {
    // 141 GB of weights on 86 GB: the run was of another precision, and its cache fits by itself.
    const large = scenario('h100-sxm', 'llama-3.1-70b', ONE)
    expect(weighPoints({ scenario: large, points: [point({ concurrency: 4, tpot: 0.06 })] })).toMatchObject({
      impossible: [],
      told: [],
    })
  })
})

describe('prompts beyond the peak', () => {
  it('are told as a rate: together they are multiplied no faster than one after the other', () => {
    // 100 prompts a second of 4,096 tokens are 5.7e15 operations a second, at 989 TFLOP/s.
    const cached = point({ concurrency: 64, inputTokens: 4096, outputTokens: 10, outputTokensPerSecond: 1000 })
    expect(said(own, cached)[0]).toMatch(/410,000\stok\/s of prompts is above the 70,\d00\stok\/s/)
    expect(said(own, { ...cached, outputTokensPerSecond: 150 })).toEqual([])
  })
})

describe('runs that guessed tokens ahead', () => {
  const speculative = scenario('h100-sxm', 'llama-3.1-8b', {
    ...ONE,
    speculation: { draftTokens: 3, acceptance: 0.7, draftCost: 0 },
  })

  it('are none of a scenario that does not, whatever their times', () => {
    expect(said(own, point({ tpot: 0.02, tokensPerStep: 2.5 }))[0]).toMatch(
      /2\.5 tokens came in a step, so the run guessed ahead/,
    )
    expect(said(own, point({ tpot: 0.02, tokensPerStep: 1.01 }))).toEqual([])
  })

  it('are those of one that guesses as well as they did', () => {
    // 1 + 0.7 + 0.49 + 0.343 = 2.53 tokens a step, each of which has its share of the floor.
    expect(said(speculative, point({ tpot: 0.0025, tokensPerStep: 2.5 }))).toEqual([])
    expect(said(speculative, point({ tpot: 0.0012, tokensPerStep: 2.5 }))[0]).toMatch(/below the 1\.\d+\sms/)
    expect(said(speculative, point({ tpot: 0.0025, tokensPerStep: 3.6 }))[0]).toMatch(/3\.6 tokens .* gives 2\.53/)
  })
})

const MEASURED = fileURLToPath(new URL('../../../../../../shared/measured', import.meta.url))
const here = existsSync(MEASURED)
if (!here) console.log('skipped: ../shared/measured is not there')

/** The scenario a public run was made on; null: a device or model the library does not have. */
function scenarioOf(row: ServingRow): Pick<ResolvedScenario, 'hardware' | 'model' | 'deployment' | 'prefill'> | null {
  const [hardware, model] = [HARDWARE.get(row.hardware), MODELS.get(row.model)]
  if (!hardware || !model) return null
  const { tensorParallel, pipelineParallel, dataParallel, expertParallel, weights, kv, pools } = row
  const total = (pool: Pool) =>
    pool.workers * pool.tensorParallel * pool.pipelineParallel * pool.dataParallel * pool.contextParallel
  const devices =
    pools === null ? tensorParallel * pipelineParallel * dataParallel : total(pools.prefill) + total(pools.decode)
  return {
    hardware,
    model,
    prefill: null,
    deployment: deployment({
      serving: row.mode,
      ...{ devices, tensorParallel, pipelineParallel, dataParallel, expertParallel, pools },
      weightPrecision: weights,
      activationPrecision: weights === 'int4' ? 'bf16' : weights,
      kvPrecision: kv,
    }),
  }
}

describe.skipIf(!here)('public runs', () => {
  const runs = here ? [...aggregatedRows(MEASURED), ...disaggregatedRows(MEASURED, () => undefined)] : []

  /** How many are weighed and refused where every time is so many times what was measured. */
  function refusedOf(times: number): { weighed: number; refused: number; why: Record<string, number> } {
    const why = new Map<string, number>()
    let weighed = 0
    for (const row of runs) {
      const of = scenarioOf(row)
      if (of === null) continue
      weighed += 1
      const { concurrency, inputTokens, outputTokens } = row
      const [tpot, ttft] = [row.tpot, row.ttft].map((time) => (time === null ? null : time * times)) as [number, number]
      const measured = { concurrency, inputTokens, outputTokens, tpot, ttft, outputTokensPerSecond: null }
      for (const { code } of weighPoints({ scenario: of, points: [measured] }).impossible) {
        why.set(code, (why.get(code) ?? 0) + 1)
      }
    }
    return { weighed, refused: [...why.values()].reduce((sum, count) => sum + count, 0), why: Object.fromEntries(why) }
  }

  it('are hardly ever refused: at most one in a thousand', () => {
    const { weighed, refused, why } = refusedOf(1)
    console.log(`${refused} of ${weighed} public runs are refused`, why)
    expect(weighed).toBeGreaterThan(1000)
    expect(refused / weighed).toBeLessThan(0.001)
  })

  it('are all refused with times in another unit', () => {
    const { weighed, refused } = refusedOf(1e-3)
    expect(refused / weighed).toBeGreaterThan(0.99)
  })
})
