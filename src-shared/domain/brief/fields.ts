import { nearestNames } from '../nearestNames.ts'
import type { Wording } from '../wording.ts'
import { NOT_GIVEN } from './assumed.ts'
import { briefSchema, type Brief } from './brief.ts'
import { DEFAULT_OFFER } from './defaults.ts'
import { amountOf, demandRates } from './demandRates.ts'
import { FIELD_KINDS, type FieldKind } from './fieldKinds.ts'
import { isClearing, readText, refused, type TextRead } from './fieldText.ts'
import { RISKS } from './risk.ts'

/** What stands at a place of a brief. */
export type ReadField =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly message: Wording }
/** The brief with one field set. */
export type SetField = { readonly ok: true; readonly brief: Brief } | { readonly ok: false; readonly message: Wording }

type Json = Record<string, unknown>

/** A brief is plain data. */
const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** A path with its alternative found. */
interface Place {
  /** As in the file, with the index of the alternative. */
  readonly keys: readonly (string | number)[]
  /** With `*` for the alternative, and for a risk of it. */
  readonly pattern: string
}

/** What a place holds. Undefined: no field is called so, or it has parts. */
function kindOf({ pattern }: Place): FieldKind | undefined {
  return Object.hasOwn(FIELD_KINDS, pattern) ? FIELD_KINDS[pattern] : undefined
}

/**
 * What stands at a path of the brief: "demand.amount", "alternatives.b200.offer.price", "demand.requestsPerSecond".
 * @param path as in the file; alternatives by id or letter
 */
export function readBrief(brief: Brief, path: string): ReadField {
  const place = placeOf(brief, path)
  if ('message' in place) return { ok: false, message: place.message }
  const field = kindOf(place)
  if (field?.kind === 'demand') {
    const rates = demandRates(brief.demand)
    if (field.unit === 'outputTokensPerDay') return { ok: true, value: rates.outputTokensPerDay }
    const { meanRequestsPerSecond: mean } = rates
    return { ok: true, value: mean === null ? null : amountOf({ ...brief.demand, unit: field.unit }, mean) }
  }
  let found: unknown = brief
  for (const key of place.keys) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) {
      // A part that is empty has empty fields; anything else is no field of a brief.
      return field === undefined ? { ok: false, message: unknownPath(brief, path) } : { ok: true, value: null }
    }
    found = (found as Json)[key]
  }
  return { ok: true, value: found }
}

/**
 * The brief with one field set from what was typed: "500M", "30 ms", "36 months", "9 %", and "2 (1.5..3)" for a figure with a
 * range. “null”, “none” and “unknown” clear it. A figure that is set is one's own, and where the last one was from is
 * forgotten.
 * @param path as in the file; alternatives by id or letter
 */
export function setBrief(brief: Brief, path: string, text: string): SetField {
  const place = placeOf(brief, path)
  if ('message' in place) return { ok: false, message: place.message }
  const field = kindOf(place)
  if (field === undefined) return { ok: false, message: notSettable(brief, path, place) }
  const next = copyOf(brief) as Json
  if (field.kind === 'demand') {
    const read = readText(brief, path, { kind: 'number', limit: 'brief.demand.amount', assumed: true }, text)
    if (!read.ok) return read
    next['demand'] = { ...brief.demand, unit: field.unit, amount: read.value ?? NOT_GIVEN }
    return checked(path, next)
  }
  const read = readText(brief, path, field, text)
  if (!read.ok) return read
  const owner = ownerOf(next, place)
  if (owner === null) {
    const missing = path.split('.').slice(0, -1).join('.')
    return isClearing(text)
      ? { ok: true, brief }
      : refused({ code: 'briefField.missing', parameters: { path, owner: missing } })
  }
  put(owner, place, read)
  return checked(path, next)
}

function put(owner: Json, { keys, pattern }: Place, read: Extract<TextRead, { ok: true }>): void {
  const last = String(keys.at(-1))
  if (/^alternatives\.\*\.risks\.\*$/.test(pattern)) delete owner[last]
  // A price that is cleared is asked of the profile again; any other figure becomes one nobody gave.
  else if (read.value === null && read.assumed && !pattern.endsWith('ffer.price')) owner[last] = { ...NOT_GIVEN }
  else owner[last] = read.value
}

/** Numbers are read within their limits: what a brief still refuses is that nothing stands where something has to. */
function checked(path: string, next: Json): SetField {
  const parsed = briefSchema.safeParse(next)
  return parsed.success
    ? { ok: true, brief: parsed.data }
    : refused({ code: 'briefField.needed', parameters: { path } })
}

const HOSTED = { input: NOT_GIVEN, cached: NOT_GIVEN, output: NOT_GIVEN, rateLimit: null, evidence: null }
const RISK = { score: 3, evidence: '', date: null, author: '', effects: null }

/** Parts a brief does not have before their first field is set. */
function startOf(pattern: string): unknown {
  if (pattern.endsWith('ffer.hosted')) return HOSTED
  if (pattern.endsWith('.keptOffer')) return DEFAULT_OFFER
  return null
}

/** The object a field stands in; made where the brief can do without it until then. Null: it is not there. */
function ownerOf(brief: Json, { keys, pattern }: Place): Json | null {
  let owner = brief
  const parts = pattern.split('.')
  for (const [index, key] of keys.slice(0, -1).entries()) {
    const here = parts.slice(0, index + 1).join('.')
    if (owner[key] === null || owner[key] === undefined) {
      const isScored = /^alternatives\.\*\.risks\.\*$/.test(here) && pattern.endsWith('.score')
      const made = isScored ? RISK : startOf(here)
      if (made === null) return null
      owner[key] = copyOf(made)
    }
    owner = owner[key] as Json
  }
  return owner
}

function placeOf(brief: Brief, path: string): Place | { readonly message: Wording } {
  const parts = path.trim().split('.')
  const [list, named, ...inner] = parts
  if (list !== 'alternatives' || named === undefined) return { keys: parts, pattern: parts.join('.') }
  const index = alternativeIndex(brief, named)
  if (index < 0) {
    const known = brief.alternatives.map(({ id }) => id).join(', ') || 'none'
    return { message: { code: 'briefField.alternative', parameters: { named, known } } }
  }
  const rest = [...inner]
  if (rest[0] === 'risks' && rest[1] !== undefined && (RISKS as readonly string[]).includes(rest[1])) rest[1] = '*'
  return { keys: ['alternatives', index, ...inner], pattern: ['alternatives', '*', ...rest].join('.') }
}

/** Place of an alternative in the brief's list, by id, else by letter; −1: none is called so. */
export function alternativeIndex({ alternatives }: Brief, named: string): number {
  const byId = alternatives.findIndex(({ id }) => id === named)
  if (byId >= 0) return byId
  return alternatives.findIndex(({ slot }) => 'ABCDEFGH'[slot] === named.toUpperCase())
}

function notSettable(brief: Brief, path: string, { pattern }: Place): Wording {
  if (/^(model|alternatives\.\*\.(id|slot|hardware|keeps))$/.test(pattern)) {
    return { code: 'briefField.fixed', parameters: { path } }
  }
  const inner = Object.keys(FIELD_KINDS).filter((known) => known.startsWith(`${pattern}.`))
  const [first] = inner
  if (first !== undefined) {
    return { code: 'briefField.part', parameters: { path, nearest: `${path}${first.slice(pattern.length)}` } }
  }
  return unknownPath(brief, path)
}

function unknownPath(brief: Brief, path: string): Wording {
  const [list, named] = path.split('.')
  const called = list === 'alternatives' ? (named ?? '*') : (brief.alternatives[0]?.id ?? '*')
  const known = Object.keys(FIELD_KINDS).map((each) =>
    each.replace('alternatives.*', `alternatives.${called}`).replace('.*', '.software'),
  )
  // A path within an alternative is meant to stay there.
  const near = known.filter((each) => each.startsWith('alternatives.') === (list === 'alternatives'))
  const [nearest = ''] = nearestNames(path, near, 1)
  return { code: 'briefField.unknown', parameters: { path, nearest } }
}
