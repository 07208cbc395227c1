/**
 * What a serving stack adds to the sum of its operators, and how far its kernels in service are from the same kernels
 * in a benchmark loop. All are fitted per (device, stack) from whole serving runs; see `scripts/calibrate/serving.ts`.
 */
export interface ServingCoefficients {
  /** Seconds once per step: scheduler, sampling, graph launch. */
  readonly perStep: number
  /**
   * Host seconds per request in the step: scheduling, block tables, sampling and detokenising of each. Mostly hidden where
   * the device takes longer (`serving/step.ts`).
   */
  readonly perSequence: number
  /** Host seconds per layer of a step that carries prompts: no captured graph holds it. Hidden likewise. */
  readonly mixedPerLayer: number
  /** Seconds per layer and step that no operator accounts for. */
  readonly perLayer: number
  /** Seconds per collective, above its benchmark time. */
  readonly perCollective: number
  /** Seconds per MoE layer: routing, permutation, load imbalance. */
  readonly perExpertLayer: number
  /** Factors on the time of operators above their launch overhead; 1 = as in the operator benchmark. */
  readonly denseFactor: number
  readonly attentionFactor: number
  readonly expertFactor: number
  readonly collectiveFactor: number
  /** Share by which a step lengthens where ranks hold requests of their own: all wait for the fullest. */
  readonly rankImbalance: number
  /** Factor on the prompt's share of a step: chunking, padding and unfused prompt kernels. */
  readonly prefillFactor: number
  /** Seconds per request before its first step: tokenisation, network, admission. */
  readonly perRequest: number
  /**
   * Host seconds per layer and prompt step, and more per MoE layer: steps with prompts run without a captured graph, so the
   * host launches every kernel. On the path of the request alone, for it overlaps what the device does for others.
   */
  readonly promptPerLayer: number
  readonly promptPerExpertLayer: number
  /** Factor on the textbook wait for other prompts. */
  readonly queueFactor: number
  /** Share of the start-up burst (all requests at once) that the mean time to the first token carries. */
  readonly burstShare: number
}

/** The stack that adds nothing and whose kernels are as measured alone. */
export const NEUTRAL_SERVING: ServingCoefficients = {
  perStep: 0,
  perSequence: 0,
  mixedPerLayer: 0,
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
  promptPerLayer: 0,
  promptPerExpertLayer: 0,
  queueFactor: 1,
  burstShare: 0,
}
