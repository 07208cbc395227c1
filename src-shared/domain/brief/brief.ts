import { z } from 'zod'
import { numberWithin } from '../limits.ts'
import { alternativeSchema, MOST_ALTERNATIVES } from './alternative.ts'
import { constraintsSchema } from './constraints.ts'
import { demandSchema } from './demand.ts'
import { financeSchema, siteSchema } from './finance.ts'
import { DEFAULT_LIFECYCLE, lifecycleSchema } from './lifecycle.ts'
import { promiseSchema } from './promise.ts'
import { qualitySchema } from './quality.ts'
import { CRITERIA, thresholdsSchema } from './thresholds.ts'

/** What is to be decided: one question, asked of all alternatives alike. */
export const briefSchema = z.strictObject({
  question: z.string().max(500),
  owner: z.string().max(200),
  reportedTo: z.string().max(200),
  /** ISO date it is as of; months are counted from it. */
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
  /** Months until it has to serve. What is there before is not looked at. */
  neededBy: numberWithin('brief.months'),
  /** Months it serves, from when it is needed. */
  horizon: numberWithin('brief.horizon'),
  /** Profile id of the model that is served, embedded in the workspace. */
  model: z.string().max(64),
  demand: demandSchema,
  promise: promiseSchema,
  quality: qualitySchema,
  constraints: constraintsSchema,
  finance: financeSchema,
  site: siteSchema,
  criterion: z.enum(CRITERIA),
  /** What orders those that are tied. */
  second: z.enum(CRITERIA),
  thresholds: thresholdsSchema,
  /** Optional in the file: none of it enters a verdict. */
  lifecycle: lifecycleSchema.default(DEFAULT_LIFECYCLE),
  /** Who serves until an alternative is delivered; null: what is there, where something is. */
  bridge: z.string().max(40).nullable(),
  alternatives: z.array(alternativeSchema).max(MOST_ALTERNATIVES),
  /** Objections that were raised, by name. */
  dissent: z.array(z.strictObject({ who: z.string().min(1).max(200), text: z.string().min(1).max(2000) })).max(20),
  /** Alternatives without a price that are set aside, by name, with the reason. */
  setAside: z
    .array(
      z.strictObject({
        alternative: z.string().max(40),
        who: z.string().min(1).max(200),
        reason: z.string().min(1).max(1000),
        date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
      }),
    )
    .max(MOST_ALTERNATIVES),
})
/** What is to be decided. */
export type Brief = z.infer<typeof briefSchema>
