import type { Wording } from '../domain/wording.ts'
import { english } from './english/english.ts'
import { wordingText } from './say.ts'

/**
 * Plain data for a reader who wants sentences: every code with its parameters is replaced by its words, and a finding
 * keeps its code beside them.
 * @param data anything that can be written as JSON
 */
export function inWords(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(inWords)
  if (typeof data !== 'object' || data === null) return data
  if (isWording(data)) {
    const text = wordingText(data)
    return 'severity' in data ? { severity: data.severity, code: data.code, text } : text
  }
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, inWords(value)]))
}

const PARTS: ReadonlySet<string> = new Set(['code', 'parameters', 'severity'])

/** Data with parts of its own may happen to bear a code that is also a message's. */
function isWording(data: object): data is Wording {
  if (!('code' in data) || typeof data.code !== 'string' || !Object.hasOwn(english, data.code)) return false
  return Object.keys(data).every((part) => PARTS.has(part))
}
