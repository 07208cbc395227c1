import { amount } from '../units/amount.ts'
import type { Limit } from './limits.ts'
import type { Wording } from './wording.ts'

/** That a number is larger than the limit lets it be. */
export function mostProblem({ dimension, most }: Pick<Limit, 'dimension' | 'most'>): Wording {
  return { code: 'limit.most', parameters: { most: amount(most, dimension, { trim: true }) } }
}

/** Why a number may not stand there, and what may; null: it may. @param value SI */
export function limitProblem({ dimension, least, most, whole }: Limit, value: number): Wording | null {
  if (!(value <= most)) return mostProblem({ dimension, most })
  if (value < least) return { code: 'limit.least', parameters: { least: amount(least, dimension, { trim: true }) } }
  if (!whole || Number.isInteger(value)) return null
  const below = Math.max(least, Math.floor(value))
  return {
    code: 'limit.whole',
    parameters: { below: amount(below, dimension), above: amount(Math.min(most, Math.floor(value) + 1), dimension) },
  }
}
