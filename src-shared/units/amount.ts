import type { FormatOptions } from './format.ts'
import type { Dimension } from './quantity.ts'

/** A quantity that is yet to be printed: inside a sentence, with its unit in the reader's language. */
export interface Amount {
  /** SI value; null: nobody knows it, and the sentence says so. */
  readonly value: number | null
  readonly dimension: Dimension
  readonly options?: FormatOptions
}

/** A quantity as it stands in a sentence. @param value SI value; null: nobody knows it */
export function amount(value: number | null, dimension: Dimension, options?: FormatOptions): Amount {
  return options ? { value, dimension, options } : { value, dimension }
}
