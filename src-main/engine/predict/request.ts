import { z } from 'zod'
import { offloadSchema, speculationSchema } from '#shared/domain/deployment.ts'
import { softwareSchema, softwareVersionSchema } from '#shared/domain/software.ts'
import { PRECISIONS, type Precision } from '#shared/domain/precision.ts'

/** Formats the protocol names. */
const dtypeSchema = z.enum(PRECISIONS)
/** Formats of products: `fp8_block` is fp8 with one scale per 128 × 128 block of weights, a kernel of its own. */
const productDtypeSchema = z.enum([...PRECISIONS, 'fp8_block'])
/** A format of products, as a request names it. */
export type ProductFormat = z.infer<typeof productDtypeSchema>

/** The number format behind a format of products. */
export function precisionOf(format: ProductFormat): Precision {
  return format === 'fp8_block' ? 'fp8' : format
}

const degree = z.number().int().min(1).max(4096).default(1)
const tokens = z.number().int().min(1).max(10_000_000)
const size = z.number().int().min(1).max(1_000_000_000)
const share = z.number().min(0).max(1).default(0)

const subject = {
  id: z.union([z.string().max(200), z.number()]).optional(),
  hardware: z.string().min(1).max(64),
  software: softwareSchema.nullish(),
}
const modelSchema = z.union([z.string().min(1).max(64), z.strictObject({ config: z.record(z.string(), z.unknown()) })])
const precisions = {
  weightDtype: dtypeSchema.default('bf16'),
  kvDtype: dtypeSchema.default('bf16'),
  activationDtype: dtypeSchema.optional(),
}
const lengths = {
  inputTokens: tokens,
  outputTokens: tokens,
  cachedShare: share,
  skew: z.number().min(1).max(64).default(1),
  /** The version the stack runs in; left out: the one that was measured last. */
  softwareVersion: softwareVersionSchema.nullish(),
  offload: offloadSchema.optional(),
  speculation: speculationSchema.nullish(),
  /** Most tokens a step carries on a rank: `max_num_batched_tokens`, `max_num_tokens`, `chunked_prefill_size`. */
  stepTokenBudget: z.number().int().min(1).max(10_000_000).nullish(),
}
const degrees = {
  tp: degree,
  pp: degree,
  dp: degree,
  ep: degree,
  /** Copies of experts in each layer; left out: the fewest with which `ep` divides. */
  redundantExperts: z.number().int().min(0).max(4096).optional(),
  cp: degree,
}

const pool = {
  workers: z.number().int().min(1).max(4096),
  ...degrees,
  batch: z.number().int().min(1).max(1_000_000).default(1),
}
const poolSchema = z.strictObject(pool)
/** A prefill pool may run on a device, in formats and under a stack of its own; what is left out is as in the request. */
const prefillPoolSchema = z.strictObject({
  ...pool,
  hardware: subject.hardware.optional(),
  software: subject.software,
  softwareVersion: softwareVersionSchema.nullish(),
  weightDtype: dtypeSchema.optional(),
  kvDtype: dtypeSchema.optional(),
  activationDtype: dtypeSchema.optional(),
})

/** Serving requests, by `mode`. */
export const servingRequestSchema = z.discriminatedUnion('mode', [
  z.object({
    ...subject,
    mode: z.literal('static'),
    model: modelSchema,
    ...precisions,
    ...lengths,
    ...degrees,
    devices: size.optional(),
    batch: z.number().int().min(1).max(1_000_000),
  }),
  z.object({
    ...subject,
    mode: z.literal('aggregated'),
    model: modelSchema,
    ...precisions,
    ...lengths,
    ...degrees,
    devices: size.optional(),
    concurrency: z.number().int().min(1).max(1_000_000),
  }),
  z.object({
    ...subject,
    mode: z.literal('disaggregated'),
    model: modelSchema,
    ...precisions,
    ...lengths,
    devices: size.optional(),
    prefill: prefillPoolSchema,
    decode: poolSchema,
    concurrency: z.number().int().min(1).max(1_000_000),
  }),
])
/** A serving request. */
export type ServingRequest = z.infer<typeof servingRequestSchema>

const attention = {
  ...subject,
  dtype: dtypeSchema.default('bf16'),
  kvDtype: dtypeSchema.default('bf16'),
  batch: size,
  queryLength: tokens.default(1),
  kvLength: tokens,
  queryHeads: size,
}
const grouped = { ...attention, kvHeads: size, headSize: z.number().int().min(1).max(65_536) }
const collective = { ...subject, devices: z.number().int().min(1).max(100_000), bytes: z.number().min(1).max(1e15) }

/** Operator requests, by `op`. */
export const operatorRequestSchema = z.discriminatedUnion('op', [
  z.object({
    ...subject,
    op: z.literal('gemm'),
    dtype: productDtypeSchema.default('bf16'),
    m: size,
    n: size,
    k: size,
  }),
  z.object({ ...grouped, op: z.literal('attention_decode') }),
  z.object({ ...grouped, op: z.literal('attention_prefill') }),
  z.object({ ...attention, op: z.literal('mla_decode') }),
  z.object({ ...attention, op: z.literal('mla_prefill') }),
  z.object({
    ...subject,
    op: z.literal('moe'),
    dtype: productDtypeSchema.default('bf16'),
    tokens,
    hidden: size,
    intermediate: size,
    topK: z.number().int().min(1).max(4096),
    experts: z.number().int().min(1).max(65_536),
    tp: degree,
    ep: degree,
    skew: z.number().min(1).max(64).default(1),
  }),
  z.object({ ...collective, op: z.literal('all_reduce') }),
  z.object({ ...collective, op: z.literal('all_gather') }),
  z.object({ ...collective, op: z.literal('reduce_scatter') }),
  z.object({ ...collective, op: z.literal('all_to_all') }),
])
/** An operator request. */
export type OperatorRequest = z.infer<typeof operatorRequestSchema>

/** Fields of a request that the protocol does not know: they are passed over, and the answer says so. */
export function unknownFields(request: object, parsed: object): string[] {
  return Object.keys(request).filter((field) => !Object.hasOwn(parsed, field))
}

/** The first thing wrong with a request, as one sentence. */
export function describeIssue(error: z.ZodError): string {
  const issue = error.issues[0]
  if (!issue) return 'The request is not valid.'
  const path = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') return `Unknown field ${issue.keys.map((key) => `"${key}"`).join(', ')}.`
  return path === '' ? `${issue.message}.` : `Field "${path}": ${issue.message}.`
}
