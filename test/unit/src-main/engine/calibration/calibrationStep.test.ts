import { describe, expect, it } from 'vitest'
import { modelShape } from '#main/engine/calibration/modelShape.ts'
import { SERVING_ENTRIES } from '#main/engine/calibration/servingTable.ts'
import { servingFor } from '#main/engine/calibration/serving.ts'
import { planOf } from '#main/engine/serving/planOf.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { CALIBRATION_STEPS } from '#shared/domain/calibrationUse.ts'
import { deployment, hardware, layout, model } from '../../../../support/engineScenarios.ts'
import { ownStack } from '../../../../support/ownStack.ts'

const llama = { shape: modelShape(model('llama-3.1-70b')), version: null }
const stranger = { shape: 'of nobody', version: null }
const step = (device: string, served: Parameters<typeof servingFor>[4], own = false) =>
  servingFor(machineOf(hardware(device)), 'vllm', 'aggregated', own ? ownStack('mine', 'Mine') : null, served).step

describe('how far a scenario is from what its calibration was fitted to', () => {
  it('is told by each of the steps there are, nearest first', () => {
    const steps = [
      step('b200-sxm', llama, true),
      step('b200-sxm', llama),
      step('b200-sxm', stranger),
      step('b200-sxm', { ...llama, version: '0.1.0' }),
      step('gb200-nvl72', llama),
      servingFor(machineOf(hardware('tpu7x')), 'rocm', 'aggregated', null, llama).step,
    ]
    expect(steps).toEqual(CALIBRATION_STEPS)
  })

  it('is the version that was not measured before the model that was not, and neither of a relative', () => {
    expect(step('b200-sxm', { ...stranger, version: '0.1.0' })).toBe('versionUnseen')
    expect(step('gb200-nvl72', { ...llama, version: '0.1.0' })).toBe('relative')
  })

  it('follows the deployment from one evaluation to the next', () => {
    const machine = machineOf(hardware('b200-sxm'))
    const served = layout({ weightPrecision: 'fp8' })
    const by = deployment({ software: 'vllm' })
    const of = (softwareVersion: string | null) =>
      planOf(model('llama-3.1-70b'), machine, served, { ...by, softwareVersion }).serving.step
    const measured = servingFor(machine, 'vllm', 'aggregated').version
    expect(measured).not.toBeNull()
    expect([of(null), of('0.1.0'), of(measured), of(null)]).toEqual(['fitted', 'versionUnseen', 'fitted', 'fitted'])
  })

  it('is less uncertain of the version that was measured than of one that is not said', () => {
    const width = (version: string | null) => {
      const { tpot } = servingFor(machineOf(hardware('b200-sxm')), 'vllm', 'aggregated', null, { ...llama, version })
      return tpot.p90 - tpot.p10
    }
    const measured = servingFor(machineOf(hardware('b200-sxm')), 'vllm', 'aggregated').version
    expect(width(measured)).toBeLessThanOrEqual(width(null))
    expect(width('0.1.0')).toBeGreaterThan(width(null))
  })

  it('takes each measured version at its own level, and any other at that of all of them', () => {
    const machine = machineOf(hardware('b200-sxm'))
    const [, ...measured] =
      SERVING_ENTRIES.find(
        (entry) => entry.hardware === 'b200-sxm' && entry.software === 'vllm' && entry.style === 'aggregated',
      )?.versions ?? []
    expect(measured.length).toBeGreaterThan(2)
    const perLayer = (version: string | null) =>
      servingFor(machine, 'vllm', 'aggregated', null, { ...llama, version }).coefficients.perLayer
    for (const { version, tpot } of measured) {
      expect(perLayer(version) / perLayer(null)).toBeCloseTo(tpot, 6)
      const use = servingFor(machine, 'vllm', 'aggregated', null, { ...llama, version })
      expect(use).toMatchObject({ step: 'fitted', version })
    }
    expect(perLayer('0.1.0')).toBe(perLayer(null))
  })
})
