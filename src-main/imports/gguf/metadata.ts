import { broken, quoted } from '../failures.ts'
import { plainLine } from '../plainLine.ts'
import type { GgufHeader, GgufList, GgufValue } from './header.ts'

/** The metadata of one architecture, which remembers which keys were asked for. */
export interface Metadata {
  readonly architecture: string
  /** A text of the file, shortened; null: there is none. @param key whole: "general.name" */
  text(key: string): string | null
  /** A number that is not negative; null: absent or 0. @param key after the architecture: "block_count" */
  number(key: string): number | null
  /** A positive whole number. @throws CodedError document-broken where there is none */
  required(key: string): number
  /** A value for each layer, be it written once or as a list; 0 where the list says so, null where the key is absent. */
  perLayer(key: string): (index: number) => number | null
  list(key: string): GgufList | null
  /** Keys nobody asked for. */
  unread(): readonly { readonly key: string; readonly value: unknown }[]
}

/** Longest count of anything a model is made of. */
const MOST = 1e8

/** @throws CodedError document-broken: no architecture is named, or a value is not of the kind its key needs */
export function metadataOf({ values }: GgufHeader, name: string): Metadata {
  const seen = new Set<string>()
  const read = (key: string): GgufValue | undefined => {
    seen.add(key)
    return values.get(key)
  }
  const architecture = read('general.architecture')
  if (typeof architecture !== 'string' || architecture === '') {
    throw broken(`${quoted(name)} does not name its architecture: if it is a part of a split file, import the first.`)
  }
  const own = (key: string) => `${architecture}.${key}`

  function wrong(key: string): Error {
    return broken(
      `${quoted(name)} has no usable value for ${quoted(own(key))}: convert the model again, or import its config.json.`,
    )
  }
  function numberOf(value: unknown, key: string): number {
    if (typeof value === 'number' && Number.isFinite(value) && value >= 0 && value <= MOST) return value
    throw wrong(key)
  }
  const number = (key: string): number | null => {
    const value = read(own(key))
    if (value === undefined) return null
    const found = numberOf(value, key)
    return found === 0 ? null : found
  }
  return {
    architecture,
    text(key) {
      const value = read(key)
      return typeof value === 'string' && value.trim() !== '' ? plainLine(value.trim(), 100) : null
    },
    number,
    required(key) {
      const value = number(key)
      if (value === null || !Number.isInteger(value)) throw wrong(key)
      return value
    },
    perLayer(key) {
      const value = read(own(key))
      if (value === undefined) return () => null
      if (typeof value !== 'object') return () => numberOf(value, key)
      return (index) => numberOf(value.items?.[index], key)
    },
    list(key) {
      const value = read(own(key))
      return typeof value === 'object' ? value : null
    },
    unread: () => [...values].flatMap(([key, value]) => (seen.has(key) ? [] : [{ key, value: plain(value) }])),
  }
}

/** A list as its items, so that one of zeros counts as switched off. */
function plain(value: GgufValue): unknown {
  return typeof value === 'object' ? (value.items ?? value.length) : value
}
