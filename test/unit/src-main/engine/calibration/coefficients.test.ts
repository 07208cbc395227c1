import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { PRECISIONS } from '#shared/domain/precision.ts'
import { FAMILIES } from '#main/engine/calibration/calibration.ts'
import { calibrationFor } from '#main/engine/calibration/coefficients.ts'
import { operatorResidual } from '#main/engine/calibration/intervals.ts'
import { TABLE } from '#main/engine/calibration/table.ts'
import { layoutOf } from '#shared/domain/lowering/layout.ts'
import { planOf } from '#main/engine/serving/planOf.ts'
import { deployment, model } from '../../../../support/engineScenarios.ts'
import { machineOf } from '#main/engine/machine/machine.ts'

const LIBRARY = new URL('../../../../../resources/library/hardware/', import.meta.url)
const profile = (id: string): HardwareProfile =>
  JSON.parse(readFileSync(new URL(`${id}.json`, LIBRARY), 'utf8')) as HardwareProfile
/** A device with a layout of 4-bit experts. */
function planned(id: string) {
  const device = machine(id)
  const weights = { weightPrecision: 'mxfp4', activationPrecision: 'mxfp4' } as const
  const { layout } = layoutOf(model('gpt-oss-120b'), deployment(weights), deployment(weights))
  return { machine: device, layout }
}
const machine = (id: string): ReturnType<typeof machineOf> => machineOf(profile(id))

describe('calibrationFor', () => {
  it('answers for every device, stack and precision of the library, with finite numbers and intervals around one', () => {
    const files = readdirSync(LIBRARY).filter((name) => name.endsWith('.json'))
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) {
      const device = machine(file.replace('.json', ''))
      for (const precision of PRECISIONS) {
        for (const software of ['vllm', 'llamacpp', 'wafer', null] as const) {
          const calibration = calibrationFor(device, software, precision)
          for (const family of FAMILIES) {
            const { low, high } = operatorResidual(calibration, family)
            expect(low).toBeGreaterThan(0)
            expect(low).toBeLessThanOrEqual(1)
            expect(high).toBeGreaterThanOrEqual(1)
            expect(calibration.origins[family].donor).not.toBe('')
          }
          expect(calibration.gemm.compute).toBeGreaterThan(0)
          expect(calibration.gemm.compute).toBeLessThanOrEqual(1)
        }
      }
    }
  })

  it('looks a known answer up instead of building it again', () => {
    const device = machine('h100-sxm')
    expect(calibrationFor(device, 'vllm', 'bf16')).toBe(calibrationFor(device, 'vllm', 'bf16'))
    expect(calibrationFor(device, 'vllm', 'fp8')).not.toBe(calibrationFor(device, 'vllm', 'bf16'))
  })

  it('names the best-measured stack when none is asked for', () => {
    const calibration = calibrationFor(machine('b200-sxm'), null, 'bf16')
    expect(['vllm', 'trtllm']).toContain(calibration.software)
    expect(calibration.source).toBe('fitted')
  })

  it('walks outwards: own fit, same stack on a sister, another stack, generation, vendor, everything', () => {
    const of = (id: string, software: 'vllm' | 'trtllm' | 'deepspeed'): string =>
      calibrationFor(machine(id), software, 'bf16').source
    expect(of('h100-sxm', 'vllm')).toBe('fitted')
    expect(of('h100-sxm', 'deepspeed')).toBe('sameDevice')
    expect(of('b300-sxm', 'trtllm')).toBe('sameGeneration')
    expect(of('gb300-nvl72', 'vllm')).toBe('sameGeneration')
    expect(of('vr200-nvl72', 'vllm')).toBe('sameVendor')
    expect(of('tpu-v5p', 'vllm')).toBe('generic')
  })

  it('is less sure the farther the donor', () => {
    const width = (id: string): number => {
      const { low, high } = operatorResidual(calibrationFor(machine(id), 'vllm', 'bf16'), 'gemm')
      return Math.log(high / low)
    }
    expect(width('gb300-nvl72')).toBeGreaterThan(width('b200-sxm'))
    expect(width('vr200-nvl72')).toBeGreaterThan(width('b200-sxm'))
  })

  it('multiplies fp8 weights in 16 bits on a device without fp8, and takes the 16-bit fit', () => {
    const device = machine('a100-sxm-80')
    expect(device.peaks.fp8.format).toBe('bf16')
    expect(calibrationFor(device, 'vllm', 'fp8').gemm).toEqual(calibrationFor(device, 'vllm', 'bf16').gemm)
  })
})

describe('experts', () => {
  it('serve fp8 with a scale per block while products keep one per tensor', () => {
    const device = machine('h200-sxm')
    const served = calibrationFor(device, 'vllm', 'fp8')
    const choice = { experts: 'fp8', unpacked: false } as const
    expect(served.expertVariant).toBe('fp8-block')
    expect(served.moe).toEqual(calibrationFor(device, 'vllm', 'fp8', { ...choice, scales: 'block' }).moe)
    expect(served.gemm).toEqual(calibrationFor(device, 'vllm', 'fp8', { ...choice, scales: 'tensor' }).gemm)
  })

  it('name the kernel that unpacks 4-bit weights, which is not that of 16-bit ones', () => {
    const of = (id: string): string => {
      const { machine: on, layout } = planned(id)
      return planOf(model('gpt-oss-120b'), on, layout, {
        software: 'vllm',
        serving: 'aggregated',
        stack: null,
        softwareVersion: null,
      }).calibration.expertVariant
    }
    expect(of('h100-sxm')).toBe('unpacked')
    expect(of('b200-sxm')).toBe('fp4')
  })
})

describe('the shipped table', () => {
  it('holds efficiencies that cannot beat physics', () => {
    expect(TABLE.entries.length).toBeGreaterThan(50)
    for (const entry of [...TABLE.entries, ...TABLE.pools]) {
      for (const name of ['compute', 'memory', 'link']) {
        const value = entry.coefficients[name]
        if (value === undefined) continue
        expect(value).toBeGreaterThan(0)
        expect(value).toBeLessThanOrEqual(1)
      }
      for (const value of Object.values(entry.coefficients)) expect(value).toBeGreaterThanOrEqual(0)
      expect(entry.points).toBeGreaterThan(0)
    }
  })
})
