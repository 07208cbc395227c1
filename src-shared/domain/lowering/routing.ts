/**
 * Distinct experts that receive at least one of the tokens' choices when all are equally likely: E·(1−(1−k/E)^t).
 * @param experts experts to choose from @param topK choices per token @param tokens tokens
 */
export function distinctExperts(experts: number, topK: number, tokens: number): number {
  if (topK >= experts) return experts
  return experts * (1 - Math.exp(tokens * Math.log1p(-topK / experts)))
}

/**
 * Other members of a group that receive a token when each of its choices falls on one of them with equal chance:
 * (n−1)·(1−(1−1/n)^k). A token is sent once to a member whatever number of its experts is there.
 * @param members devices, or nodes @param topK choices per token @param limit members a token may reach (node-limited routing)
 */
export function copiesSent(members: number, topK: number, limit = Infinity): number {
  if (members <= 1) return 0
  const reached = limit < members ? limit : members
  return ((reached * (members - 1)) / members) * (1 - Math.pow(1 - 1 / reached, topK))
}

/** Copies lmsys held of the 256 experts of DeepSeek-V3, as a share, when it measured what they gain. */
const MEASURED_REDUNDANCY = 32 / 256
/**
 * How much faster prompts ran once busy experts were copied and placed by load (EPLB): 1.49 times, and decode 2.54 times
 * (lmsys.org/blog/2025-05-05-large-scale-ep, 96 H100). The layout is one for both, so the smaller counts.
 */
const MEASURED_GAIN = 1.49

/**
 * Load of the busiest expert shard over the mean once copies of busy experts share it. Never more than without, never less
 * than even. Fewer copies than were measured gain in proportion; more gain no more than was measured.
 * @param skew load without copies @param redundant copies in a layer @param experts of the model in a layer
 */
export function sharedSkew(skew: number, redundant: number, experts: number): number {
  const share = Math.min(1, redundant / experts / MEASURED_REDUNDANCY)
  return Math.max(1, skew / (1 + (MEASURED_GAIN - 1) * share))
}

/** Fewest copies of experts with which they can be dealt evenly over so many shards. */
export function leastRedundant(experts: number, expertParallel: number): number {
  return (expertParallel - (experts % expertParallel)) % expertParallel
}
