import { scanJson } from '#shared/document/scan.ts'
import type { DocumentFailure } from '#shared/document/failure.ts'
import { lineOfSyntaxError } from '#shared/document/recognise.ts'
import { broken, quoted, tooLarge } from './failures.ts'

/** Deepest nesting of any configuration or header is about ten. */
const DEEPEST = 64
/** Values of the largest file: a header of 100,000 tensors has some million. */
const MOST_VALUES = 2_000_000

/**
 * Parses JSON that somebody else wrote: brackets, keys and sizes are checked first, and the bare NaN and Infinity that
 * Python writes are read as null.
 * @param text the whole text; a byte order mark is tolerated @param name file name, for messages
 * @throws CodedError document-broken, document-too-large: one sentence
 */
export function parseForeignJson(text: string, name: string): unknown {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (body.trim() === '') throw broken(`${quoted(name)} is empty: copy it again from where it came.`)
  const failure = scanJson(body, { depth: DEEPEST, values: MOST_VALUES })
  if (failure) throw scanError(failure, name)
  try {
    return JSON.parse(withoutBareNumbers(body)) as unknown
  } catch (error) {
    const line = lineOfSyntaxError(error, body)
    throw broken(
      `${quoted(name)} has a mistake in its JSON${line === null ? '' : ` on line ${line}`}: correct it, or copy it again from where it came.`,
    )
  }
}

function scanError(failure: DocumentFailure, name: string): Error {
  const file = quoted(name)
  switch (failure.kind) {
    case 'truncated':
      return broken(`${file} ends in the middle: copy it again from where it came.`)
    case 'tooDeep':
      return tooLarge(`${file} is nested more than ${failure.limit} levels deep: check that it is the file you meant.`)
    case 'tooManyValues':
      return tooLarge(`${file} holds more than ${failure.limit} values: check that it is the file you meant.`)
    case 'duplicateKey':
      return broken(
        `${file} names ${quoted(failure.key)} twice in one object, the second time on line ${failure.line}: remove one of them.`,
      )
    case 'forbiddenKey':
      return broken(
        `${file} has a field named ${quoted(failure.key)} on line ${failure.line}: remove it or do not trust the file.`,
      )
    default:
      return broken(`${file} has a mistake in its JSON: correct it, or copy it again from where it came.`)
  }
}

const BARE = /-?\b(?:Infinity|NaN)\b/

/** Replaces NaN and Infinity outside of strings by null. */
function withoutBareNumbers(text: string): string {
  if (!BARE.test(text)) return text
  const parts: string[] = []
  let index = 0
  while (index < text.length) {
    const quote = text.indexOf('"', index)
    const end = quote === -1 ? text.length : quote
    parts.push(text.slice(index, end).replace(/-?\b(?:Infinity|NaN)\b/g, 'null'))
    if (quote === -1) break
    let close = quote + 1
    while (close < text.length && text[close] !== '"') close += text[close] === '\\' ? 2 : 1
    parts.push(text.slice(quote, close + 1))
    index = close + 1
  }
  return parts.join('')
}
