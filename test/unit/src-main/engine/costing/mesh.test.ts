import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { calibrationFor } from '#main/engine/calibration/coefficients.ts'
import { meshOperatorTime, meshSide } from '#main/engine/costing/mesh.ts'
import { createTiming } from '#main/engine/costing/timing.ts'
import { machineOf } from '#main/engine/machine/machine.ts'

const machine = machineOf(
  JSON.parse(
    readFileSync(new URL('../../../../../resources/library/hardware/cerebras-wse2.json', import.meta.url), 'utf8'),
  ) as HardwareProfile,
)
const calibration = calibrationFor(machine, 'wafer', 'bf16')
const out = createTiming()
/** A whole layer makes all crossings. */
const layer = { traversals: calibration.mesh.traversals, hidden: 4096 }

/** Llama-3-8B at a context of 4,096: 218.1 M parameters and 1,024 × 2 KV elements per token in each of 32 layers. */
function decodeSpeed(side: number): number {
  const bytes = 2 * (218.1e6 + 2048 * 4096)
  const flops = 2 * 218.1e6 + 4 * 4096 * 4096
  meshOperatorTime(machine, calibration, 'bf16', { ...layer, bytes, flops, side, tokens: 1 }, out)
  return 1 / (32 * out.seconds)
}

describe('meshOperatorTime of a layer', () => {
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
      const bytes = 2 * 218.1e6
      meshOperatorTime(machine, calibration, 'bf16', { ...layer, bytes, flops, side, tokens: 4096 }, out)
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
