/** Times of a run in milliseconds as they stand in the file, 0 included. Null: not said. */
export interface Times {
  readonly tpot: number | null
  /** Mean time between two tokens. */
  readonly between: number | null
  readonly ttft: number | null
  /** From sending a request to its last token. */
  readonly request: number | null
}

/** How near to the whole request a time per token times its tokens has to be to hold all of it. */
const SAME = 0.005
/** Share of a request from which on its prompt cannot hide in that nearness. */
const VISIBLE = 4 * SAME

/**
 * Whether the times of a run are those of single tokens. Without streaming no token is seen before the last one: the time
 * to the first or between two is 0, and what is called the time per token is the whole request over its tokens.
 * @param outputTokens of an answer, mean
 * @returns what gives it away; `prompt`: streamed, but the time per token holds the prompt; null: nothing does
 */
export function notStreamed(times: Times, outputTokens: number): 'first' | 'between' | 'whole' | 'prompt' | null {
  // Answers of one token have no second one to wait for.
  if (outputTokens < 1.5) return null
  if (times.ttft === 0) return 'first'
  if (times.between === 0 || times.tpot === 0) return 'between'
  const { tpot, ttft, request } = times
  if (tpot === null || request === null || request <= 0) return null
  const holdsAll =
    Math.abs((tpot * (outputTokens - 1)) / request - 1) < SAME || Math.abs((tpot * outputTokens) / request - 1) < SAME
  if (!holdsAll) return null
  if (ttft === null) return 'whole'
  return ttft > VISIBLE * request ? 'prompt' : null
}
