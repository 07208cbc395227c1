import { z } from 'zod'
import { deploymentSchema } from '../deployment.ts'
import { hardwareOverridesSchema } from '../hardwareOverrides.ts'
import { numberWithin } from '../limits.ts'
import { prefillPlaceSchema } from '../prefillPlace.ts'
import { ALTERNATIVE_KINDS, offerSchema } from './offer.ts'
import { RISKS, riskSchema } from './risk.ts'

/** Alternatives of a brief: as many as there are letters and colours. */
export const MOST_ALTERNATIVES = 8

/**
 * One way to serve the demand. It names a machine and how it is paid for; how many of it and in which configuration is
 * derived, unless it is pinned.
 */
export const alternativeSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** Null: named from what it is. */
  name: z.string().max(120).nullable(),
  /** Colour and letter slot, 0 = A. */
  slot: z.number().int().min(0).max(7),
  kind: z.enum(ALTERNATIVE_KINDS),
  /** Profile id of the machine, embedded in the workspace; null: a hosted interface, or nothing is there. */
  hardware: z.string().max(64).nullable(),
  hardwareOverrides: hardwareOverridesSchema,
  /** Where the prompts are read when it is another machine; null: on the same. */
  prefill: prefillPlaceSchema.nullable(),
  /** Systems that are owned: `owned`, `statusQuo`, and what `add` keeps. 0 otherwise. */
  ownedSystems: numberWithin('brief.systems'),
  /** Profile id of the machines `add` keeps; null: it keeps none. */
  keeps: z.string().max(64).nullable(),
  /** What the kept machines of `add` would sell for, and cost to maintain; null: it keeps none. */
  keptOffer: offerSchema.nullable(),
  offer: offerSchema,
  /** Systems and configuration that are set by hand; null: derived. */
  pinned: z.strictObject({
    systems: numberWithin('brief.systems').nullable(),
    deployment: deploymentSchema.nullable(),
  }),
  /** Domains that may fail at once without breaking the promise. */
  spareDomains: numberWithin('brief.systems'),
  risks: z.partialRecord(z.enum(RISKS), riskSchema),
  note: z.string().max(4000),
})
/** One way to serve the demand. */
export type Alternative = z.infer<typeof alternativeSchema>
