import { z } from 'zod'
import { coverSchema } from '../covers.ts'
import { numberWithin } from '../limits.ts'
import { assumedWithin } from './assumed.ts'

/** What an alternative is: what is there, owned machines re-used, new ones, or somebody's interface. */
export const ALTERNATIVE_KINDS = ['statusQuo', 'owned', 'add', 'buy', 'lease', 'rent', 'hosted'] as const
/** What an alternative is. */
export type AlternativeKind = (typeof ALTERNATIVE_KINDS)[number]

/** Hosted tokens: dollars per million. */
export const hostedPriceSchema = z.strictObject({
  input: assumedWithin('brief.offer.perMillion'),
  /** Of cached input; a value of null: as other input. */
  cached: assumedWithin('brief.offer.perMillion'),
  output: assumedWithin('brief.offer.perMillion'),
  /** Requests a second it takes at most; null: nobody says. */
  rateLimit: numberWithin('brief.offer.rateLimit').nullable(),
  /** What its times are known from; null: they are not known, and it is not eligible. */
  evidence: z
    .strictObject({
      timeToFirstToken: numberWithin('objective.timeToFirstToken'),
      timePerToken: numberWithin('objective.timePerToken'),
      source: z.string().min(1).max(500),
      date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    })
    .nullable(),
})

/** What is paid for one system, and what that covers. A figure of null is asked of the device's profile. */
export const offerSchema = z.strictObject({
  /**
   * Dollars for a system (`buy`, and the new ones of `add`), of a system and month (`lease`), of a device and hour (`rent`),
   * or what the system would sell for today (`owned`, `statusQuo`, and what `add` keeps; 0: it cannot be sold). Null: the
   * figure of the profile.
   */
  price: assumedWithin('brief.dollars').nullable(),
  /** What the price covers; null: what the profile says. */
  covers: coverSchema.nullable(),
  /** Months that are committed to; null: month by month. */
  term: numberWithin('brief.months').nullable(),
  /** Dollars of ending the term before its time. */
  exitFee: numberWithin('brief.dollars'),
  /** Months from order to delivery. */
  lead: assumedWithin('brief.months'),
  /** Dollars a system is worth after the horizon; a value of null: unknown, and counted as its floor, 0. */
  residual: assumedWithin('brief.dollars'),
  /** Hardware maintenance with repairs and spare parts, dollars of a system and month. */
  maintenance: assumedWithin('brief.finance.people'),
  /** Dollars of moving there, once. */
  migration: assumedWithin('brief.dollars'),
  /** Hosted tokens; null: it is a machine. */
  hosted: hostedPriceSchema.nullable(),
  /** Years until a system is replaced. */
  lifetimeYears: numberWithin('economics.lifetimeYears'),
})
/** What is paid for one system, and what that covers. */
export type Offer = z.infer<typeof offerSchema>
