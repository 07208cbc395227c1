import { describe, expect, test } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import type { Deployment } from '#shared/domain/deployment.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import type { ModelProfile } from '#shared/domain/model.ts'
import { wordingText } from '#shared/words/say.ts'
import { proposeDeployment, splitDevices } from '#shared/domain/proposal/proposeDeployment.ts'
import { shipped, shippedModel } from '../../../resources/libraryProfiles.ts'
import { sampleWorkspace } from '../../../src-renderer/sampleWorkspace.ts'

const workload = { inputTokens: 2048, outputTokens: 512, concurrency: 16, cachedShare: 0 }
/** Findings about how the devices are split: a proposal never earns one. */
const SPLIT_CODES = new Set([
  'degrees-devices',
  'tensor-heads',
  'pipeline-layers',
  'expert-dense',
  'expert-experts',
  'expert-width',
])
/** Attention of all kinds, states, windows, experts, and a model of two gigabytes beside one of a terabyte. */
const MODELS = [
  'llama-3.1-8b',
  'llama-3.1-70b',
  'deepseek-v3',
  'gpt-oss-120b',
  'qwen3-next-80b-a3b',
  'jamba-v0.1',
  'gemma-3-27b',
  'kimi-k2',
]

function like(): Deployment {
  const deployment = sampleWorkspace().scenarios[0]?.deployment
  if (!deployment) throw new Error('no scenario')
  return deployment
}

function evaluated(hardware: HardwareProfile, model: ModelProfile, deployment: Deployment) {
  return evaluate({
    id: 'a',
    hardware,
    model,
    workload,
    deployment,
    prefill: null,
    economics: DEFAULT_ECONOMICS,
    ranges: {},
  })
}

describe('a proposed deployment', () => {
  test.each(MODELS)('of %s fits every device of the library, or the engine says why none would', (modelId) => {
    const model = shippedModel(modelId)
    const problems: string[] = []
    let fitting = 0
    for (const hardware of shipped.hardware) {
      const { id } = hardware
      const deployment = proposeDeployment(hardware, model, workload, like())
      const split = deployment.tensorParallel * deployment.pipelineParallel * deployment.dataParallel
      if (split !== deployment.devices) problems.push(`${id}: ${split} of ${deployment.devices} devices`)
      const { fit, findings } = evaluated(hardware, model, deployment)
      for (const finding of findings) if (SPLIT_CODES.has(finding.code)) problems.push(`${id}: ${wordingText(finding)}`)
      if (fit.state === 'fits') fitting++
      if (fit.state !== 'doesNotFit') continue
      if (!findings.some(({ severity }) => severity === 'problem'))
        problems.push(`${id}: does not fit and says nothing`)
      // Nothing is proposed that does not fit while a larger number would.
      for (let devices = deployment.devices * 2; devices <= 4096; devices *= 2) {
        const larger = { ...deployment, devices, ...splitDevices(hardware, model, devices, workload, deployment) }
        if (evaluated(hardware, model, larger).fit.state === 'fits')
          problems.push(`${id}: ${devices} devices would fit`)
      }
    }
    expect(fitting).toBeGreaterThan(shipped.hardware.length / 2)
    expect(problems).toEqual([])
  })

  test('keeps the precisions of the column beside it where the device has units for them', () => {
    const model = shippedModel('llama-3.1-70b')
    const proposed = (id: string, precision: Deployment['weightPrecision']) => {
      const hardware = shipped.hardware.find((profile) => profile.id === id)
      if (!hardware) throw new Error(id)
      const alike = { ...like(), weightPrecision: precision, activationPrecision: precision, kvPrecision: precision }
      return proposeDeployment(hardware, model, workload, alike).weightPrecision
    }
    expect(proposed('b200-sxm', 'nvfp4')).toBe('nvfp4')
    expect(proposed('h100-sxm', 'nvfp4')).toBe('fp8')
    expect(proposed('a100-sxm-80', 'fp8')).toBe('bf16')
    expect(proposed('a100-sxm-80', 'int8')).toBe('int8')
    // 4-bit integers are unpacked to 16 bits on every device, with integer units or without.
    expect(proposed('h100-sxm', 'int4')).toBe('int4')
    expect(proposed('wormhole-n300', 'int4')).toBe('int4')
  })

  test('deals experts over a whole rack, with the fewest redundant ones, where a tensor group cannot cut them', () => {
    const rack = shipped.hardware.find(({ id }) => id === 'gb200-nvl72')
    if (!rack) throw new Error('no rack')
    const model = shippedModel('deepseek-v3')
    const split = splitDevices(rack, model, 72, workload, like())
    expect(split).toMatchObject({ expertParallel: 72, redundantExperts: 32 })
    expect(split.tensorParallel * split.dataParallel).toBe(72)
    // 64 devices need none.
    expect(splitDevices(rack, model, 64, workload, like()).redundantExperts).toBeUndefined()
  })
})
