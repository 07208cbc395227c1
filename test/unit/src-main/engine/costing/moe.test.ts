import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrationFor } from '#main/engine/calibration/coefficients.ts'
import { expertsKernel, expertsKernelTime, moeTime, writeReached } from '#main/engine/costing/moe.ts'
import { createTiming } from '#main/engine/costing/timing.ts'
import { distinctExperts } from '#shared/domain/lowering/routing.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { bytesPerElement, type Precision } from '#shared/domain/precision.ts'
import { draws } from '../../../../support/draws.ts'
import { HARDWARE, hardware } from '../../../../support/engineScenarios.ts'

const out = createTiming()

describe('experts as they are served', () => {
  it('are never slower in a narrower format than in 16 bits, beyond the pass that quantises their tokens', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...[...HARDWARE.values()].filter(({ kind }) => kind !== 'wafer')),
        fc.constantFrom('vllm' as const, 'sglang' as const, 'trtllm' as const, null),
        fc.constantFrom<Precision>('fp8', 'nvfp4', 'mxfp4', 'int4'),
        fc.integer({ min: 1, max: 65_536 }),
        fc.constantFrom(1, 4, 8),
        fc.constantFrom([7168, 2048, 8, 256], [4096, 1536, 8, 128], [4096, 14_336, 2, 8], [2880, 2880, 4, 128]),
        (profile, software, narrow, tokens, expertParallel, [hidden = 0, intermediate = 0, topK = 0, experts = 0]) => {
          const machine = machineOf(profile)
          // A deployment of what nobody has published is refused by name.
          if (!Number.isFinite(machine.serving.bandwidth) || !(machine.peaks.bf16.rate > 0)) return
          const shape = { tokens, hidden, intermediate, topK, experts, tensorParallel: 1, expertParallel }
          const time = (precision: Precision): number => {
            const weightBytes = bytesPerElement(precision)
            moeTime(machine, calibrationFor(machine, software, precision), precision, { ...shape, weightBytes }, 1, out)
            return out.seconds
          }
          const { conversion } = calibrationFor(machine, software, narrow).gemm
          const pass = (conversion * tokens * hidden) / machine.serving.bandwidth
          expect(time(narrow)).toBeLessThanOrEqual((time('bf16') + pass) * (1 + 1e-9))
        },
      ),
      { numRuns: draws(1500) },
    )
  })

  it('take the faster of their narrow kernels and the 16-bit ones after that pass, as if both were timed', () => {
    const wide = createTiming()
    const reached = { pairs: 0, touched: 0, unevenness: 1 }
    let fallen = 0
    for (const id of ['b200-sxm', 'h100-sxm', 'mi355x']) {
      for (const software of ['vllm', 'sglang', 'trtllm'] as const) {
        for (let tokens = 1; tokens <= 65_536; tokens *= 2) {
          const machine = machineOf(hardware(id))
          const calibration = calibrationFor(machine, software, 'fp8')
          const layer = { weightBytes: 1, hidden: 7168, intermediate: 2048, topK: 8, experts: 256, tensorParallel: 1 }
          const shape = { ...layer, expertParallel: 8, tokens }
          moeTime(machine, calibration, 'fp8', shape, 1, out)
          if (calibration.wideExperts === null) continue
          writeReached(tokens, distinctExperts(256, 8, tokens) / 8, reached)
          expertsKernelTime(expertsKernel(machine, calibration.wideExperts, 'bf16', shape), reached, wide)
          const pass = (calibration.gemm.conversion * tokens * 7168) / 8 / machine.serving.bandwidth
          const widely = wide.seconds + pass
          expertsKernelTime(expertsKernel(machine, calibration.moe, 'fp8', shape), reached, wide)
          if (widely < wide.seconds) fallen++
          expect(out.seconds / Math.min(widely, wide.seconds)).toBeCloseTo(1, 12)
        }
      }
    }
    expect(fallen).toBeGreaterThan(0)
  })
})
