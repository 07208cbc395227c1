import { DIMENSIONS, UNITS, type Dimension } from './quantity.ts'
import type { Unit } from './unit.ts'

/** What a piece of text after a number turned out to be. */
export type UnitMatch =
  /** `length`: characters of the text it takes, spaces included. */
  | { readonly kind: 'unit'; readonly unit: Unit; readonly length: number }
  | { readonly kind: 'none' }
  /** A unit, but of something else. */
  | { readonly kind: 'foreign'; readonly spelling: string; readonly dimension: Dimension }
  /** Written in another case it could be several: "gb/s". */
  | { readonly kind: 'ambiguous'; readonly spelling: string; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown'; readonly spelling: string }

interface Spelling {
  readonly text: string
  readonly unit: Unit
}

/** Every way to write each dimension's units, without spaces, longest first: "TB/s" before "TB". */
const SPELLINGS: ReadonlyMap<Dimension, readonly Spelling[]> = new Map(
  DIMENSIONS.map((dimension) => [
    dimension,
    UNITS[dimension].units
      .flatMap((unit) => [unit.symbol, ...(unit.aliases ?? [])].map((text) => ({ text: text.replace(/ /g, ''), unit })))
      .filter((spelling) => spelling.text !== '')
      .toSorted((left, right) => right.text.length - left.text.length),
  ]),
)

/** Dimensions whose units name something; plain multipliers (k, M) are not taken for another dimension's unit. */
const NAMED: readonly Dimension[] = DIMENSIONS.filter(
  (dimension) => dimension !== 'count' && dimension !== 'parameters',
)

/**
 * Finds the unit at the start of a text.
 * @param text what follows the number, leading spaces included
 * @param dimension what the number should measure
 * @param before text that stands before the number and belongs to the unit: "$" of "$2.5/h", else ''
 */
export function matchUnit(text: string, dimension: Dimension, before: string): UnitMatch {
  const squeezed = squeeze(text)
  const own = longest(SPELLINGS.get(dimension) ?? [], squeezed, before)
  for (const other of NAMED) {
    const foreign = other === dimension ? null : longest(SPELLINGS.get(other) ?? [], squeezed, before)
    if (foreign && foreign.text.length > (own?.text.length ?? 0)) {
      return { kind: 'foreign', spelling: foreign.text, dimension: other }
    }
  }
  if (own) return { kind: 'unit', unit: own.unit, length: squeezed.lengthOf(own.text.length - before.length) }
  const folded = foldedMatch(dimension, squeezed, before)
  if (folded) return folded
  const spelling = before + (/^[\p{L}%$°µ²³]+(\/\p{L}+)?/u.exec(squeezed.text)?.[0] ?? '')
  return spelling === '' ? { kind: 'none' } : { kind: 'unknown', spelling }
}

/** The case forgiven: one meaning is taken, several are reported. */
function foldedMatch(dimension: Dimension, squeezed: Squeezed, before: string): UnitMatch | null {
  const lower = { ...squeezed, text: squeezed.text.toLowerCase() }
  const candidates = (SPELLINGS.get(dimension) ?? []).filter((spelling) =>
    startsWithUnit(lower, spelling.text.toLowerCase(), before.toLowerCase()),
  )
  const length = candidates[0]?.text.length ?? 0
  const best = candidates.filter((candidate) => candidate.text.length === length)
  const first = best[0]
  if (!first) return null
  const symbols = [...new Set(best.map((candidate) => candidate.unit.symbol))]
  if (symbols.length > 1) {
    const spelling = before + squeezed.text.slice(0, length - before.length)
    return { kind: 'ambiguous', spelling, candidates: symbols }
  }
  return { kind: 'unit', unit: first.unit, length: squeezed.lengthOf(length - before.length) }
}

interface Squeezed {
  /** The text without spaces. */
  readonly text: string
  /** How many characters of the original its first `count` characters take. */
  lengthOf(count: number): number
  /** True when no space stands before the character at `count`. */
  joined(count: number): boolean
}

function squeeze(text: string): Squeezed {
  const positions: number[] = []
  let kept = ''
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index)
    if (/\s/.test(character)) continue
    kept += character
    positions.push(index)
  }
  return {
    text: kept,
    lengthOf: (count) => (count === 0 ? 0 : (positions[count - 1] ?? -1) + 1),
    joined: (count) => positions[count] === (positions[count - 1] ?? -1) + 1,
  }
}

function longest(spellings: readonly Spelling[], squeezed: Squeezed, before: string): Spelling | null {
  return spellings.find((spelling) => startsWithUnit(squeezed, spelling.text, before)) ?? null
}

/** True when the text starts with the unit and the unit ends there: "GB" is not the start of "GBx". */
function startsWithUnit(squeezed: Squeezed, spelling: string, before: string): boolean {
  if (!spelling.startsWith(before)) return false
  const rest = spelling.slice(before.length)
  if (!squeezed.text.startsWith(rest)) return false
  const goesOn =
    rest !== '' && squeezed.joined(rest.length) && /^[\p{L}\p{N}²³]/u.test(squeezed.text.slice(rest.length))
  return !goesOn
}
