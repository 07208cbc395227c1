import type { Precision } from '#shared/domain/precision.ts'
import type { Calibration } from '../calibration/calibration.ts'
import type { Machine } from '../machine.ts'
import { spread } from './roofline.ts'
import { softMaximum, type Timing } from './timing.ts'

const TILE = 128
const ACTIVATION_BYTES = 2
/** Gate, up and down projections of a gated expert. */
const MATRICES = 3

/**
 * Distinct experts that receive at least one of the tokens' choices when all are equally likely: E·(1−(1−k/E)^t).
 * @param experts experts to choose from @param topK choices per token @param tokens tokens
 */
export function distinctExperts(experts: number, topK: number, tokens: number): number {
  if (topK >= experts) return experts
  return experts * (1 - Math.exp(tokens * Math.log1p(-topK / experts)))
}

/**
 * The routed experts' feed-forward on the busiest device: grouped matrix multiplications over the experts it holds.
 * @param tokens tokens entering the layer in the whole expert group @param hidden model width
 * @param intermediate width of one expert @param topK experts per token @param experts experts in the layer
 * @param tensorParallel devices one expert is cut over @param expertParallel devices the experts are spread over
 * @param skew load of the busiest expert shard over the mean, 1 = even
 */
export function moeTime(
  machine: Machine,
  calibration: Calibration,
  precision: Precision,
  weightBytesPerElement: number,
  tokens: number,
  hidden: number,
  intermediate: number,
  topK: number,
  experts: number,
  tensorParallel: number,
  expertParallel: number,
  skew: number,
  out: Timing,
): void {
  const coefficients = calibration.moe
  const local = experts / expertParallel
  const width = intermediate / tensorParallel
  const shardLoad = expertParallel > 1 ? skew : 1
  const assignments = Math.min(tokens * topK, ((tokens * topK) / expertParallel) * shardLoad)
  const active = Math.max(1, Math.min(assignments, distinctExperts(experts, topK, tokens) / expertParallel))
  const perExpert = assignments / active
  const weights = active * MATRICES * hidden * width * weightBytesPerElement
  const activations = assignments * (2 * hidden + MATRICES * width) * ACTIVATION_BYTES
  const tiles = active * Math.ceil(perExpert / TILE) * Math.ceil((2 * width) / TILE)
  const flops = 2 * MATRICES * assignments * hidden * width
  const compute =
    flops / (machine.peaks[precision].rate * coefficients.compute * spread(machine, tiles, coefficients.occupancy))
  const memory = (weights + activations + coefficients.rampBytes) / (machine.serving.bandwidth * coefficients.memory)
  out.compute = compute
  out.memory = memory
  out.cache = 0
  out.link = 0
  out.overhead = coefficients.overhead
  out.seconds = coefficients.overhead + softMaximum(compute, memory) * (local > 0 ? 1 : 0)
}
