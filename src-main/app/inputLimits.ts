/** Deepest nesting any input of the contract has is about ten; the rest is an attempt to exhaust the stack. */
const MAXIMUM_DEPTH = 64
/** Values in one input. A workspace with eight scenarios has about ten thousand. */
const MAXIMUM_VALUES = 2_000_000
/** Characters of one text. Documents are the longest; their own limit is lower and gives a better sentence. */
const MAXIMUM_CHARACTERS = 256_000_000

/** Keys that plain data never has and that could reach an object's prototype. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Looks at an unchecked input before any schema does: schemas walk recursively and records keep any key.
 * @param input anything that came over a transport
 * @returns null when it may be given to a schema; otherwise one sentence
 */
export function inputProblem(input: unknown): string | null {
  if (input === null || typeof input !== 'object') return primitiveProblem(input)
  // Depth first with an explicit stack: hostile nesting must not use ours.
  const values: object[] = [input]
  const depths: number[] = [1]
  let seen = 0
  for (let value = values.pop(); value !== undefined; value = values.pop()) {
    const depth = depths.pop() ?? 1
    if (depth > MAXIMUM_DEPTH) return 'The request is nested too deeply to be one of ours.'
    const items: readonly unknown[] | null = Array.isArray(value) ? value : null
    const keys = items ? [] : Object.keys(value)
    const length = items ? items.length : keys.length
    seen += length
    if (seen > MAXIMUM_VALUES) return 'The request holds too many values; send less at once.'
    for (let index = 0; index < length; index += 1) {
      const key = keys[index]
      if (key !== undefined && FORBIDDEN_KEYS.has(key)) return `The request holds the forbidden name “${key}”.`
      const child = items ? items[index] : (value as Readonly<Record<string, unknown>>)[key ?? '']
      if (child !== null && typeof child === 'object') {
        values.push(child)
        depths.push(depth + 1)
      } else {
        const problem = primitiveProblem(child)
        if (problem !== null) return problem
      }
    }
  }
  return null
}

function primitiveProblem(value: unknown): string | null {
  if (typeof value === 'string' && value.length > MAXIMUM_CHARACTERS) {
    return 'The request holds a text that is too long.'
  }
  return null
}
