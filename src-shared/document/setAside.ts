import type { z } from 'zod'
import { NOT_GIVEN } from '../domain/brief/assumed.ts'
import { limitAt, limitWording } from '../domain/limitIssue.ts'
import type { Wording } from '../domain/wording.ts'
import { formatText } from '../units/format.ts'
import { pathWords } from './words.ts'

/** Data without the numbers beyond their limit that it held. */
export interface Within {
  readonly value: unknown
  /** One for each number that was left out. */
  readonly left: readonly Wording[]
  /** Paths of the parts that changed: of the figure, override or range. */
  readonly places: readonly (readonly PropertyKey[])[]
}

type Mutable = Record<PropertyKey, unknown>
type Path = readonly PropertyKey[]

/** What one number that is left out takes with it. */
interface Removal {
  readonly path: Path
  /** Absent: the entry goes. */
  readonly put?: unknown
}

/** Fields that may be unknown or unset. */
const NULLABLE: ReadonlySet<PropertyKey> = new Set([
  'purchasePrice',
  'rentalPrice',
  'embodiedCarbon',
  'timePerToken',
  'timeToFirstToken',
  'mostPerHour',
])

/** An earlier Memwall took any number from 0: each mending can uncover what two numbers had to do with one another. */
const ROUNDS = 4

/**
 * Data of an earlier Memwall as this one takes it: a number beyond its limit is left out by name, the library's figure, no
 * range or nothing known stands in its place, and all else stays.
 * @param schema of a workspace or a profile
 * @param value JSON that the schema may refuse; it is not changed
 * @param say words for the note of a figure that became unknown
 * @returns null where something else is wrong with it as well
 */
export function setAside(schema: z.ZodType, value: unknown, say: (wording: Wording) => string): Within | null {
  let data = value
  const left: Wording[] = []
  const places: Path[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const { error } = schema.safeParse(data)
    if (error === undefined) return { value: data, left, places }
    const next: unknown = JSON.parse(JSON.stringify(data))
    // Later entries of a list first, or those before would move them.
    for (const issue of error.issues.toReversed()) {
      const removal = removalFor(next, issue)
      if (removal === null) return null
      const found = at(data, issue.path)
      const why = limitWording(issue)
      if (why === null) return null
      const limit = limitAt(issue.path)
      const number = typeof found === 'object' ? (found as { readonly value?: unknown } | null)?.value : found
      const text = typeof number === 'number' && limit ? formatText(number, limit.dimension) : String(number)
      if (isFigure(removal.put) && removal.put['value'] === null && !isAssumed(removal.put)) {
        removal.put['note'] = say({ code: 'limit.leftOutNote', parameters: { found: text, why } })
      }
      apply(next, removal)
      left.unshift({ code: 'limit.leftOut', parameters: { figure: sentence(removal.path), found: text, why } })
      places.push(removal.path)
    }
    data = next
  }
  return null
}

/** How a number is left out; null: it cannot be. */
function removalFor(value: unknown, { path, ...issue }: z.core.$ZodIssue): Removal | null {
  const isLimit =
    issue.code === 'custom' || ((issue.code === 'too_big' || issue.code === 'too_small') && issue.origin === 'number')
  if (!isLimit) return null
  const found = at(value, path)
  // What no earlier version took is a mistake in the file.
  if (typeof found === 'number' && !(found >= 0 && Number.isFinite(found))) return null
  for (const map of ['hardwareOverrides', 'ranges']) {
    const index = path.indexOf(map)
    if (index >= 0 && index + 1 < path.length) return { path: path.slice(0, index + 2) }
  }
  if (path[0] === 'brief') return ofBrief(value, path)
  const nullable = path.findLastIndex((part) => NULLABLE.has(part))
  if (nullable >= 0) return { path: path.slice(0, nullable + 1), put: null }
  for (let length = path.length; length > 0; length--) {
    const owner = at(value, path.slice(0, length))
    if (!isFigure(owner)) continue
    const part = path[length]
    if (part === 'alternatives') return { path: path.slice(0, length + 2) }
    if (part === 'low' || part === 'high') return { path: path.slice(0, length + 1) }
    if (part === undefined && issue.code === 'custom' && issue.params?.['limit'] === 'limit.range') {
      const { low: _low, high: _high, ...rest } = owner
      return { path: path.slice(0, length), put: rest }
    }
    if (part === 'value' || part === undefined) {
      const { alternatives } = owner
      const unknown = { value: null, grade: null, source: null }
      return { path: path.slice(0, length), put: alternatives === undefined ? unknown : { ...unknown, alternatives } }
    }
  }
  return null
}

/** A figure of the brief becomes one that nobody gave; ends that do not hold it go. */
function ofBrief(value: unknown, path: Path): Removal | null {
  const place = path.findIndex((_, length) => isAssumed(at(value, path.slice(0, length + 1))))
  if (place < 0) return null
  const figure = path.slice(0, place + 1)
  const part = path[place + 1]
  const ends = part === 'low' || part === 'high' || part === undefined
  return { path: figure, put: ends ? { ...(at(value, figure) as Mutable), low: null, high: null } : { ...NOT_GIVEN } }
}

function at(value: unknown, path: Path): unknown {
  let found = value
  for (const part of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return undefined
    found = (found as Mutable)[part]
  }
  return found
}

function apply(value: unknown, { path, put }: Removal): void {
  const owner = at(value, path.slice(0, -1))
  const last = path.at(-1)
  if (typeof owner !== 'object' || owner === null || last === undefined) return
  if (Array.isArray(owner)) owner.splice(Number(last), 1)
  else if (put === undefined) delete (owner as Mutable)[last]
  else (owner as Mutable)[last] = put
}

function isFigure(value: unknown): value is Mutable {
  return typeof value === 'object' && value !== null && 'value' in value && 'grade' in value && 'source' in value
}

function isAssumed(value: unknown): boolean {
  return isFigure(value) && 'date' in value
}

function sentence(path: Path): string {
  const words = pathWords(path)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
