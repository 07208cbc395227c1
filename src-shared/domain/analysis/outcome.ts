import type { Resource } from '../result.ts'

/** What became of one point of an analysis. */
export type Outcome = 'runs' | 'doesNotFit' | 'invalid' | 'unknown'

/** One point of an analysis: its headline numbers, or why it has none. Null: unknown, or it does not run. */
export interface Point {
  readonly outcome: Outcome
  /** Seconds per output token, per user. */
  readonly tpot: number | null
  /** Seconds to the first token, per user. */
  readonly ttft: number | null
  /** Output tokens/s of the whole system. */
  readonly systemThroughput: number | null
  /** Dollars per million output tokens. */
  readonly costPerMillionOutput: number | null
  /** Joules per output token, whole system. */
  readonly energyPerOutputToken: number | null
  /** What most of a decode step waits for. */
  readonly binding: Resource | null
}
