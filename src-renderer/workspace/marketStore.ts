import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Market } from '#shared/domain/market/market.ts'
import { useClient } from '../window/client.ts'
import { readOnce } from '../window/readOnce.ts'

/** What was read about the market and its software. Read when first asked for; it does not change while Memwall runs. */
export const useMarket = defineStore('market', () => {
  const client = useClient()
  /** Null: not read yet. */
  const market = shallowRef<Market | null>(null)
  /** One sentence: why it could not be read. */
  const failure = ref<string | null>(null)
  const { load } = readOnce(async () => {
    const reply = await client.call('market.read')
    failure.value = reply.ok ? null : reply.error.message
    if (reply.ok) market.value = reply.value
    return reply.ok
  })
  return { market, failure, load }
})
