import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { calibrationFor } from '#main/engine/calibration/coefficients.ts'
import { collectiveTime, collectiveTraffic } from '#main/engine/costing/collective.ts'
import type { CollectiveKind } from '#shared/domain/result.ts'
import { createTiming } from '#main/engine/costing/timing.ts'
import { machineOf, type Machine } from '#main/engine/machine/machine.ts'

const machine = (id: string): Machine =>
  machineOf(
    JSON.parse(
      readFileSync(new URL(`../../../../../resources/library/hardware/${id}.json`, import.meta.url), 'utf8'),
    ) as HardwareProfile,
  )
const out = createTiming()

function seconds(id: string, software: 'nccl' | 'vllm', kind: CollectiveKind, devices: number, bytes: number): number {
  const on = machine(id)
  collectiveTime(on, calibrationFor(on, software, 'bf16'), kind, devices, bytes, out)
  return out.seconds
}

describe('collectiveTraffic', () => {
  it('is that of rings, and less where the switch adds', () => {
    expect(collectiveTraffic('allReduce', 8, false)).toBe(1.75)
    expect(collectiveTraffic('allReduce', 8, true)).toBe(9 / 8)
    expect(collectiveTraffic('allReduce', 2, true)).toBe(1)
    expect(collectiveTraffic('allGather', 4, true)).toBe(0.75)
  })
})

describe('collectiveTime', () => {
  it('costs nothing alone or empty-handed', () => {
    expect(seconds('h100-sxm', 'nccl', 'allReduce', 1, 1e6)).toBe(0)
    expect(seconds('h100-sxm', 'nccl', 'allReduce', 8, 0)).toBe(0)
  })

  it('is latency for small messages and the link for large ones', () => {
    const small = seconds('h100-sxm', 'nccl', 'allReduce', 8, 1024)
    expect(out.overhead).toBeGreaterThan(out.link)
    const large = seconds('h100-sxm', 'nccl', 'allReduce', 8, 2 ** 30)
    expect(out.link).toBeGreaterThan(100 * out.overhead)
    expect(small).toBeLessThan(4e-5)
    // NCCL 2.29 on eight H100: 16 µs at 1 KiB, 580 µs at 128 MiB.
    expect(seconds('h100-sxm', 'nccl', 'allReduce', 8, 2 ** 27)).toBeGreaterThan(4.5e-4)
    expect(seconds('h100-sxm', 'nccl', 'allReduce', 8, 2 ** 27)).toBeLessThan(7.5e-4)
    expect(large).toBeGreaterThan(3e-3)
  })

  it('has less latency in a serving stack’s own kernel than in NCCL', () => {
    expect(seconds('h100-sxm', 'vllm', 'allReduce', 8, 8192)).toBeLessThan(
      seconds('h100-sxm', 'nccl', 'allReduce', 8, 8192),
    )
  })

  it('slows down when it leaves the scale-up domain, and by less the wider the domain', () => {
    expect(seconds('h100-sxm', 'nccl', 'allReduce', 16, 2 ** 27)).toBeGreaterThan(
      seconds('h100-sxm', 'nccl', 'allReduce', 8, 2 ** 27),
    )
    expect(seconds('gb200-nvl72', 'nccl', 'allReduce', 16, 2 ** 27)).toBeLessThan(
      seconds('b200-sxm', 'nccl', 'allReduce', 16, 2 ** 27),
    )
  })

  it('gives a pair on a direct mesh one link of seven', () => {
    const pair = seconds('mi300x', 'nccl', 'sendReceive', 2, 2 ** 30)
    const link = machine('mi300x').link?.bandwidth ?? 0
    expect(pair).toBeGreaterThan(2 ** 30 / (link / 7))
  })

  it('shares the root of a PCIe tree', () => {
    const rate = (devices: number): number => 2 ** 27 / seconds('l40s', 'nccl', 'allGather', devices, 2 ** 27)
    expect(rate(8)).toBeLessThan(rate(4) / 1.5)
    expect(rate(4)).toBeLessThan(rate(2) / 1.5)
  })

  it('has no known end without a link', () => {
    expect(seconds('m2-ultra', 'nccl', 'allReduce', 2, 1e6)).toBeNaN()
  })
})
