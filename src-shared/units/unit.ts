/** A unit of one dimension. */
export interface Unit {
  /** As printed: "TB/s". */
  readonly symbol: string
  /** SI value of one of it. */
  readonly factor: number
  /** Other spellings accepted when typed, compared without spaces. Case is forgiven only where nothing else could be meant. */
  readonly aliases?: readonly string[]
  /** Chosen when printing without a wish; units without it are understood and printed on demand only. */
  readonly printed?: boolean
  /** Smallest SI value printed in this unit, where that is not 1 of it (600 s before minutes are used). */
  readonly from?: number
}

/** A dimension's units, smallest first. */
export interface DimensionUnits {
  /** The name in a sentence: "a bandwidth". */
  readonly noun: string
  /** An example of what to type, for messages. */
  readonly example: string
  /** What a bare number means; null: a unit must be typed. */
  readonly bare: Unit | null
  readonly units: readonly Unit[]
}
