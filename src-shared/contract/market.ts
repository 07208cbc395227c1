import { marketSchema } from '../domain/market/market.ts'
import { method, nothing } from './define.ts'

export const marketContract = {
  /** What was read about software support, supply, hosted prices and spending. Errors: io-failed. */
  'market.read': method(nothing, marketSchema),
}
