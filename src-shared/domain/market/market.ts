import { z } from 'zod'
import { hostedFileSchema } from './hosted.ts'
import { softwareFileSchema } from './software.ts'
import { spendFileSchema } from './spend.ts'

/** All that was read about the market: each part with its own sources. */
export const marketSchema = z.strictObject({
  software: softwareFileSchema,
  hosted: hostedFileSchema,
  spend: spendFileSchema,
})
/** All that was read about the market. */
export type Market = z.infer<typeof marketSchema>
