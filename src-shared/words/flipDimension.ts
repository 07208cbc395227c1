import type { Flip } from '../domain/brief/verdict.ts'
import type { Dimension } from '../units/quantity.ts'

/** What a value of a flip is printed as: tokens of a demand in thousands, millions and billions ("250 M"). */
export function flipDimension({ dimension }: Pick<Flip, 'dimension'>): Dimension {
  return dimension === 'tokens' ? 'parameters' : dimension
}
