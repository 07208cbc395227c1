import type { ModelProfile } from '#shared/domain/model.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import { amount } from '#shared/units/amount.ts'
import { say } from '#shared/words/say.ts'
import { quoted } from './failures.ts'

/** Sizes a name may mean, in parameters. A finding needs that none of them fits. */
export interface NamedSizes {
  /** All of the model: "8B", "1.8b", "135M", "1T". */
  readonly total: readonly number[]
  /** Copies of experts in the name: "8x7B" has 8 of 7 billion, which share what is no expert. */
  readonly mixed: readonly number[]
  /** What works on a token: "A3B". */
  readonly active: readonly number[]
}

const MULTIPLES: Readonly<Record<string, number>> = { m: 1e6, b: 1e9, t: 1e12 }
const SIZE =
  /(?<![a-z\d.])(a?)(?:(\d{1,3})x)?(\d{1,4})(?:([._])(\d{1,2}))?[ -]?([mbt])(?![a-z\d])(?:-(\d+)e(?![a-z\d]))?/gi

/** @param name of a model or its repository; at most its first 200 characters are looked at */
export function namedSizes(name: string): NamedSizes {
  const [total, mixed, active]: [number[], number[], number[]] = [[], [], []]
  for (const [, a, copies, whole = '', mark, rest, unit = '', experts] of name.slice(0, 200).matchAll(SIZE)) {
    const multiple = MULTIPLES[unit.toLowerCase()] ?? 1
    const sizes = [Number(rest === undefined ? whole : `${whole}.${rest}`)]
    // "2_7b" is 2.7 billion, or 7 billion of a second version.
    if (mark === '_') sizes.push(Number(rest))
    // "17B-16E" tells what is active, and how many experts there are.
    const kind = a !== '' || experts !== undefined ? active : copies === undefined ? total : mixed
    kind.push(...sizes.map((size) => size * multiple * (kind === mixed ? Number(copies) : 1)))
  }
  return { total, mixed, active }
}

/** How far a name may be from the count: names are rounded, often without the embedding, and Gemma 7B has 8.5 with it. */
const ROUNDED = 0.12
/** The same of what is active, which some count with and some without the embedding. */
const ACTIVE_ROUNDED = 0.25
/** Of "8x7B" so much is shared at the most: Mixtral has 0.83 and 0.80 of its name. */
const LEAST_MIXED = 0.7

/** What sees and hears may be so much of a model whose name counts it, when only its language model was read. */
const BESIDE = 0.35

function isNear(counts: readonly number[], named: readonly number[], less: number, more: number): boolean {
  return named.some((size) => counts.some((count) => count >= size * (1 - less) && count <= size * (1 + more)))
}

/**
 * Holds the parameters of a model against the size in its name.
 * @param partly only the language model was read
 * @returns one sentence where they differ by more than names are rounded: which, by how much, and what to do; null: they
 * agree, or the name has no size
 */
export function sizeDoubt(profile: ModelProfile, partly = false): string | null {
  const short = partly ? BESIDE : ROUNDED
  const { total, mixed, active } = namedSizes(profile.name)
  const counted = countParameters(profile)
  const table = profile.vocabularySize * profile.hiddenSize
  const less = (count: number): number[] => [count, count - table, count - 2 * table]
  const says = (named: readonly number[], count: number, part: 'all' | 'active'): string =>
    say('import.sizeDiffers', {
      name: quoted(profile.name),
      part,
      named: amount(named[0] ?? null, 'parameters'),
      counted: amount(count, 'parameters'),
      more: count > (named[0] ?? 0) ? 'more' : 'less',
      share: Math.abs(count / (named[0] ?? count) - 1),
    })
  const isMixed = mixed.some((size) => counted.total <= size * (1 + ROUNDED) && counted.total >= size * LEAST_MIXED)
  if (total.length + mixed.length > 0 && !isMixed && !isNear(less(counted.total), total, short, ROUNDED)) {
    return says([...total, ...mixed], counted.total, 'all')
  }
  if (active.length > 0 && !isNear(less(counted.active), active, Math.max(short, ACTIVE_ROUNDED), ACTIVE_ROUNDED))
    return says(active, counted.active, 'active')
  return null
}
