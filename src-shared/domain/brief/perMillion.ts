import type { JudgedAlternative } from './verdict.ts'

/** What a million output tokens costs: at central values, and the p10 to p90 of the draws. Dollars. */
export interface PerMillion {
  readonly value: number
  /** Null: it was not drawn, for it is not eligible. */
  readonly low: number | null
  readonly high: number | null
}

/**
 * An alternative's cost per million output tokens, with the interval of its draws over the tokens of the basis.
 * @returns null: it is not priced
 */
export function perMillionOf({ costing, fared }: Pick<JudgedAlternative, 'costing' | 'fared'>): PerMillion | null {
  if (costing === null) return null
  const { perMillionOutput: value, presentValue } = costing
  if (fared === null || !(presentValue > 0)) return { value, low: null, high: null }
  const each = value / presentValue
  return { value, low: fared.tenth * each, high: fared.ninetieth * each }
}

/** Seconds to the first token and per token of an alternative at the load it is sized for. Null: not known. */
export function timesOf(
  { sizing }: Pick<JudgedAlternative, 'sizing'>,
  evidence: { readonly timeToFirstToken: number; readonly timePerToken: number } | null | undefined,
): { readonly timeToFirstToken: number; readonly timePerToken: number } | null {
  return sizing ?? evidence ?? null
}
