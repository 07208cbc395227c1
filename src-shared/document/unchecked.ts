/** Input of a step, of which nothing is known yet. */
export type Json = Record<string, unknown>

/** Fails on anything but an object: a step gets unchecked input and must not invent what is not there. */
export function asObject(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object')
  return value as Json
}

/** Fails on anything but a list. */
export function asList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error('not a list')
  return value
}
