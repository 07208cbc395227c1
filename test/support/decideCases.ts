import type { Keeps } from '#main/engine/decide/promise.ts'
import type { Pool } from '#shared/domain/deployment.ts'
import { scenario } from './engineScenarios.ts'

const FP8 = { weightPrecision: 'fp8', activationPrecision: 'fp8', kvPrecision: 'fp8' } as const
const FP16 = { weightPrecision: 'fp16', activationPrecision: 'fp16', kvPrecision: 'fp16' } as const
const CHAT_LOAD = { inputTokens: 1024, outputTokens: 512 }
const REASONING_LOAD = { inputTokens: 2048, outputTokens: 1024 }

function oneDevice(batch: number): Pool {
  return {
    workers: 1,
    tensorParallel: 1,
    pipelineParallel: 1,
    dataParallel: 1,
    expertParallel: 1,
    contextParallel: 1,
    batch,
  }
}

/** Independent arrivals, of which 95 in a hundred keep the promise. */
export const ARRIVALS = { quantile: 0.95, dispersion: 1 } as const

/** A chat of Llama 3.1 70B on four kinds of machines: 1,024 tokens in, 512 out. */
export const CHAT = {
  h100: scenario('h100-sxm', 'llama-3.1-70b', { ...FP8, devices: 4, tensorParallel: 4 }, CHAT_LOAD),
  b200: scenario(
    'b200-sxm',
    'llama-3.1-70b',
    {
      ...FP8,
      serving: 'disaggregated',
      devices: 2,
      tensorParallel: 1,
      pools: { prefill: oneDevice(1), decode: oneDevice(1e6) },
    },
    CHAT_LOAD,
  ),
  mi355x: scenario('mi355x', 'llama-3.1-70b', { ...FP8, devices: 1, tensorParallel: 1 }, CHAT_LOAD),
  cs3: scenario(
    'cerebras-wse3',
    'llama-3.1-70b',
    { ...FP16, devices: 8, tensorParallel: 1, pipelineParallel: 8 },
    CHAT_LOAD,
  ),
}
/** 30 ms a token, and a second to the first one. */
export const CHAT_KEEPS: Keeps = {
  limits: { timePerToken: 0.03, timeToFirstToken: 1, endToEnd: null, outputTokens: 512 },
  arrivals: ARRIVALS,
  longInputTokens: null,
}

const expertsOn = (devices: number) => ({
  ...FP8,
  devices,
  tensorParallel: 1,
  dataParallel: devices,
  expertParallel: devices,
})

/** DeepSeek-R1: 2,048 tokens in, 1,024 out. */
export const REASONING = {
  mi355x: scenario('mi355x', 'deepseek-r1', expertsOn(8), REASONING_LOAD),
  b200: scenario('b200-sxm', 'deepseek-r1', expertsOn(8), REASONING_LOAD),
  gb200: scenario('gb200-nvl72', 'deepseek-r1', expertsOn(32), REASONING_LOAD),
  h200: scenario(
    'h200-sxm',
    'deepseek-r1',
    { ...FP8, devices: 16, tensorParallel: 2, dataParallel: 8, expertParallel: 16 },
    REASONING_LOAD,
  ),
}
/** 50 ms a token, and three seconds to the first one. */
export const REASONING_KEEPS: Keeps = {
  limits: { timePerToken: 0.05, timeToFirstToken: 3, endToEnd: null, outputTokens: 1024 },
  arrivals: ARRIVALS,
  longInputTokens: null,
}
