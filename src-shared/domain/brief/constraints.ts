import { z } from 'zod'
import { numberWithin } from '../limits.ts'

/** What must not be exceeded. Null: no bound. */
export const constraintsSchema = z.strictObject({
  /** IT watts of the site. */
  power: numberWithin('brief.constraints.power').nullable(),
  /** IT watts of a rack. */
  powerPerRack: numberWithin('brief.constraints.power').nullable(),
  racks: numberWithin('brief.constraints.racks').nullable(),
  /** Dollars spent before the last delivery. */
  capital: numberWithin('brief.constraints.dollars').nullable(),
  /** Dollars in the dearest month after that. */
  perMonth: numberWithin('brief.constraints.dollars').nullable(),
  /** Months from the date of the brief. */
  delivery: numberWithin('brief.months').nullable(),
  /** Nothing leaves the premises: no hosted interface. */
  ownPremises: z.boolean(),
})
/** What must not be exceeded. */
export type Constraints = z.infer<typeof constraintsSchema>
/** A bound of the brief. */
export type ConstraintName = Exclude<keyof Constraints, 'ownPremises'>
