/** What a month of serving costs on one scenario's machine as the volume grows. */
export interface VolumeLine {
  readonly scenario: string
  /** Dollars per month at each volume; null: unknown. */
  readonly monthly: readonly (number | null)[]
  /** Copies of the whole deployment needed at each volume. */
  readonly copies: readonly number[]
}

/** A volume at which another scenario becomes the cheapest. */
export interface VolumeCrossing {
  /** Output tokens per month. */
  readonly at: number
  /** Range of that volume over the intervals of both throughputs and prices; null: it does not turn there. */
  readonly low: number | null
  readonly high: number | null
  /** Cheaper below, and above. */
  readonly below: string
  readonly above: string
}

/** Monthly cost over volume, and where the cheapest changes. */
export interface VolumeCurves {
  /** Ascending output tokens per month. */
  readonly volumes: readonly number[]
  readonly lines: readonly VolumeLine[]
  readonly crossings: readonly VolumeCrossing[]
}
