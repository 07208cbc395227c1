import { describe, expect, it } from 'vitest'
import { localStack } from '#main/engine/calibration/llamaCpp.ts'
import { LLAMA_CPP_CLASSES, llamaCppClassOf, productRate } from '#main/engine/calibration/llamaCppClass.ts'
import { LLAMA_CPP_ENTRIES } from '#main/engine/calibration/llamaCppTable.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { predictRequest } from '#main/engine/predict/predict.ts'
import type { Precision } from '#shared/domain/precision.ts'
import type { Software } from '#shared/domain/software.ts'
import { FACTS, hardware, HARDWARE, MODELS } from '../../../../support/engineScenarios.ts'

const machine = (id: string) => machineOf(hardware(id))
const by = (software: Software | null, serving: 'static' | 'aggregated' = 'static') => ({
  software,
  serving,
  stack: null,
  softwareVersion: null,
})

const MODEL = MODELS.get('llama-2-7b') ?? never()

function never(): never {
  throw new Error('not in the library')
}

/** Seconds a token and of a first token under llama.cpp. */
function run(id: string, weightDtype: Precision, model = 'llama-2-7b', inputTokens = 1, outputTokens = 128) {
  const request = {
    mode: 'static',
    hardware: id,
    software: 'llamacpp',
    model,
    weightDtype,
    kvDtype: 'fp16',
    batch: 1,
    inputTokens,
    outputTokens,
  }
  const answer = predictRequest(request, FACTS)
  if (!('tpot' in answer)) throw new Error(JSON.stringify(answer))
  return answer
}

describe('llama.cpp', () => {
  it('knows every kind of device it has kernels for, and no other', () => {
    const kinds = ['m2-ultra', 'rtx-4090', 'rtx-5090', 'l40s', 'l4', 'h100-sxm', 'mi300x', 'epyc-9965', 'tpu-v6e']
    expect(kinds.map((id) => llamaCppClassOf(machine(id)))).toEqual([
      'apple',
      'geforce',
      'geforce',
      'workstation',
      'workstation',
      'hbm',
      'hbm',
      'cpu',
      null,
    ])
    expect([...LLAMA_CPP_ENTRIES.keys()]).toEqual(LLAMA_CPP_CLASSES)
  })

  it('reaches shares of physical peaks', () => {
    for (const entry of LLAMA_CPP_ENTRIES.values()) {
      const shares = [entry.memoryQuantised, entry.memoryPlain, entry.cache, entry.promptQuantised, entry.promptPlain]
      for (const share of [...shares, entry.attention]) {
        expect(share).toBeGreaterThan(0)
        expect(share).toBeLessThanOrEqual(1)
      }
      expect(entry.perLayer).toBeGreaterThan(0)
      for (const { p10, p90 } of [entry.decode, entry.prompt]) expect(p10).toBeLessThanOrEqual(p90)
      for (const id of entry.devices) expect(llamaCppClassOf(machine(id))).toBe(entry.class)
    }
    // Products of one warp, where the peak takes four warps together.
    expect(productRate(machine('h100-sxm'))).toBeLessThan(machine('h100-sxm').peaks.bf16.rate)
    expect(productRate(machine('rtx-4090'))).toBe(machine('rtx-4090').peaks.bf16.rate)
  })

  it('decodes a 7B model as the public runs of 2026 did, within 15 %', () => {
    for (const [id, weights, rate] of [
      ['rtx-4090', 'int4', 186.21],
      ['m2-ultra', 'bf16', 41.02],
      ['m2-ultra', 'int8', 66.64],
      ['m2-ultra', 'int4', 94.27],
      ['m4-max', 'int4', 83.06],
      ['h100-sxm', 'int4', 267.81],
      ['a100-sxm-80', 'int4', 190.88],
    ] as const) {
      expect(Math.abs(run(id, weights).tpot * rate - 1), `${id} ${weights}`).toBeLessThan(0.15)
    }
    // A card whose run no fit has seen: Qwen3-8B at 222 tokens/s.
    expect(Math.abs(run('rtx-5090', 'int4', 'qwen3-8b').tpot * 221.7 - 1)).toBeLessThan(0.15)
  })

  it('reads prompts as they did, within 25 %: unpacking costs a share of the products', () => {
    for (const [id, weights, rate] of [
      ['rtx-4090', 'int4', 11_992.7],
      ['m2-ultra', 'bf16', 1401.85],
      ['m2-ultra', 'int4', 1238.48],
      ['m4-max', 'bf16', 922.83],
      ['h100-sxm', 'int4', 9918.34],
    ] as const) {
      const { ttft } = run(id, weights, 'llama-2-7b', 512, 2)
      expect(Math.abs((ttft * rate) / 512 - 1), `${id} ${weights}`).toBeLessThan(0.25)
    }
  })

  it('is what runs without a named stack where nothing else does, and nowhere else', () => {
    const runs = (id: string, ...named: Parameters<typeof by>) =>
      localStack(machine(id), by(...named), MODEL, 'int4')?.serving.software ?? null
    expect(runs('m2-ultra', null)).toBe('llamacpp')
    expect(runs('m2-ultra', null, 'aggregated')).toBe('llamacpp')
    expect(runs('rtx-4090', null)).toBe('llamacpp')
    expect(runs('rtx-4090', null, 'aggregated')).toBeNull()
    expect(runs('a100-sxm-80', null)).toBeNull()
    expect(runs('a100-sxm-80', 'llamacpp')).toBe('llamacpp')
    expect(runs('m2-ultra', 'vllm')).toBeNull()
    expect(runs('tpu-v6e', 'llamacpp')).toBeNull()
  })

  it('keeps the server of 2024 apart: 16-bit weights on the devices it was measured on', () => {
    const source = (id: string, weights: Precision) => localStack(machine(id), by('llamacpp'), MODEL, weights)
    expect(source('h100-sxm', 'bf16')).toBeNull()
    expect(source('h100-sxm', 'int4')?.serving.source).toBe('fitted')
    expect(source('h100-pcie', 'bf16')?.serving.source).toBe('fitted')
    expect(source('mi325x', 'bf16')?.serving.source).toBe('sameVendor')
  })

  it('is never slower with more bandwidth, and never faster than its bytes allow', () => {
    for (const profile of HARDWARE.values()) {
      const here = machineOf(profile)
      if (llamaCppClassOf(here) === null || !(here.serving.bandwidth > 0) || !(productRate(here) > 0)) continue
      for (const weights of ['bf16', 'int8', 'int4'] as const) {
        const { tpot } = run(profile.id, weights)
        expect(tpot).toBeGreaterThan(
          (6.4e9 * (weights === 'bf16' ? 2 : weights === 'int8' ? 1 : 0.5)) / here.serving.bandwidth,
        )
      }
      expect(run(profile.id, 'int4').tpot).toBeLessThanOrEqual(run(profile.id, 'int8').tpot)
    }
  })
})
