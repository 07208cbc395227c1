import { z } from 'zod'
import { datedFields, loose, marketSources } from './dated.ts'
import { PLATFORMS } from './platform.ts'

/** What is asked of a platform's software. The five methods of quantisation are those of vLLM's own table. */
export const SOFTWARE_CRITERIA = [
  'vllm',
  'sglang',
  'pytorch',
  'jax',
  'tensorflow',
  'awq',
  'gptq',
  'marlin',
  'int8',
  'fp8',
  'mlperf',
  'releases',
  'frameworks',
] as const
/** What is asked of a platform's software. */
export type SoftwareCriterion = (typeof SOFTWARE_CRITERIA)[number]

/** Methods of quantisation that vLLM's table tells of. */
export const QUANTISATION_METHODS = ['awq', 'gptq', 'marlin', 'int8', 'fp8'] as const satisfies SoftwareCriterion[]

/**
 * How a platform stands with a project. `stable`: in its stable builds. `listed`: among the platforms it supports itself.
 * `experimental`: offered, and said to be unfinished. `plugin`: by software of others beside it. `formerly`: in an earlier
 * list and no longer. `no`: the project says it does not work. `unlisted`: not in the lists that were read, which is less
 * than a no.
 */
export const STANDINGS = ['stable', 'listed', 'experimental', 'plugin', 'formerly', 'no', 'unlisted'] as const
/** How a platform stands with a project. */
export type Standing = (typeof STANDINGS)[number]

const count = z.number().int().nonnegative()

/** One thing that was read about a platform's software. */
export const softwareFactSchema = z
  .strictObject({
    /** As its source names what it speaks of. */
    subject: z.string().min(1).max(80),
    /** Null: of several platforms at once. */
    platform: z.enum(PLATFORMS).nullable(),
    criterion: z.enum(SOFTWARE_CRITERIA),
    /** Null: what was read is no standing. */
    standing: z.enum(STANDINGS).nullable(),
    /** As it was read; null: it is the counts. */
    value: z.string().min(1).max(200).nullable(),
    /** Results of a benchmark, and how many handed them in. A 0 was counted: there are none. */
    counts: z.strictObject({ results: count, submitters: count }).optional(),
    source: z.string(),
    ...datedFields,
  })
  .refine(({ value, counts }) => (value === null) === (counts !== undefined))
/** One thing that was read about a platform's software. */
export type SoftwareFact = z.infer<typeof softwareFactSchema>

/** What facts beside software are about. */
export const FACT_GROUPS = ['availability', 'supply', 'export', 'maker'] as const
/** What a fact beside software is about. */
export type FactGroup = (typeof FACT_GROUPS)[number]

/** One thing that was read about where hardware can be had, what holds its supply up, and where it may go. */
export const marketFactSchema = z.strictObject({
  subject: z.string().min(1).max(80),
  group: z.enum(FACT_GROUPS),
  criterion: z.string().min(1).max(120),
  value: z.string().min(1).max(300),
  source: z.string(),
  ...datedFields,
})
/** One thing that was read about where hardware can be had. */
export type MarketFact = z.infer<typeof marketFactSchema>

/** The file `resources/market/software.json`. */
export const softwareFileSchema = z
  .strictObject({
    sources: marketSources,
    support: z.array(softwareFactSchema),
    facts: z.array(marketFactSchema),
  })
  .refine(
    ({ sources, support, facts }) =>
      loose(
        sources,
        [...support, ...facts].map(({ source }) => source),
      ).length === 0,
  )
/** What was read about the software of platforms, and about supply. */
export type SoftwareFile = z.infer<typeof softwareFileSchema>
