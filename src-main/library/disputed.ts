import type { Figure } from '#shared/domain/provenance.ts'

/** Sources that differ by less are rounding, not disagreement. */
const SAME = 0.005

/**
 * Lowest and highest value on record of a figure on which sources disagree; null: they do not.
 * @param figure no price: its other values are other kinds of price
 */
export function disputedRange({ value, alternatives }: Figure): [low: number, high: number] | null {
  const others = alternatives ?? []
  if (value === null || !others.some((other) => Math.abs(other.value - value) > SAME * value)) return null
  const all = [value, ...others.map((other) => other.value)]
  return [Math.min(...all), Math.max(...all)]
}
