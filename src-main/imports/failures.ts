import { CodedError } from '#shared/contract/errors.ts'
import { plainLine } from './plainLine.ts'

/** A file that is of no kind this version imports. @param fact what it is instead, or what it lacks; then what to do */
export function foreign(fact: string): CodedError {
  return new CodedError('document-foreign', fact)
}

/** A file of a known kind that cannot be used. @param fact what is wrong with it; then what to do */
export function broken(fact: string): CodedError {
  return new CodedError('document-broken', fact)
}

/** A file, or a part of it, beyond a limit. @param fact what is too large; then what to do */
export function tooLarge(fact: string): CodedError {
  return new CodedError('document-too-large', fact)
}

/** Text of a file as part of a sentence: one short line in quotes. */
export function quoted(text: string): string {
  return `“${plainLine(text, 60)}”`
}
