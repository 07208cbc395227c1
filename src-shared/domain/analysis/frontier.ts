/** One load of a scenario on its way from few requests to many. Null: unknown, or it does not run. */
export interface FrontierPoint {
  /** Requests in flight in the whole deployment. */
  readonly concurrency: number
  readonly tpot: number | null
  readonly ttft: number | null
  /** Output tokens/s of the whole deployment. */
  readonly systemThroughput: number | null
  readonly watts: number | null
  readonly hourly: number | null
  /** All requests fit in memory at once. */
  readonly fits: boolean
  /** The load lies beyond what its calibration has measured. */
  readonly beyond: boolean
}

/** What a scenario delivers as more requests share it. */
export interface FrontierCurve {
  readonly scenario: string
  /** Ascending in concurrency; the last may be the first that does not fit. */
  readonly points: readonly FrontierPoint[]
}

/** Speed for one user against throughput for all, of every scenario. */
export interface Frontier {
  readonly curves: readonly FrontierCurve[]
}
