/** What has to be met. Null: any. */
export interface Target {
  /** Seconds per output token, per user, at most. */
  readonly tpot: number | null
  /** Seconds to the first token, per user, at most. */
  readonly ttft: number | null
  /** Dollars per million output tokens, at most. */
  readonly costPerMillionOutput: number | null
}
