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

/** The first of several keys that holds a positive number; null: none does. */
export function optional(config: Json, ...keys: readonly string[]): number | null {
  for (const key of keys) {
    const value = own(config, key)
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value
  }
  return null
}

/** The first of several keys, a positive whole number. @throws CodedError invalid-input where there is none */
export function required(config: Json, ...keys: readonly string[]): number {
  const value = optional(config, ...keys)
  if (value === null || !Number.isInteger(value) || value > 1e8) {
    fail(`The model configuration needs a positive whole number "${keys[0]}".`)
  }
  return value
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
