import type { z } from 'zod'
import { limitWording } from '../domain/limitIssue.ts'
import type { Wording } from '../domain/wording.ts'
import { shorten, type DocumentFailure } from './failure.ts'
import { pathWords } from './words.ts'

/** A failure for one field. @param path where @param expected noun phrase @param found the value that is there */
export function wrongType(
  path: readonly PropertyKey[],
  expected: string,
  found: unknown,
): Extract<DocumentFailure, { kind: 'wrongType' }> {
  return { kind: 'wrongType', field: pathWords(path), expected, found: describeValue(found), others: 0 }
}

/** A validation failure in words, without the validator's jargon. @param say the language of a limit's words */
export function wrongTypeOfIssue(
  issue: z.core.$ZodIssue,
  say: (wording: Wording) => string,
): Extract<DocumentFailure, { kind: 'wrongType' }> {
  switch (issue.code) {
    case 'unrecognized_keys':
      return wrongType([...issue.path, issue.keys[0] ?? ''], 'absent', issue.input?.[issue.keys[0] ?? ''])
    case 'invalid_key':
      return wrongType(issue.path, 'stored under a shorter name', issue.path.at(-1))
    case 'invalid_union': {
      // A union without a discriminator reports one list per member; the shortest names the nearest member.
      const nearest = issue.errors.toSorted((left, right) => left.length - right.length)[0]?.[0]
      return nearest
        ? wrongTypeOfIssue({ ...nearest, path: [...issue.path, ...nearest.path] }, say)
        : wrongType(issue.path, 'one of the known kinds', issue.input)
    }
    default:
      return wrongType(issue.path, expectation(issue, say), issue.input)
  }
}

function expectation(
  issue: Exclude<z.core.$ZodIssue, { code: 'unrecognized_keys' | 'invalid_key' | 'invalid_union' }>,
  say: (wording: Wording) => string,
): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_WORDS[issue.expected] ?? `a value of type ${issue.expected}`
    case 'invalid_value':
      return issue.values.length === 1
        ? `“${String(issue.values[0])}”`
        : `one of ${issue.values.map((value) => String(value)).join(', ')}`
    case 'too_small':
      return bound(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)
    case 'too_big':
      return bound(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)
    case 'invalid_format':
      return 'a text of the usual form'
    case 'not_multiple_of':
      return `a multiple of ${issue.divisor}`
    case 'invalid_element':
      return 'a list of known items'
    case 'custom': {
      const limit = limitWording(issue)
      return `consistent (${(limit ? say(limit) : issue.message).replace(/\.$/, '')})`
    }
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
  never: 'absent',
}

function bound(origin: string, comparison: string, limit: number | bigint): string {
  switch (origin) {
    case 'string':
      return `a text of ${comparison} ${limit} characters`
    case 'array':
      return `a list of ${comparison} ${limit} items`
    default:
      return `${comparison} ${limit}`
  }
}

/** A value from a file as a noun phrase: short, on one line, and never an object spelled out. */
function describeValue(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'missing'
    case 'string':
      return `the text “${shorten(value)}”`
    case 'number':
      return `the number ${String(value).replace('-', '−')}`
    case 'boolean':
      return String(value)
    default:
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object'
  }
}
