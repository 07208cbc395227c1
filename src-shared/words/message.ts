import type { Alternatives, Sum, Wording } from '../domain/wording.ts'
import type { Amount } from '../units/amount.ts'

/** What stands in a sentence: words, a number, a quantity, other words, or several that the language joins. */
export type Value = string | number | Amount | Wording | readonly (string | Wording)[] | Alternatives | Sum
/** The values of a message, by the names its pattern uses. */
export type Values = Readonly<Record<string, Value>>

declare const takes: unique symbol

/** A pattern in ICU MessageFormat that takes these arguments; without any, it is said as it stands. */
export type Message<Arguments extends Values = Readonly<Record<never, never>>> = string & {
  readonly [takes]?: (values: Arguments) => void
}

/** A message for every code of a table, with the code's parameters as its arguments: none can be forgotten. */
export type MessagesOf<Table extends { readonly [Code in keyof Table]: Values }> = {
  readonly [Code in keyof Table]: Message<Table[Code]>
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
