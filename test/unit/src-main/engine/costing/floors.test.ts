import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { applyHardwareOverrides } from '#shared/domain/overrides.ts'
import { bytesPerElement, type Precision } from '#shared/domain/precision.ts'
import { calibrationFor, warmed } from '#main/engine/calibration/coefficients.ts'
import { attentionDecodeTime, attentionPrefillTime } from '#main/engine/costing/attention.ts'
import { collectiveTime, collectiveTraffic } from '#main/engine/costing/collective.ts'
import type { CollectiveKind } from '#shared/domain/result.ts'
import { streamTime } from '#main/engine/costing/elementwise.ts'
import { gemmTime } from '#main/engine/costing/gemm.ts'
import { DEEPSEEK_LATENT, mlaDecodeTime, mlaPrefillTime } from '#main/engine/costing/mla.ts'
import { moeTime } from '#main/engine/costing/moe.ts'
import { distinctExperts } from '#shared/domain/lowering/routing.ts'
import { createTiming, type Timing } from '#main/engine/costing/timing.ts'
import { machineOf, type Machine } from '#main/engine/machine/machine.ts'
import { draws } from '../../../../support/draws.ts'

const profile = (id: string): HardwareProfile =>
  JSON.parse(
    readFileSync(new URL(`../../../../../resources/library/hardware/${id}.json`, import.meta.url), 'utf8'),
  ) as HardwareProfile

const PROFILES = [
  'a100-sxm-80',
  'h100-sxm',
  'h200-sxm',
  'b200-sxm',
  'gb300-nvl72',
  'l40s',
  'mi300x',
  'tpu-v5p',
  'gaudi3',
].map(profile)
const STACKS = ['vllm', 'trtllm', 'sglang', 'generic', null] as const

const device = fc.constantFrom(...PROFILES)
const stack = fc.constantFrom(...STACKS)
const precision = fc.constantFrom<Precision>('bf16', 'fp8', 'nvfp4', 'int4')
const size = (limit: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1e6 }).map((draw) => Math.max(1, Math.round(Math.exp((draw / 1e6) * Math.log(limit)))))
const ROUNDING = 1 - 1e-12
const out = createTiming()

/** Every field is a number of seconds, and the total holds the overhead and each candidate. */
function expectWhole(timing: Timing): void {
  for (const value of Object.values(timing)) {
    expect(Number.isFinite(value)).toBe(true)
    expect(value).toBeGreaterThanOrEqual(0)
  }
  const largest = Math.max(timing.compute, timing.memory, timing.cache, timing.link)
  expect(timing.seconds).toBeGreaterThanOrEqual(largest * ROUNDING)
  expect(timing.seconds).toBeGreaterThanOrEqual(timing.overhead * ROUNDING)
}

const faster = (machine: HardwareProfile, path: string, value: number, by: number): Machine =>
  machineOf(applyHardwareOverrides(machine, { [path]: value * by }))

describe('physical floors', () => {
  it('no matrix multiplication beats bytes over bandwidth or operations over the dense peak', () => {
    fc.assert(
      fc.property(
        device,
        stack,
        precision,
        size(16384),
        size(65536),
        size(65536),
        (hardware, software, format, m, n, k) => {
          const machine = machineOf(hardware)
          const calibration = calibrationFor(machine, software, format)
          gemmTime(machine, calibration, format, bytesPerElement(format), m, n, k, out)
          expectWhole(out)
          expect(out.seconds).toBeGreaterThanOrEqual(
            ((n * k * bytesPerElement(format)) / machine.serving.bandwidth) * ROUNDING,
          )
          expect(out.seconds).toBeGreaterThanOrEqual(((2 * m * n * k) / machine.peaks[format].rate) * ROUNDING)
        },
      ),
      { numRuns: draws(2000) },
    )
  })

  it('no attention reads its cache faster than memory delivers it, nor multiplies beyond the peak', () => {
    const heads = fc.constantFrom([32, 8], [64, 8], [8, 1], [16, 16], [96, 1])
    fc.assert(
      fc.property(
        device,
        stack,
        fc.constantFrom(1, 2),
        size(512),
        size(131072),
        heads,
        (hardware, software, kvBytes, batch, kv, [query = 1, shared = 1]) => {
          const machine = machineOf(hardware)
          const calibration = calibrationFor(machine, software, 'bf16')
          const cache = 2 * batch * kv * shared * 128 * kvBytes
          const shape = { kvBytes, batch, kvLength: kv, queryHeads: query, kvHeads: shared, headSize: 128 }
          attentionDecodeTime(machine, calibration, 'bf16', { ...shape, queryLength: 1 }, out)
          expectWhole(out)
          expect(out.seconds).toBeGreaterThanOrEqual((cache / machine.serving.bandwidth) * ROUNDING)
          expect(out.seconds).toBeGreaterThanOrEqual(
            ((4 * batch * query * kv * 128) / machine.peaks.bf16.rate) * ROUNDING,
          )
          attentionPrefillTime(machine, calibration, 'bf16', { ...shape, queryLength: kv }, true, out)
          expectWhole(out)
          expect(out.seconds).toBeGreaterThanOrEqual((cache / machine.serving.bandwidth) * ROUNDING)
          expect(out.seconds).toBeGreaterThanOrEqual(
            ((2 * batch * query * kv * kv * 128) / machine.peaks.bf16.rate) * ROUNDING,
          )
        },
      ),
      { numRuns: draws(1500) },
    )
  })

  it('no latent attention and no expert layer is faster than its bytes', () => {
    fc.assert(
      fc.property(
        device,
        stack,
        precision,
        size(512),
        size(65536),
        size(8192),
        (hardware, software, format, batch, kv, tokens) => {
          const machine = machineOf(hardware)
          const calibration = calibrationFor(machine, software, format)
          const latent = { kvBytes: 1, batch, queryLength: 1, kvLength: kv, queryHeads: 16, ...DEEPSEEK_LATENT }
          mlaDecodeTime(machine, calibration, 'bf16', latent, out)
          expectWhole(out)
          expect(out.seconds).toBeGreaterThanOrEqual(((batch * kv * 576) / machine.serving.bandwidth) * ROUNDING)
          mlaPrefillTime(machine, calibration, 'bf16', { ...latent, kvBytes: 2, batch: 1, queryLength: kv }, out)
          expectWhole(out)
          const experts = {
            weightBytes: bytesPerElement(format),
            tokens,
            hidden: 7168,
            intermediate: 2048,
            topK: 8,
            experts: 256,
            tensorParallel: 1,
            expertParallel: 8,
          }
          moeTime(machine, calibration, format, experts, 1, out)
          expectWhole(out)
          const weights = (distinctExperts(256, 8, tokens) / 8) * 3 * 7168 * 2048 * bytesPerElement(format)
          expect(out.seconds).toBeGreaterThanOrEqual(
            (Math.min(weights, tokens * weights) / machine.serving.bandwidth) * ROUNDING * 0.999,
          )
          streamTime(machine, calibration, kv * 8192, kv * 8192, out)
          expectWhole(out)
        },
      ),
      { numRuns: draws(1500) },
    )
  })

  it('no collective sends faster than the link', () => {
    const kinds = fc.constantFrom<CollectiveKind>('allReduce', 'allGather', 'reduceScatter', 'allToAll', 'sendReceive')
    fc.assert(
      fc.property(
        device,
        stack,
        kinds,
        fc.constantFrom(2, 4, 8),
        size(1e9),
        (hardware, software, kind, devices, bytes) => {
          const machine = machineOf(hardware)
          collectiveTime(machine, calibrationFor(machine, software, 'bf16'), kind, devices, bytes, out)
          expectWhole(out)
          const link = machine.link
          if (link === null) return
          const sent = bytes * collectiveTraffic(kind, devices, machine.reducesInSwitch)
          expect(out.seconds).toBeGreaterThanOrEqual((sent / link.bandwidth) * ROUNDING)
        },
      ),
      { numRuns: draws(1500) },
    )
  })
})

describe('more of a resource', () => {
  it('never makes an operator slower', () => {
    fc.assert(
      fc.property(
        device,
        stack,
        precision,
        size(16384),
        size(16384),
        size(16384),
        fc.double({ min: 1.01, max: 8, noNaN: true }),
        (hardware, software, format, m, n, k, by) => {
          const machine = machineOf(hardware)
          const calibration = calibrationFor(machine, software, format)
          const run = (on: Machine): number[] => {
            const seconds: number[] = []
            gemmTime(on, calibration, format, bytesPerElement(format), m, n, k, out)
            seconds.push(out.seconds)
            const heads = { kvBytes: 2, queryHeads: 32, kvHeads: 8, headSize: 128, kvLength: n }
            attentionDecodeTime(on, calibration, 'bf16', { ...heads, batch: m, queryLength: 1 }, out)
            seconds.push(out.seconds)
            attentionPrefillTime(on, calibration, 'bf16', { ...heads, batch: 1, queryLength: n }, true, out)
            seconds.push(out.seconds)
            const experts = {
              weightBytes: bytesPerElement(format),
              tokens: m,
              hidden: 4096,
              intermediate: 1536,
              topK: 8,
              experts: 128,
              tensorParallel: 1,
              expertParallel: 8,
            }
            moeTime(on, calibration, format, experts, 1.2, out)
            seconds.push(out.seconds)
            collectiveTime(on, calibration, 'allReduce', 8, n * 1024, out)
            seconds.push(out.seconds)
            return seconds
          }
          const before = run(machine)
          const level = machine.serving.levelId
          const changed = [
            faster(hardware, `memory.${level}.bandwidth`, machine.serving.bandwidth, by),
            faster(hardware, 'peaks.bf16', machine.peaks.bf16.rate, by),
            faster(hardware, 'peaks.fp8', machine.peaks.fp8.rate, by),
            ...(machine.link === null ? [] : [faster(hardware, 'scaleUp.bandwidth', machine.link.bandwidth, by)]),
          ]
          for (const machineAfter of changed) {
            // Where a faster unit becomes the better one for the format, other kernels run.
            if (machineAfter.peaks[format].format !== machine.peaks[format].format) continue
            run(machineAfter).forEach((seconds, index) => {
              expect(seconds).toBeLessThanOrEqual((before[index] ?? 0) * (1 + 1e-12))
            })
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('more rows, columns or context never take less time', () => {
    fc.assert(
      fc.property(
        device,
        stack,
        precision,
        size(8192),
        size(16384),
        size(16384),
        (hardware, software, format, m, n, k) => {
          const machine = machineOf(hardware)
          const calibration = calibrationFor(machine, software, format)
          const gemm = (rows: number, columns: number, depth: number): number => {
            gemmTime(machine, calibration, format, bytesPerElement(format), rows, columns, depth, out)
            return out.seconds
          }
          const base = gemm(m + 1, n, k)
          expect(gemm(m + 2, n, k)).toBeGreaterThanOrEqual(base * ROUNDING)
          expect(gemm(m + 1, n + 1, k)).toBeGreaterThanOrEqual(base * ROUNDING)
          expect(gemm(m + 1, n, k + 1)).toBeGreaterThanOrEqual(base * ROUNDING)
        },
      ),
      { numRuns: draws(1000) },
    )
  })
})

describe('warm operands', () => {
  it('only ever help, and only while they fit the cache', () => {
    const machine = machineOf(profile('b200-sxm'))
    const cold = calibrationFor(machine, 'vllm', 'bf16')
    const loop = warmed(cold)
    expect(warmed(cold)).toBe(loop)
    const time = (calibration: typeof cold, kv: number): number => {
      const shape = { kvBytes: 2, batch: 8, queryLength: 1, kvLength: kv, queryHeads: 32, kvHeads: 8, headSize: 128 }
      attentionDecodeTime(machine, calibration, 'bf16', shape, out)
      return out.seconds
    }
    expect(time(loop, 1024)).toBeLessThanOrEqual(time(cold, 1024))
    expect(time(loop, 1_000_000)).toBe(time(cold, 1_000_000))
  })
})
