import type { Pair } from './tally.ts'

/** Seconds above which a first token may have waited for something else than prompts. */
const LONG = 4
/** Times the prediction above which it must have. */
const FAR = 3

/**
 * Whether a first token waited for compilation or connections rather than for prompts: longer than 4 s and than three times
 * the prediction. About one aggregated run in 25 and one in seven of separate pools do.
 * @param pair seconds
 */
export function isStalled({ measured, predicted }: Pair): boolean {
  return measured > LONG && measured > FAR * predicted
}
