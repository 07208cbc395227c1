import { CodedError } from '#shared/contract/errors.ts'

/** An object of a configuration. */
export type Json = Readonly<Record<string, unknown>>

/** @throws CodedError invalid-input, always */
export function fail(message: string): never {
  throw new CodedError('invalid-input', message)
}

/** An own property, or undefined: never one of a prototype. */
export function own(config: Json, key: string): unknown {
  return Object.hasOwn(config, key) ? config[key] : undefined
}

/** What stands under a key, without counting as having been read. */
export function peek(config: Json, key: string): unknown {
  return Object.getOwnPropertyDescriptor(config, key)?.value as unknown
}

/** A number, also where it is listed once a layer: of the same number in all of them. */
function alike(value: unknown): unknown {
  if (!Array.isArray(value) || value.length < 2) return value
  const [first] = value as readonly unknown[]
  return typeof first === 'number' && value.every((item) => item === first) ? first : value
}

/**
 * The first of several keys that holds a positive number; null: none does. What is absent, null or 0 is not there.
 * @throws CodedError invalid-input for any other value: a number of experts that is not understood must not become none
 */
export function optional(config: Json, ...keys: readonly string[]): number | null {
  for (const key of keys) {
    const value = alike(own(config, key))
    if (value === undefined || value === null || value === 0) continue
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value
    fail(`The model configuration has a value for "${key}" that is no positive number: correct it.`)
  }
  return null
}

/**
 * One fact under several names: a positive number, or null where none of the keys has it.
 * @throws CodedError invalid-input where two of them disagree, or one is not understood
 */
export function synonyms(config: Json, ...keys: readonly string[]): number | null {
  const found = keys.flatMap((key) => {
    const value = optional(config, key)
    return value === null ? [] : [{ key, value }]
  })
  const [first] = found
  const other = found.find(({ value }) => value !== first?.value)
  if (first && other) {
    fail(
      `The model configuration says ${first.value} in "${first.key}" and ${other.value} in "${other.key}": correct it.`,
    )
  }
  return first?.value ?? null
}

/** The first of several keys, a positive whole number. @throws CodedError invalid-input where there is none */
export function required(config: Json, ...keys: readonly string[]): number {
  return whole(optional(config, ...keys), keys[0] ?? '')
}

/** @returns the value, a whole number up to 1e8 @throws CodedError invalid-input for any other */
export function whole(value: number | null, key: string): number {
  if (value !== null && Number.isInteger(value) && value <= 1e8) return value
  return fail(`The model configuration needs a positive whole number "${key}".`)
}

/** A list; null: there is none. */
export function list(config: Json, key: string): readonly unknown[] | null {
  const value = own(config, key)
  return Array.isArray(value) ? value : null
}

/** Whether a value is an object with keys. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
