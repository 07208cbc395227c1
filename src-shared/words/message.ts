import type { FormatOptions } from '../units/format.ts'
import type { Dimension } from '../units/quantity.ts'

/** A quantity inside a sentence; printed with its unit in the reader's language. */
export interface Amount {
  /** SI value; null: nobody knows it, and the sentence says so. */
  readonly value: number | null
  readonly dimension: Dimension
  readonly options?: FormatOptions
}

/** What stands in a sentence: words, a number, a quantity, or a list of words that the language joins. */
export type Value = string | number | Amount | readonly string[]
/** The values of a message, by the names its pattern uses. */
export type Values = Readonly<Record<string, Value>>

declare const takes: unique symbol

/** A pattern in ICU MessageFormat that takes these arguments; without any, it is said as it stands. */
export type Message<Arguments extends Values = Readonly<Record<never, never>>> = string & {
  readonly [takes]?: (values: Arguments) => void
}

/**
 * Declares a message with its arguments.
 * @param pattern ICU MessageFormat: "{count, plural, one {# device} other {# devices}}"; an apostrophe is ’
 */
export function message<Arguments extends Values = Readonly<Record<never, never>>>(
  pattern: string,
): Message<Arguments> {
  return pattern
}

/** A quantity as an argument of a message. */
export function amount(value: number | null, dimension: Dimension, options?: FormatOptions): Amount {
  return options ? { value, dimension, options } : { value, dimension }
}
