import type { StackProfile } from '../../src-shared/domain/stackProfile.ts'

const RESIDUAL = { p10: -0.1, p50: 0, p90: 0.1, count: 3 }
/** A calibration of one's own, of a stack on a B200. */
export const ownStack = (id: string, name: string): StackProfile => ({
  id,
  name,
  hardware: 'b200-sxm',
  software: 'vllm',
  style: 'aggregated',
  coefficients: {
    perStep: 0,
    perSequence: 0,
    perLayer: 0,
    perCollective: 0,
    perExpertLayer: 0,
    denseFactor: 1,
    attentionFactor: 1,
    expertFactor: 1,
    collectiveFactor: 1,
    rankImbalance: 0,
    prefillFactor: 1,
    perRequest: 0,
    queueFactor: 1,
    burstShare: 0,
  },
  points: 3,
  medianError: 0.05,
  medianErrorBefore: 0.2,
  tpot: RESIDUAL,
  ttft: RESIDUAL,
  domain: { requestsPerRank: [1, 16], inputTokens: [1000, 1000], contextTokens: [1100, 1100] },
  note: '',
})
