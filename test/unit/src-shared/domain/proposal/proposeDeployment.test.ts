import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { evaluate } from '../../../../../src-main/engine/evaluate.ts'
import { DEFAULT_ECONOMICS } from '../../../../../src-shared/domain/economics.ts'
import { capacityPerDevice, proposeDeployment } from '../../../../../src-shared/domain/proposal/proposeDeployment.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'
import { sampleWorkspace, shippedHardware, shippedModel } from '../../../src-renderer/sampleWorkspace.ts'
import { wordingText } from '#shared/words/say.ts'

const devices = readdirSync(repositoryFile('resources/library/hardware')).map((name) => name.replace('.json', ''))
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

describe('a proposed deployment', () => {
  test.each(['llama-3.1-70b', 'deepseek-v3', 'gpt-oss-120b'])(
    'splits every device of the library for %s without a problem',
    (modelId) => {
      const model = shippedModel(modelId)
      const like = sampleWorkspace().scenarios[0]?.deployment
      if (!like) throw new Error('no scenario')
      const problems: string[] = []
      for (const id of devices) {
        const hardware = shippedHardware(id)
        const deployment = proposeDeployment(hardware, model, workload, like)
        const split = deployment.tensorParallel * deployment.pipelineParallel * deployment.dataParallel
        if (split !== deployment.devices) problems.push(`${id}: ${split} of ${deployment.devices} devices`)
        const result = evaluate({
          id: 'a',
          hardware,
          model,
          workload,
          deployment,
          economics: DEFAULT_ECONOMICS,
          ranges: {},
        })
        for (const finding of result.findings)
          if (SPLIT_CODES.has(finding.code)) problems.push(`${id}: ${wordingText(finding)}`)
        // A machine of small SRAMs may have too few layers to fill the devices it needs: then nothing can be proposed.
        if (result.fit.state === 'doesNotFit' && (capacityPerDevice(hardware) ?? 0) > 3e9)
          problems.push(`${id}: ${wordingText(result.fit.reason)}`)
      }
      expect(devices.length).toBeGreaterThan(20)
      expect(problems).toEqual([])
    },
  )
})
