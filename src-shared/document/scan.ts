import type { DocumentFailure } from './failure.ts'

/** Keys that reach an object's prototype in careless code. No workspace has them. */
export const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** How much of a text is looked at before it is refused. */
export interface ScanLimits {
  readonly depth: number
  readonly values: number
}

/**
 * Reads JSON text once from left to right, before it is parsed: JSON.parse recurses, keeps the last of two equal keys
 * and accepts `__proto__`, and none of these may happen to a document.
 *
 * It checks brackets and keys only; other mistakes are left to JSON.parse.
 *
 * @param text the document @param limits deepest nesting and most values allowed
 * @returns the first failure, or null
 */
export function scanJson(text: string, limits: ScanLimits): DocumentFailure | null {
  /** One entry per open bracket: the keys seen in an object, null for a list. */
  const open: (Set<string> | null)[] = []
  let line = 1
  /** Each value but the outermost follows an opening bracket or a comma. */
  let values = 1
  let index = 0
  while (index < text.length) {
    const unit = text.charCodeAt(index)
    switch (unit) {
      case NEWLINE:
        line += 1
        index += 1
        break
      case QUOTE: {
        const end = endOfString(text, index)
        if (end === -1) return { kind: 'truncated' }
        const keys = open.at(-1)
        if (keys && isKey(text, end)) {
          const failure = checkKey(text.slice(index, end), keys, line)
          if (failure) return failure
        }
        index = end
        break
      }
      case OPEN_BRACE:
      case OPEN_BRACKET:
        if (open.length === limits.depth) return { kind: 'tooDeep', limit: limits.depth }
        values += 1
        open.push(unit === OPEN_BRACE ? new Set() : null)
        index += 1
        break
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        if (open.length === 0) return { kind: 'syntax', line }
        open.pop()
        index += 1
        break
      case COMMA:
        values += 1
        if (values > limits.values) return { kind: 'tooManyValues', limit: limits.values }
        index += 1
        break
      default:
        index += 1
    }
  }
  return open.length > 0 ? { kind: 'truncated' } : null
}

const NEWLINE = 0x0a
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d

/** @returns the index after the closing quote of the string that starts at `start`, or −1 */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit === BACKSLASH) index += 1
    else if (unit === QUOTE) return index + 1
  }
  return -1
}

/** A string in an object is a key when a colon follows. */
function isKey(text: string, end: number): boolean {
  let index = end
  while (index < text.length && ' \t\r\n'.includes(text.charAt(index))) index += 1
  return text.charCodeAt(index) === COLON
}

function checkKey(literal: string, keys: Set<string>, line: number): DocumentFailure | null {
  const key = keyText(literal)
  if (key === null) return { kind: 'syntax', line }
  if (FORBIDDEN_KEYS.has(key)) return { kind: 'forbiddenKey', key, line }
  if (keys.has(key)) return { kind: 'duplicateKey', key, line }
  keys.add(key)
  return null
}

/** A key written with escapes ("\u005f") is the same key. @returns null where the escape is broken */
function keyText(literal: string): string | null {
  if (!literal.includes('\\')) return literal.slice(1, -1)
  try {
    return JSON.parse(literal) as string
  } catch {
    return null
  }
}
