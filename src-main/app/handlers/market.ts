import type { Handlers } from '#shared/contract/index.ts'
import type { MarketReader } from '../market/readMarket.ts'

/** The methods of what is known of the market. */
export function marketHandlers(readMarket: MarketReader) {
  return { 'market.read': () => readMarket() } satisfies Partial<Handlers>
}
