import { describe, expect, it } from 'vitest'
import { applyHardwareOverrides } from '#shared/domain/overrides.ts'
import { UNKNOWN } from '#shared/units/unknown.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { hardware as profile } from '../../../../support/engineScenarios.ts'

describe('machineOf', () => {
  it('compiles a profile once and an overridden copy anew', () => {
    const hardware = profile('h100-sxm')
    expect(machineOf(hardware)).toBe(machineOf(hardware))
    const overridden = applyHardwareOverrides(hardware, { 'memory.hbm.bandwidth': 6.7e12 })
    expect(machineOf(overridden).serving.bandwidth).toBe(6.7e12)
    expect(machineOf(hardware).serving.bandwidth).toBe(3.35e12)
  })

  it('reads dense peaks and multiplies a format the device lacks in a wider one', () => {
    const h100 = machineOf(profile('h100-sxm'))
    expect(h100.peaks.bf16).toEqual({ rate: 989e12, format: 'bf16', bytes: 2, published: true })
    expect(h100.peaks.fp8).toEqual({ rate: 1979e12, format: 'fp8', bytes: 1, published: true })
    expect(h100.peaks.nvfp4).toEqual({ rate: 989e12, format: 'bf16', bytes: 2, published: true })
    expect(h100.peaks.int4.format).toBe('bf16')
    const b200 = machineOf(profile('b200-sxm'))
    expect(b200.peaks.mxfp4).toEqual({ rate: 9000e12, format: 'fp4', bytes: 4.25 / 8, published: true })
    expect(machineOf(profile('a100-sxm-80')).peaks.fp8.rate).toBe(312e12)
  })

  it('derives the rate of a wider format by halving, and says so', () => {
    const peak = machineOf(profile('tpu-8t')).peaks.bf16
    expect(peak.published).toBe(false)
    expect(peak.rate).toBeCloseTo(12600e12 / 4, -9)
  })

  it('leaves an unknown peak unknown', () => {
    const nameless = { ...profile('m3-ultra'), peaks: {} }
    expect(machineOf(nameless).peaks.bf16).toMatchObject({ rate: UNKNOWN, format: null })
    expect(machineOf(nameless).vectorRate).toBeNaN()
  })

  it('takes a share of the matrix peak for the vector rate nobody publishes', () => {
    const tpu = machineOf(profile('tpu-v6e'))
    expect(tpu.vectorRate).toBe(tpu.peaks.bf16.rate / 32)
  })

  it('serves from the level that holds the model and knows the cache before it', () => {
    const mi300x = machineOf(profile('mi300x'))
    expect(mi300x.serving.kind).toBe('hbm')
    expect(mi300x.cache).toMatchObject({ levelId: 'infinity-cache', capacity: 256 * 2 ** 20 })
    const wafer = machineOf(profile('cerebras-wse3'))
    expect(wafer.serving.kind).toBe('sram')
    expect(wafer.mesh?.cores).toBe(900_000)
    expect(wafer.link?.bandwidth).toBe(150e9)
  })
})
