import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { calibrationFor } from '#main/engine/calibration/coefficients.ts'
import { meshGemvTime, meshLayerTime, meshSide } from '#main/engine/costing/mesh.ts'
import { createTiming } from '#main/engine/costing/timing.ts'
import { machineOf } from '#main/engine/machine/machine.ts'

const machine = machineOf(
  JSON.parse(
    readFileSync(new URL('../../../../../resources/library/hardware/cerebras-wse2.json', import.meta.url), 'utf8'),
  ) as HardwareProfile,
)
const calibration = calibrationFor(machine, 'wafer', 'bf16')
const out = createTiming()

/** Llama-3-8B at a context of 4,096: 218.1 M parameters and 1,024 × 2 KV elements per token in each of 32 layers. */
function decodeSpeed(side: number): number {
  const bytes = 2 * (218.1e6 + 2048 * 4096)
  meshLayerTime(machine, calibration, 'bf16', bytes, 2 * 218.1e6 + 4 * 4096 * 4096, side, 1, 4096, out)
  return 1 / (32 * out.seconds)
}

describe('meshLayerTime', () => {
  it('agrees with WaferLLM on WSE-2: tokens/s of Llama-3-8B at batch 1 (OSDI 2025, table 4)', () => {
    for (const [side, measured] of [
      [420, 2699.9],
      [540, 2501.5],
      [660, 2243.3],
    ] as const) {
      expect(Math.abs(decodeSpeed(side) / measured - 1)).toBeLessThan(0.15)
    }
  })

  it('agrees with its prefill (table 3), where more cores do help', () => {
    const rate = (side: number): number => {
      const flops = 4096 * (2 * 218.1e6 + 4 * 4096 * 2048)
      meshLayerTime(machine, calibration, 'bf16', 2 * 218.1e6, flops, side, 4096, 4096, out)
      return 4096 / (32 * out.seconds)
    }
    expect(Math.abs(rate(480) / 20320.6 - 1)).toBeLessThan(0.15)
    expect(Math.abs(rate(600) / 25037.2 - 1)).toBeLessThan(0.15)
  })

  it('is slower on more cores in decode: the mesh binds, not the SRAM', () => {
    expect(decodeSpeed(700)).toBeLessThan(decodeSpeed(450))
    expect(out.cache).toBeGreaterThan(5 * out.memory)
  })
})

describe('meshGemvTime', () => {
  it('is near the published products of 16K and 32K (table 6: 1.2 and 2.03 µs)', () => {
    for (const [size, measured] of [
      [16384, 1.2e-6],
      [32768, 2.03e-6],
    ] as const) {
      meshGemvTime(machine, calibration, 'bf16', 2, size, size, 750, out)
      expect(Math.abs(out.seconds / measured - 1)).toBeLessThan(0.3)
    }
  })
})

describe('meshSide', () => {
  it('takes as few cores as hold the bytes, up to the largest square', () => {
    const small = meshSide(machine, calibration, 4e9)
    const large = meshSide(machine, calibration, 16e9)
    expect(small).toBeLessThan(large)
    expect(large).toBeGreaterThan(500)
    expect(large).toBeLessThan(650)
    expect(meshSide(machine, calibration, 1e15)).toBeCloseTo(749, 0)
  })
})
