import type { Draft } from 'immer'
import { NOT_GIVEN, type Assumed } from '#shared/domain/brief/assumed.ts'
import { BRIEF_NUMBERS } from '#shared/domain/brief/fieldLimits.ts'
import { LIMITS, type Limit } from '#shared/domain/limits.ts'
import type { Grade } from '#shared/domain/provenance.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { say, type PlainKey } from '#shared/words/say.ts'
import type { QuantityText } from '../../ui/quantityText.ts'
import { figureText, stepOf } from './figureText.ts'

/** One number of the brief, or of one of its alternatives: where it is, what may stand there, and how it is written. */
export interface FigureDefinition {
  /** Path in the brief: "demand.peak"; `alternatives.*` stands for the alternative that is the root. */
  readonly path: string
  /** It may be emptied. */
  readonly optional?: true
  /** Emptied it is not unknown, but asked of the library. */
  readonly fromLibrary?: true
  readonly dimension?: Dimension
  /** Unit of a bare number in the empty box. */
  readonly emptyUnit?: string
  readonly suffix?: PlainKey
  /** What an empty box means. */
  readonly placeholder?: PlainKey
}

/** A figure as its box shows it. */
export interface Figure {
  readonly path: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly grade: Grade | null
  readonly source: string
  /** Nobody has set it: it is a default of ours. */
  readonly unset: boolean
  readonly assumed: boolean
  readonly optional: boolean
  readonly emptyUnit: string | undefined
  readonly placeholder: string | undefined
  readonly text: QuantityText
  readonly step: (value: number) => number
}

type PlainData = Readonly<Record<string, unknown>>

/** What may stand at the path of a figure, and whether it is an `Assumed`. */
function numberOf({ path }: FigureDefinition): { readonly limit: Limit; readonly assumed: boolean } {
  const number = BRIEF_NUMBERS[path]
  if (number === undefined) throw new Error(`The brief has no number ${path}.`)
  return { limit: LIMITS[number.limit], assumed: number.assumed }
}

/** Names of the way from the root. */
const namesOf = (path: string): string[] => path.replace('alternatives.*.', '').split('.')

function at(root: object, path: string): unknown {
  let part: unknown = root
  for (const name of namesOf(path)) part = (part as PlainData | null | undefined)?.[name]
  return part
}

/**
 * What a definition finds in its root.
 * @param defaults the same root as it begins: a plain number equal to it counts as unset
 */
export function figureAt(definition: FigureDefinition, root: object, defaults: object): Figure {
  const { path, dimension, emptyUnit } = definition
  const { limit, assumed } = numberOf(definition)
  const found = at(root, path) ?? null
  const common = {
    path,
    assumed,
    optional: definition.optional ?? false,
    emptyUnit,
    placeholder: definition.placeholder && say(definition.placeholder),
    text: figureText(limit, { dimension, suffix: definition.suffix && say(definition.suffix) }),
    step: (value: number) => stepOf(limit, value),
  }
  if (assumed) {
    const { value, low, high, grade, source } = (found ?? NOT_GIVEN) as Assumed
    return { ...common, value, low, high, grade, source, unset: grade === 'guess' }
  }
  const value = found as number | null
  const unset = value !== null && value === (at(defaults, path) ?? null)
  return { ...common, value, low: null, high: null, grade: unset ? 'guess' : null, source: '', unset }
}

/** Puts a value at a path of a draft. */
function put(root: object, path: string, value: unknown): void {
  const names = namesOf(path)
  const last = names.pop() ?? ''
  const place = names.reduce<unknown>((part, name) => (part as PlainData | null | undefined)?.[name], root)
  if (place) (place as Record<string, unknown>)[last] = value
}

/**
 * An assumed figure as its owner says it is. A range goes with it in proportion, for a wide guess does not become exact by
 * being moved; where it cannot, there is none. What it was read from is gone with the guess.
 */
export function ownFigure(
  before: Assumed | null,
  value: number,
  { least, most }: { least: number; most: number },
): Assumed {
  const kept = before?.grade === 'guess' ? null : before
  const figure = { value, grade: kept?.grade ?? ('own' as const), source: kept?.source ?? '', date: kept?.date ?? null }
  const none = { ...figure, low: null, high: null }
  if (before === null || before.value === null || before.low === null || before.high === null) return none
  if (value === before.value) return { ...figure, low: before.low, high: before.high }
  if (before.value === 0) return none
  const ratio = value / before.value
  const within = (end: number) => Math.min(most, Math.max(least, Number((end * ratio).toPrecision(3))))
  const low = within(before.low)
  const high = within(before.high)
  return low <= value && value <= high ? { ...figure, low, high } : none
}

/** A recipe that sets a figure. @param value SI; null: it is emptied */
export function setFigure(definition: FigureDefinition, value: number | null): (root: Draft<object>) => void {
  const { path } = definition
  const { limit, assumed } = numberOf(definition)
  return (root) => {
    if (!assumed) return put(root, path, value)
    const before = (at(root, path) ?? null) as Assumed | null
    const emptied = definition.fromLibrary ? null : { ...NOT_GIVEN }
    put(root, path, value === null ? emptied : ownFigure(before, value, limit))
  }
}

/** A recipe that sets the range of an assumed figure; a guess whose range somebody says is theirs. Null: none. */
export function setRange(
  { path }: FigureDefinition,
  range: { readonly low: number; readonly high: number } | null,
): (root: Draft<object>) => void {
  return (root) => {
    const before = at(root, path) as Assumed | null | undefined
    if (!before || before.value === null) return
    const grade = before.grade === 'guess' ? 'own' : before.grade
    put(root, path, { ...before, low: range?.low ?? null, high: range?.high ?? null, grade })
  }
}

/** A recipe that says where an assumed figure is from. */
export function setOrigin(
  { path }: FigureDefinition,
  origin: Partial<Pick<Assumed, 'grade' | 'source' | 'date'>>,
): (root: Draft<object>) => void {
  return (root) => {
    const before = at(root, path) as Assumed | null | undefined
    if (before && before.value !== null) put(root, path, { ...before, ...origin })
  }
}
