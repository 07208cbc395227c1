import { dollars } from '#shared/domain/brief/criterionAmount.ts'
import type { Amount } from '#shared/units/amount.ts'

/** What is said of a price that is missing: below its floor nothing is looked at. */
export function unpricedDetail(floor: number): { readonly floor: Amount; readonly kind: 'floor' | 'none' } {
  return { floor: dollars(floor), kind: floor > 0 ? 'floor' : 'none' }
}
