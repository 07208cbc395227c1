import { z } from 'zod'
import { datedFields, loose, marketSources } from './dated.ts'

const price = z.number().positive().max(10_000).nullable()
const share = z.number().min(0).max(1)

/** What one provider asks for one model: dollars per million tokens. Null: nobody says, which is not 0. */
export const hostedPriceEntrySchema = z.strictObject({
  provider: z.string().min(1).max(80),
  /** As the provider names it. */
  model: z.string().min(1).max(120),
  /** Profile id of the model in the library; null: it has none. */
  profile: z.string().max(64).nullable(),
  input: price,
  /** Of input found in the provider's cache. */
  cached: price,
  output: price,
  sources: z.array(z.string()).min(1).max(5),
  ...datedFields,
})
/** What one provider asks for one model. */
export type HostedPrice = z.infer<typeof hostedPriceEntrySchema>

/** What cached input costs, as a share of other input. */
export const cacheShareSchema = z
  .strictObject({
    of: z.string().min(1).max(80),
    low: share,
    high: share,
    source: z.string(),
    ...datedFields,
  })
  .refine(({ low, high }) => low <= high)
/** What cached input costs, as a share of other input. */
export type CacheShare = z.infer<typeof cacheShareSchema>

/** The file `resources/market/hosted.json`. */
export const hostedFileSchema = z
  .strictObject({
    sources: marketSources,
    prices: z.array(hostedPriceEntrySchema),
    cacheShares: z.array(cacheShareSchema),
  })
  .refine(
    ({ sources, prices, cacheShares }) =>
      loose(sources, [...prices.flatMap((each) => each.sources), ...cacheShares.map(({ source }) => source)]).length ===
      0,
  )
/** What hosted tokens cost. */
export type HostedFile = z.infer<typeof hostedFileSchema>
