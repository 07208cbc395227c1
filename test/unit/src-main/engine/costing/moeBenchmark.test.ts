import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { calibrationFor } from '#main/engine/calibration/coefficients.ts'
import { moeTime } from '#main/engine/costing/moe.ts'
import { distinctExperts } from '#shared/domain/lowering/routing.ts'
import { moeBenchmarkTime } from '#main/engine/costing/moeBenchmark.ts'
import { createTiming } from '#main/engine/costing/timing.ts'
import { machineOf } from '#main/engine/machine/machine.ts'

const machine = machineOf(
  JSON.parse(
    readFileSync(new URL('../../../../../resources/library/hardware/h100-sxm.json', import.meta.url), 'utf8'),
  ) as HardwareProfile,
)
const calibration = calibrationFor(machine, 'vllm', 'bf16')
const out = createTiming()

const layer = { weightBytes: 2, hidden: 4096, intermediate: 1536, topK: 8, experts: 128, tensorParallel: 1 }

const benchmark = (tokens: number, expertParallel: number, exponent: number): number => {
  moeBenchmarkTime(machine, calibration, 'bf16', { ...layer, tokens, expertParallel }, exponent, out)
  return out.seconds
}

describe('distinctExperts', () => {
  it('is one choice of k for one token and all experts for many', () => {
    expect(distinctExperts(256, 8, 1)).toBeCloseTo(8, 9)
    expect(distinctExperts(256, 8, 1e6)).toBeCloseTo(256, 6)
    expect(distinctExperts(8, 8, 1)).toBe(8)
  })
})

describe('moeTime', () => {
  it('reads fewer weights when few tokens touch few experts', () => {
    const run = (tokens: number): number => {
      moeTime(machine, calibration, 'bf16', { ...layer, tokens, expertParallel: 1 }, 1, out)
      return out.memory
    }
    expect(run(1)).toBeLessThan(run(128) / 8)
  })

  it('loads the busiest device by the skew, at most with everything', () => {
    const run = (skew: number): number => {
      moeTime(machine, calibration, 'bf16', { ...layer, tokens: 16384, expertParallel: 8 }, skew, out)
      return out.compute
    }
    expect(run(2) / run(1)).toBeGreaterThan(1.5)
    expect(run(64)).toBe(run(8))
  })
})

describe('moeBenchmarkTime', () => {
  it('touches every expert when balanced and fewer under a power law', () => {
    benchmark(16, 1, 1)
    const balanced = out.memory
    benchmark(16, 1, 1.2)
    expect(out.memory).toBeLessThan(balanced)
  })

  it('times the busiest shard under a power law', () => {
    expect(benchmark(16384, 8, 1.2)).toBeGreaterThan(benchmark(16384, 8, 1) * 1.2)
  })
})
