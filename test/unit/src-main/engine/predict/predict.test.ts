import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { predictLine, predictRequest } from '#main/engine/predict/predict.ts'
import { FACTS } from '../../../../support/engineScenarios.ts'
import { draws } from '../../../../support/draws.ts'
import { inWords } from '#shared/words/inWords.ts'
import { LONGEST_LINE } from '#shared/domain/longestLine.ts'
import { wordingText } from '#shared/words/say.ts'

const aggregated = {
  id: 1,
  mode: 'aggregated',
  hardware: 'h100-sxm',
  software: 'vllm',
  model: 'llama-3.1-70b',
  weightDtype: 'fp8',
  kvDtype: 'fp8',
  devices: 8,
  tp: 8,
  pp: 1,
  dp: 1,
  ep: 1,
  concurrency: 64,
  inputTokens: 1024,
  outputTokens: 1024,
}

function text(answer: unknown): string {
  return JSON.stringify(answer)
}

describe('serving modes', () => {
  it('aggregated: every field of the protocol, and times that add up', () => {
    const answer = predictRequest(aggregated, FACTS)
    if (!('ttft' in answer)) throw new Error(text(answer))
    expect(answer.id).toBe(1)
    expect(answer.e2e).toBeCloseTo(answer.ttft + 1023 * answer.tpot, 9)
    expect(answer.interval.tpot[0]).toBeLessThan(answer.tpot)
    expect(answer.interval.tpot[1]).toBeGreaterThan(answer.tpot)
    expect(answer.fits).toBe(true)
    expect(answer.movementShare).toBeGreaterThan(0)
    expect(answer.movementShare).toBeLessThanOrEqual(1)
    // 35 GB of weights a step over eight devices at 3.35 TB/s: the wall.
    expect(answer.decodeStep).toBeGreaterThan(70e9 / 8 / 3.35e12)
  })

  it('static: the prompt of the whole batch, then the mean step', () => {
    const request = {
      id: 's',
      mode: 'static',
      hardware: 'a100-sxm-80',
      model: 'llama-2-7b',
      weightDtype: 'bf16',
      kvDtype: 'bf16',
      devices: 1,
      tp: 1,
      pp: 1,
      dp: 1,
      ep: 1,
      batch: 16,
      inputTokens: 128,
      outputTokens: 128,
    }
    const answer = predictRequest(request, FACTS)
    if (!('prefill' in answer)) throw new Error(text(answer))
    expect(answer.ttft).toBe(answer.prefill)
    expect(answer.decodeStep).toBeGreaterThan(13.4e9 / 2.04e12)
    const double = predictRequest({ ...request, batch: 32 }, FACTS)
    if (!('prefill' in double)) throw new Error(text(double))
    expect(double.prefill).toBeGreaterThan(answer.prefill)
  })

  it('disaggregated: pools that match, and a named bottleneck', () => {
    const answer = predictRequest(
      {
        id: 2,
        mode: 'disaggregated',
        hardware: 'b200-sxm',
        software: 'trtllm',
        model: 'deepseek-v3',
        weightDtype: 'nvfp4',
        kvDtype: 'fp8',
        prefill: { workers: 2, tp: 4, pp: 1, dp: 1, ep: 1, batch: 1 },
        decode: { workers: 1, tp: 1, pp: 1, dp: 8, ep: 8, batch: 64 },
        concurrency: 64,
        inputTokens: 8192,
        outputTokens: 1024,
      },
      FACTS,
    )
    if (!('ttft' in answer)) throw new Error(text(answer))
    expect(answer.warnings.map(wordingText).join(' ')).toMatch(/Bottleneck: (prefill|decode|link)/)
    // Little's law over the whole loop.
    expect((answer.outputTokensPerSecond / 1024) * answer.e2e).toBeLessThanOrEqual(64 * 1.001)
  })

  it('disaggregated: a decode limit that the load exceeds is read as that of each attention rank', () => {
    const ask = (batch: number) => {
      const answer = predictRequest(
        {
          mode: 'disaggregated',
          hardware: 'b200-sxm',
          software: 'trtllm',
          model: 'deepseek-v3',
          weightDtype: 'nvfp4',
          kvDtype: 'fp8',
          prefill: { workers: 4, tp: 1, pp: 1, dp: 4, ep: 4, batch: 1 },
          decode: { workers: 1, tp: 1, pp: 1, dp: 8, ep: 8, batch },
          concurrency: 256,
          inputTokens: 1024,
          outputTokens: 1024,
        },
        FACTS,
      )
      if (!('ttft' in answer)) throw new Error(text(answer))
      return answer
    }
    expect(ask(32).tpot).toBe(ask(256).tpot)
    expect(ask(32).ttft).toBe(ask(256).ttft)
    // A limit the ranks could not meet either makes requests wait.
    expect(ask(8).ttft).toBeGreaterThan(3 * ask(32).ttft)
  })

  it('takes a Hugging Face configuration, and treats it like the library’s model', () => {
    const config = {
      model_type: 'llama',
      hidden_size: 8192,
      intermediate_size: 28672,
      num_attention_heads: 64,
      num_key_value_heads: 8,
      num_hidden_layers: 80,
      vocab_size: 128256,
      tie_word_embeddings: false,
    }
    const given = predictRequest({ ...aggregated, model: { config } }, FACTS)
    const named = predictRequest(aggregated, FACTS)
    expect(given).toEqual(named)
  })
})

describe('operators', () => {
  it.each([
    { op: 'gemm', hardware: 'h200-sxm', software: 'vllm', dtype: 'fp8', m: 64, n: 8192, k: 8192 },
    {
      op: 'attention_decode',
      hardware: 'h100-sxm',
      software: 'vllm',
      dtype: 'bf16',
      kvDtype: 'bf16',
      batch: 8,
      queryLength: 1,
      kvLength: 4096,
      queryHeads: 32,
      kvHeads: 8,
      headSize: 128,
    },
    {
      op: 'attention_prefill',
      hardware: 'h100-sxm',
      dtype: 'bf16',
      kvDtype: 'bf16',
      batch: 1,
      queryLength: 4096,
      kvLength: 4096,
      queryHeads: 32,
      kvHeads: 8,
      headSize: 128,
    },
    {
      op: 'mla_decode',
      hardware: 'h200-sxm',
      dtype: 'bf16',
      kvDtype: 'bf16',
      batch: 8,
      queryLength: 1,
      kvLength: 4096,
      queryHeads: 16,
    },
    {
      op: 'mla_prefill',
      hardware: 'h200-sxm',
      dtype: 'bf16',
      kvDtype: 'bf16',
      batch: 1,
      queryLength: 1024,
      kvLength: 1024,
      queryHeads: 16,
    },
    {
      op: 'moe',
      hardware: 'b200-sxm',
      software: 'trtllm',
      dtype: 'bf16',
      tokens: 128,
      hidden: 7168,
      intermediate: 2048,
      topK: 8,
      experts: 256,
      tp: 1,
      ep: 8,
      skew: 1.2,
    },
    { op: 'all_reduce', hardware: 'h100-sxm', software: 'nccl', devices: 8, bytes: 1048576 },
    { op: 'all_gather', hardware: 'h100-sxm', devices: 8, bytes: 1048576 },
    { op: 'reduce_scatter', hardware: 'h100-sxm', devices: 8, bytes: 1048576 },
    { op: 'all_to_all', hardware: 'h100-sxm', devices: 8, bytes: 1048576 },
  ])('$op has seconds inside an interval', (request) => {
    const answer = predictRequest({ id: 4, ...request }, FACTS)
    if (!('seconds' in answer)) throw new Error(text(answer))
    expect(answer.seconds).toBeGreaterThan(1e-7)
    expect(answer.seconds).toBeLessThan(1)
    expect(answer.interval[0]).toBeLessThanOrEqual(answer.seconds)
    expect(answer.interval[1]).toBeGreaterThanOrEqual(answer.seconds)
  })
})

describe('bad lines', () => {
  it.each([
    ['{"id":1,', 'JSON'],
    ['[1,2]', 'one JSON object'],
    ['{"id":1}', '"mode"'],
    ['{"id":1,"mode":"later"}', 'mode'],
    [JSON.stringify({ ...aggregated, concurrency: 0 }), 'concurrency'],
    [JSON.stringify({ ...aggregated, inputTokens: -5 }), 'inputTokens'],
    [JSON.stringify({ ...aggregated, tp: 3, devices: 3 }), 'does not divide'],
    [JSON.stringify({ ...aggregated, hardware: 'h100' }), 'h100-sxm'],
    [JSON.stringify({ ...aggregated, model: 'lama-3.1-70b' }), 'llama-3.1-70b'],
    [JSON.stringify({ ...aggregated, model: { config: { model_type: 'mystery' } } }), 'mystery'],
    [JSON.stringify({ ...aggregated, model: { config: { model_type: 'llama' } } }), 'num_hidden_layers'],
    ['{"id":1,"__proto__":{"mode":"static"}}', '"mode"'],
    ['x'.repeat(LONGEST_LINE + 1), 'longer'],
  ])('%.60s gets an error that says what to do', (line, part) => {
    const answer = predictLine(line, FACTS)
    if (!('error' in answer)) throw new Error(text(answer))
    const message = inWords(answer.error.message)
    expect(message).toContain(part)
    expect(message).toMatch(/\.$/)
  })

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.json(), (line) => {
        expect(predictLine(line, FACTS)).toHaveProperty('id')
      }),
      { numRuns: draws(500), seed: 1 },
    )
  })
})

describe('what a request may hold beside the protocol', () => {
  it('passes over unknown fields and says so, for modes and operators alike', () => {
    const served = predictRequest({ ...aggregated, batchSize: 4 }, FACTS)
    const said = inWords(served) as { readonly warnings: readonly string[] }
    expect(said.warnings).toContain('Not a field of this request, and ignored: batchSize.')
    const operator = { op: 'mla_decode', hardware: 'h200-sxm', batch: 8, kvLength: 4096, queryHeads: 16, headSize: 128 }
    const answer = predictRequest(operator, FACTS)
    expect(inWords(answer)).toMatchObject({ warnings: ['Not a field of this request, and ignored: headSize.'] })
    const { headSize: _, ...known } = operator
    expect('warnings' in predictRequest(known, FACTS)).toBe(false)
  })

  it('takes block-scaled fp8 as a format of products, with coefficients of its own', () => {
    const gemm = { op: 'gemm', hardware: 'h200-sxm', software: 'vllm', m: 64, n: 4096, k: 7168 }
    const plain = predictRequest({ ...gemm, dtype: 'fp8' }, FACTS)
    const block = predictRequest({ ...gemm, dtype: 'fp8_block' }, FACTS)
    if (!('seconds' in plain) || !('seconds' in block)) throw new Error(text([plain, block]))
    expect(block.seconds).not.toBe(plain.seconds)
  })

  it('takes fp8 experts of a wide model as the block-scaled ones that are served', () => {
    const shape = { tokens: 64, hidden: 7168, intermediate: 2048, topK: 8, experts: 256, ep: 8 }
    const moe = { op: 'moe', hardware: 'h200-sxm', software: 'vllm', ...shape }
    const answer = predictRequest({ ...moe, dtype: 'fp8' }, FACTS)
    if (!('seconds' in answer)) throw new Error(text(answer))
    // The measured kernel of this shape takes 0.387 ms.
    expect(Math.abs(answer.seconds / 0.38e-3 - 1)).toBeLessThan(0.1)
    expect(predictRequest({ ...moe, dtype: 'fp8_block' }, FACTS)).toEqual(answer)
  })
})
