import type { BriefVerdict } from '../domain/brief/verdict.ts'

/** Whose mark it is: an alternative's, or nobody's. */
export type OddsMark = { readonly id: string } | { readonly id: null }

/** Who is first in how many draws. Shares of eligible alternatives and of none; they sum to one. */
export interface Odds {
  readonly shares: readonly { readonly id: string; readonly share: number }[]
  /** Share of draws in which none keeps the promise. */
  readonly none: number
}

/** The odds of a verdict, the largest share first: of those that are eligible alone. */
export function oddsOf({ table, none }: Pick<BriefVerdict, 'table' | 'none'>): Odds {
  const shares = table.flatMap(({ id, rank, fared }) =>
    rank === null || fared === null ? [] : [{ id, share: fared.first }],
  )
  return { shares: shares.toSorted((one, two) => two.share - one.share), none }
}

/**
 * Odds as marks of equal weight, each share rounded so that all marks are given out (largest remainder).
 * @param count how many marks @returns in the order of the shares, none last; empty: no share is above 0
 */
export function oddsMarks({ shares, none }: Odds, count: number): readonly OddsMark[] {
  const all: readonly { readonly id: string | null; readonly share: number }[] = [...shares, { id: null, share: none }]
  const sum = all.reduce((total, { share }) => total + share, 0)
  if (!(sum > 0)) return []
  const exact = all.map(({ share }) => (share / sum) * count)
  const whole = exact.map(Math.floor)
  const left = count - whole.reduce((total, value) => total + value, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .toSorted((one, two) => two.remainder - one.remainder)
    .slice(0, left)
  for (const { index } of byRemainder) whole[index] = (whole[index] ?? 0) + 1
  return all.flatMap(({ id }, index) => Array.from({ length: whole[index] ?? 0 }, (): OddsMark => ({ id })))
}
