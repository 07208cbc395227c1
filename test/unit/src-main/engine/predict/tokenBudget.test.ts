import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { predictRequest } from '#main/engine/predict/predict.ts'
import { FACTS } from '../../../../support/engineScenarios.ts'

const CASE = fileURLToPath(new URL('../../../../../../shared/cases/13-prefill-saturated/input.jsonl', import.meta.url))
const here = existsSync(CASE)
if (!here) process.stdout.write('skipped: the public cases are not beside the repository (../shared/cases)\n')

/** Seconds between tokens that were measured (ai-dynamo/aiconfigurator issue 1148), by the id of the request. */
const MEASURED: Readonly<Record<string, number>> = { c32: 0.2368, c64: 0.3088 }

function answer(request: unknown) {
  const given = predictRequest(request, FACTS)
  if (!('ttft' in given)) throw new Error(JSON.stringify(given))
  return given
}

describe.skipIf(!here)('long prompts with short answers, on one H200', () => {
  const requests = here
    ? readFileSync(CASE, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { readonly id: string })
    : []

  it('hold both measurements, and two loads are two times', () => {
    expect(requests).toHaveLength(2)
    const times = requests.map((request) => {
      const { tpot, interval } = answer(request)
      const measured = MEASURED[request.id] ?? Number.NaN
      expect(measured, request.id).toBeGreaterThan(interval.tpot[0])
      expect(measured, request.id).toBeLessThan(interval.tpot[1])
      return tpot
    })
    expect((times[1] ?? 0) / (times[0] ?? 1)).toBeGreaterThan(1.02)
  })

  it('with a step of 12,288 tokens are within a tenth of both', () => {
    for (const request of requests) {
      const { tpot } = answer({ ...request, stepTokenBudget: 12_288 })
      expect(Math.abs(tpot / (MEASURED[request.id] ?? Number.NaN) - 1), request.id).toBeLessThan(0.1)
    }
  })
})

describe('the tokens a step may hold', () => {
  const saturated = {
    mode: 'aggregated',
    hardware: 'h100-sxm',
    software: 'vllm',
    model: 'llama-3.1-8b',
    concurrency: 128,
    inputTokens: 4096,
    outputTokens: 32,
  }

  it('bound the step where prompts fill it: the time between tokens grows with them, and nothing changes once all fit', () => {
    const at = (stepTokenBudget: number) => answer({ ...saturated, stepTokenBudget }).tpot
    const times = [1024, 2048, 4096, 8192].map(at)
    times.slice(1).forEach((time, index) => expect(time).toBeGreaterThan(1.4 * (times[index] ?? 0)))
    const light = { ...saturated, concurrency: 2, outputTokens: 1024 }
    const roomy = [16_384, 65_536].map((stepTokenBudget) => answer({ ...light, stepTokenBudget }).tpot)
    expect(roomy[1]).toBeCloseTo(roomy[0] ?? Number.NaN, 9)
  })

  it('decide how often the host starts a prompt: small steps lengthen the first token of a lone request', () => {
    const lone = { ...saturated, concurrency: 1, inputTokens: 16_384 }
    const small = answer({ ...lone, stepTokenBudget: 512 })
    const large = answer({ ...lone, stepTokenBudget: 16_384 })
    expect(small.ttft).toBeGreaterThan(1.2 * large.ttft)
    expect(answer(lone).ttft).toBeLessThanOrEqual(small.ttft)
  })

  it('are refused where they are none', () => {
    for (const stepTokenBudget of [0, -1, 1.5, 'many']) {
      expect(predictRequest({ ...saturated, stepTokenBudget }, FACTS)).toHaveProperty('error.code', 'invalid-input')
    }
  })

  it('a budget below the least chunk is kept to', () => {
    const { tpot } = answer({ ...saturated, stepTokenBudget: 256 })
    expect(tpot).toBeLessThan(answer({ ...saturated, stepTokenBudget: 512 }).tpot)
  })
})
