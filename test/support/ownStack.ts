import { NEUTRAL_SERVING } from '../../src-main/engine/calibration/servingCoefficients.ts'
import type { StackProfile } from '../../src-shared/domain/stackProfile.ts'

const RESIDUAL = { p10: -0.1, p50: 0, p90: 0.1, count: 3 }
/** A calibration of one's own, of a stack on a B200. */
export const ownStack = (id: string, name: string): StackProfile => ({
  id,
  name,
  hardware: 'b200-sxm',
  software: 'vllm',
  style: 'aggregated',
  coefficients: NEUTRAL_SERVING,
  points: 3,
  medianError: 0.05,
  medianErrorBefore: 0.2,
  tpot: RESIDUAL,
  ttft: RESIDUAL,
  domain: { requestsPerRank: [1, 16], inputTokens: [1000, 1000], contextTokens: [1100, 1100] },
  note: '',
})
