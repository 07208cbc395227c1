import { LIMITS, type LimitName } from '#shared/domain/limits.ts'
import { readNumber } from '#shared/domain/readNumber.ts'
import type { ParseOptions } from '#shared/units/parse.ts'
import { wordingText } from '#shared/words/say.ts'
import { usageFailure } from './exitCodes.ts'

/**
 * A number that was typed for a command, read as the window reads it: "30k", "15 ms", "$2.5".
 * @param what names it in the failure: "--draws" @returns SI @throws usage failure that says what would do
 */
export function numberTyped(text: string, limit: LimitName, what: string, options: ParseOptions = {}): number {
  const read = readNumber(text, LIMITS[limit], options)
  if (read.ok) return read.value
  throw usageFailure(`${what} “${text}”: ${wordingText(read.message)}`)
}

/** The number of an option, or null where it was not given. @throws usage failure that says what would do */
export function numberOption(values: ReadonlyMap<string, string>, name: string, limit: LimitName): number | null {
  const typed = values.get(name)
  return typed === undefined ? null : numberTyped(typed, limit, `--${name}`)
}
