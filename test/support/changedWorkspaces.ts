import * as fc from 'fast-check'
import { embedProfile } from '#main/documents/embed.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Workspace } from '#shared/domain/workspace.ts'

/** A place in a workspace: names and positions from the outside in. */
export type Place = readonly (string | number)[]

/** One changed leaf. */
export interface LeafChange {
  readonly place: Place
  readonly value: unknown
}

/** What names other parts of a workspace, says which kind of thing something is, or follows from something else. */
const FIXED = new Set([
  'id',
  'hardware',
  'model',
  'baseline',
  'slot',
  'hash',
  'kind',
  'keeps',
  'bridge',
  'section',
  'after',
])

/** Every leaf that can be changed by itself. */
export function leavesOf(workspace: Workspace): readonly Place[] {
  const found: Place[] = []
  const walk = (value: unknown, place: Place): void => {
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (!FIXED.has(key)) walk(inner, [...place, Array.isArray(value) ? Number(key) : key])
      }
    } else if (value !== null) found.push(place)
  }
  const { profiles, ...own } = workspace
  walk(own, [])
  // Keys of the tables are ids of machines and models, not fields.
  for (const table of ['hardware', 'models'] as const) {
    for (const [id, { profile }] of Object.entries(profiles[table])) walk(profile, ['profiles', table, id, 'profile'])
  }
  return found
}

const valueAt = (root: unknown, place: Place): unknown =>
  place.reduce((value, key) => (value as Readonly<Record<string | number, unknown>>)[key], root)

/** Other values of a leaf's own type; whether a file may hold them, the document says. */
function otherValue(value: unknown): fc.Arbitrary<unknown> {
  if (typeof value === 'boolean') return fc.constant(!value)
  if (typeof value === 'string') return fc.string({ minLength: 1, maxLength: 12 }).map((text) => `${text}~`)
  const number = value as number
  // Beyond that one more may be the same number.
  return Number.isInteger(number) && Math.abs(number) < 2 ** 50
    ? fc.integer({ min: 1, max: 9 }).map((more) => number + more)
    : fc.double({ min: 0.5, max: 0.99, noNaN: true }).map((share) => number * share)
}

/** A workspace with leaves changed; null: no file may hold it. */
export function withChanges(workspace: Workspace, changes: readonly LeafChange[]): Workspace | null {
  const copy = structuredClone(workspace)
  for (const { place, value } of changes) {
    const holder = valueAt(copy, place.slice(0, -1)) as Record<string | number, unknown>
    holder[place.at(-1) ?? ''] = value
    const [first, table, id] = place
    if (first !== 'profiles') continue
    const profiles = copy.profiles[table as 'hardware'] as Record<string, unknown>
    profiles[String(id)] = embedProfile(copy.profiles[table as 'hardware'][String(id)]?.profile as never)
  }
  const parsed = parseDocument(serializeDocument(copy))
  return parsed.ok && parsed.leftOut === undefined ? parsed.workspace : null
}

/** One change of a workspace that a file may hold. */
export function change(workspace: Workspace, leaves: readonly Place[]): fc.Arbitrary<LeafChange> {
  return fc
    .constantFrom(...leaves)
    .chain((place) => otherValue(valueAt(workspace, place)).map((value) => ({ place, value })))
    .filter((made) => withChanges(workspace, [made]) !== null)
}

/** What a merge takes as one thing, of the place of a leaf: what is in one of them may conflict with itself alone. */
export function unitOf(place: Place): string {
  const [first, second, third, fourth] = place
  if (first === 'profiles') return [first, second, third].join('/')
  if (first === 'scenarios') return [first, second, third === 'hardwareOverrides' ? 'machine' : third].join('/')
  if (first === 'brief') return (second === 'alternatives' ? [first, second, third, fourth] : [first, second]).join('/')
  return [first, second].join('/')
}
