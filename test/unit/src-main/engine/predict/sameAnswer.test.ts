import { describe, expect, it } from 'vitest'
import { evaluate } from '#main/engine/evaluate.ts'
import { predictRequest } from '#main/engine/predict/predict.ts'
import { FACTS, scenario } from '../../../../support/engineScenarios.ts'

const CASES = [
  ['b200-sxm', 'llama-3.1-70b', 'fp8', { tp: 8, pp: 1 }],
  ['h200-sxm', 'deepseek-v3', 'fp8', { tp: 8, pp: 1 }],
  ['cerebras-wse3', 'llama-3.1-70b', 'fp16', { tp: 1, pp: 4 }],
  ['groq-chip1', 'llama-3-8b', 'int8', { tp: 8, pp: 8 }],
  ['m2-ultra', 'llama-2-7b', 'bf16', { tp: 1, pp: 1 }],
] as const

describe('the machine interface and a scenario’s result', () => {
  it.each(CASES)(
    'say the same of %s with %s: times with their intervals, shares of movement, energy of the devices',
    (hardware, model, precision, { tp, pp }) => {
      const kv = precision === 'int8' ? 'bf16' : precision
      const load = { inputTokens: 1024, outputTokens: 512, concurrency: 4 }
      const request = { mode: 'aggregated', hardware, model, weightDtype: precision, kvDtype: kv, ...load }
      const answer = predictRequest({ ...request, devices: tp * pp, tp, pp, dp: 1, ep: 1 }, FACTS)
      if (!('ttft' in answer)) throw new Error(JSON.stringify(answer))
      const { metrics, tokenEnergy } = evaluate(
        scenario(
          hardware,
          model,
          {
            devices: tp * pp,
            tensorParallel: tp,
            pipelineParallel: pp,
            weightPrecision: precision,
            activationPrecision: precision,
            kvPrecision: kv,
            software: null,
          },
          load,
        ),
      )
      const near = (one: number | null, other: number | null): void => {
        expect(one === null).toBe(other === null)
        // The ledger books the crossings of what moves nothing as computing: shares differ in the sixth digit on a wafer.
        if (one !== null && other !== null)
          expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-5 * Math.abs(other) + 1e-15)
      }
      for (const quantity of ['ttft', 'tpot', 'e2e'] as const) {
        const { value, low, high } = metrics[quantity]
        near(answer[quantity], value)
        near(answer.interval[quantity]?.[0] ?? null, low)
        near(answer.interval[quantity]?.[1] ?? null, high)
      }
      // Measurements of devices leave hosts and network out, and so does the protocol's first figure.
      const { energyPerOutputToken: energy, surroundingEnergyPerOutputToken: around } = answer
      near(energy === null || around === null ? null : energy + around, metrics.energyPerOutputToken.value)
      // Measurements of energy are of the devices, and so is the machine interface; hosts and network are beside them.
      const ofDevices = tokenEnergy?.parts.filter(({ draw }) => draw !== 'hosts' && draw !== 'network')
      near(answer.energyPerOutputToken, ofDevices?.reduce((sum, { joules }) => sum + joules, 0) ?? null)
      near(answer.movementShare, metrics.movementShare.value)
      near(answer.onDieShare, metrics.onDieShare.value)
    },
  )
})
