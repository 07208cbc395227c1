import { describe, expect, it } from 'vitest'
import { machineOf } from '#main/engine/machine/machine.ts'
import { placeDegrees } from '#main/engine/placement/layouts.ts'
import { predictRequest } from '#main/engine/predict/predict.ts'
import { lowerModel } from '#shared/domain/lowering/lower.ts'
import { footprintOf } from '#shared/domain/lowering/footprint.ts'
import { leastRedundant, sharedSkew } from '#shared/domain/lowering/routing.ts'
import { deploymentSchema } from '#shared/domain/deployment.ts'
import { inWords } from '#shared/words/inWords.ts'
import { wordingText } from '#shared/words/say.ts'
import { deployment, FACTS, hardware, layout, model } from '../../../../support/engineScenarios.ts'

const deepseek = model('deepseek-v3')
const rack = machineOf(hardware('gb200-nvl72'))

function placed(devices: number, redundantExperts?: number) {
  const wide = { devices, tensorParallel: 1, dataParallel: devices, expertParallel: devices }
  const wanted = deployment({ ...wide, ...(redundantExperts === undefined ? {} : { redundantExperts }) })
  return placeDegrees(deepseek, rack, wanted, wanted)
}

describe('redundant experts', () => {
  it('let experts be dealt over 48, 72 and 144 devices: 6, 4 and 2 on each', () => {
    for (const [devices, slots] of [
      [48, 6],
      [72, 4],
      [144, 2],
    ] as const) {
      expect(leastRedundant(256, devices)).toBe(32)
      expect(placed(devices, 32).placement).not.toBeNull()
      const of = (redundantExperts: number): number => {
        const wide = layout({ attentionRanks: devices, expertParallel: devices, redundantExperts })
        return footprintOf(deepseek, wide, lowerModel(deepseek, wide).operators).weightsPerDevice
      }
      const expert = 3 * 7168 * 2048 * 2 * 58
      expect(of(32) - of(0)).toBeCloseTo((slots - 256 / devices) * expert, -3)
    }
  })

  it('are asked for, with the fewest that do, where experts cannot be dealt evenly', () => {
    const refused = placed(72)
    expect(refused.placement).toBeNull()
    const [problem] = refused.placement === null ? refused.problems : []
    expect(problem && wordingText(problem)).toContain(': set 1, 2, 4, 8, 16, 32 or 64, or hold 32 redundant experts.')
  })

  it('even the load of the busiest shard, never below even and never above what it was', () => {
    expect(sharedSkew(1, 32, 256)).toBe(1)
    expect(sharedSkew(3, 0, 256)).toBe(3)
    expect(sharedSkew(3, 32, 256)).toBeCloseTo(3 / 1.49, 12)
    expect(sharedSkew(3, 16, 256)).toBeLessThan(3)
    expect(sharedSkew(3, 256, 256)).toBe(sharedSkew(3, 32, 256))
  })

  it('may be left out of a file', () => {
    expect(deploymentSchema.parse(deployment())).not.toHaveProperty('redundantExperts')
    expect(deploymentSchema.parse(deployment({ redundantExperts: 32 })).redundantExperts).toBe(32)
  })

  it('are assumed, and named, where a request leaves them out', () => {
    const request = {
      mode: 'aggregated',
      hardware: 'gb200-nvl72',
      software: 'sglang',
      model: 'deepseek-v3',
      devices: 48,
    }
    const load = { dp: 48, ep: 48, weightDtype: 'fp8', kvDtype: 'fp8', inputTokens: 2000, outputTokens: 1000 }
    const answer = inWords(predictRequest({ ...request, ...load, concurrency: 48 * 256 }, FACTS))
    expect(answer).toMatchObject({ fits: true })
    expect(JSON.stringify(answer)).toContain('Each layer holds 32 redundant experts')
    const named = inWords(predictRequest({ ...request, ...load, redundantExperts: 32, concurrency: 48 * 256 }, FACTS))
    expect(JSON.stringify(named)).not.toContain('redundant')
    expect(named).toMatchObject({ tpot: (answer as { readonly tpot: number }).tpot })
  })
})
