import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copiesSent } from '#shared/domain/lowering/routing.ts'
import { calibrationFor } from '#main/engine/calibration/coefficients.ts'
import { exchangeTime, type ExchangeShape } from '#main/engine/costing/exchange.ts'
import { createTiming } from '#main/engine/costing/timing.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { draws } from '../../../../support/draws.ts'
import { HARDWARE, hardware } from '../../../../support/engineScenarios.ts'

const out = createTiming()
/** One token of DeepSeek-V3 in 8 bits with its scales, and in 16 bits. */
const DISPATCHED = 7168 * (1 + 4 / 128)
const COMBINED = 7168 * 2

function seconds(id: string, software: 'sglang' | 'trtllm', shape: Partial<ExchangeShape>): number {
  const machine = machineOf(hardware(id))
  const whole = { devices: 8, tokens: 1, rowBytes: COMBINED, topK: 8, expertGroups: 0, groupsPerToken: 0, ...shape }
  exchangeTime(machine, calibrationFor(machine, software, 'fp8'), whole, out)
  return out.seconds
}

describe('copies of a token', () => {
  it('go once to each other member that its choices fall on', () => {
    expect(copiesSent(1, 8)).toBe(0)
    expect(copiesSent(2, 8)).toBeCloseTo(1 - 2 ** -8, 12)
    // Eight choices among eight devices fall on 5.3 of them, of which one in eight is the sender.
    expect(copiesSent(8, 8)).toBeCloseTo(4.6, 1)
    expect(copiesSent(1e6, 8)).toBeCloseTo(8, 3)
    expect(copiesSent(8, 8, 4)).toBeLessThan(copiesSent(8, 8))
  })
})

describe('an exchange of routed tokens', () => {
  it('takes as long as DeepEP does on H100, inside a node and between four', () => {
    const tokens = 16_384
    const near = (value: number, measured: number): void => expect(Math.abs(value / measured - 1)).toBeLessThan(0.25)
    // ai-dynamo/aiconfigurator @095f58a, wideep_deepep_normal on 24 processors.
    near(seconds('h100-sxm', 'sglang', { tokens, rowBytes: DISPATCHED }), 1.94e-3)
    near(seconds('h100-sxm', 'sglang', { tokens, rowBytes: COMBINED }), 3.6e-3)
    near(seconds('h100-sxm', 'sglang', { devices: 32, tokens, rowBytes: DISPATCHED }), 7.02e-3)
    near(seconds('h100-sxm', 'sglang', { devices: 32, tokens, rowBytes: COMBINED }), 13.7e-3)
    // The same source, wideep_deepep_ll.
    near(seconds('h100-sxm', 'sglang', { devices: 32, tokens: 128, rowBytes: DISPATCHED }), 143e-6)
    near(seconds('h100-sxm', 'sglang', { devices: 64, tokens: 128, rowBytes: COMBINED }), 305e-6)
  })

  it('takes as long as TensorRT-LLM does on a rack of 64 GB200', () => {
    const of = (rowBytes: number): number => seconds('gb200-nvl72', 'trtllm', { devices: 64, tokens: 8192, rowBytes })
    expect(Math.abs(of(DISPATCHED) / 0.966e-3 - 1)).toBeLessThan(0.25)
    expect(Math.abs(of(COMBINED) / 2.08e-3 - 1)).toBeLessThan(0.25)
  })

  it('reaches fewer nodes where routing is limited to some, and no fewer than those hold the groups', () => {
    const between = (devices: number, groupsPerToken: number): number =>
      seconds('h100-sxm', 'sglang', { devices, tokens: 16_384, expertGroups: 8, groupsPerToken })
    expect(between(64, 4)).toBeLessThan(between(64, 8))
    expect(between(128, 4)).toBeGreaterThan(between(64, 4))
  })

  it('is never faster over more devices, with more bytes or below what a link moves', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...[...HARDWARE.values()].filter(({ kind }) => kind !== 'wafer')),
        fc.constantFrom('sglang' as const, 'trtllm' as const, 'vllm' as const),
        fc.integer({ min: 2, max: 288 }),
        fc.integer({ min: 1, max: 288 }),
        fc.integer({ min: 1, max: 65_536 }),
        fc.constantFrom(0, 4),
        (profile, software, devices, more, tokens, groupsPerToken) => {
          const machine = machineOf(profile)
          const calibration = calibrationFor(machine, software, 'fp8')
          const link = machine.link
          if (link === null || link.topology === 'mesh' || link.topology === 'point-to-point') return
          const shape = {
            devices,
            tokens,
            rowBytes: COMBINED,
            topK: 8,
            expertGroups: 2 * groupsPerToken,
            groupsPerToken,
          }
          const time = (given: ExchangeShape): number => {
            exchangeTime(machine, calibration, given, out)
            return out.seconds
          }
          const before = time(shape)
          const least = (tokens * COMBINED * copiesSent(Math.min(devices, link.domain), 8)) / link.bandwidth
          expect(before).toBeGreaterThanOrEqual(least * (1 - 1e-12))
          expect(time({ ...shape, devices: devices + more })).toBeGreaterThanOrEqual(before * (1 - 1e-12))
          expect(time({ ...shape, tokens: tokens + more })).toBeGreaterThanOrEqual(before)
        },
      ),
      { numRuns: draws(1500) },
    )
  })
})
