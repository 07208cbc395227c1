import { z } from 'zod'
import { LIMITS, type Limit, type LimitName } from '../limits.ts'
import { GRADED, gradeSchema, RANGED } from '../provenance.ts'

/**
 * A figure of the brief that nobody knows exactly. `low` and `high` are its p10 and p90; without them it is not drawn.
 * A figure of null is unknown: it is never taken for 0. A 0 that stands for “none” is entered, and says who chose it.
 */
export function assumedWithin(name: LimitName) {
  const { least, most, whole }: Limit = LIMITS[name]
  const number = z.number().min(least).max(most)
  const end = z.number().min(least).max(most)
  return z
    .strictObject({
      value: (whole ? number.int() : number).nullable(),
      low: end.nullable(),
      high: end.nullable(),
      grade: gradeSchema.nullable(),
      /** Where it is from, in words or as an address; empty: nobody said. */
      source: z.string().max(500),
      /** ISO date of the source; null: not dated. */
      date: z
        .string()
        .regex(/^\d{4}-\d{2}-\d{2}$/)
        .nullable(),
    })
    .refine(({ value, grade }) => (value === null) === (grade === null), {
      error: GRADED,
    })
    .refine(
      ({ value, low, high }) =>
        (low === null) === (high === null) &&
        (value === null || low === null || high === null || (low <= value && value <= high)),
      { error: RANGED, params: { limit: 'limit.range' } },
    )
}
/** A figure of the brief that nobody knows exactly. */
export interface Assumed {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly grade: z.infer<typeof gradeSchema> | null
  readonly source: string
  readonly date: string | null
}

/** A guess of ours, drawn within a range. @param low p10 @param high p90; left out: not drawn */
export function guessed(value: number, low: number | null = null, high: number | null = null, source = ''): Assumed {
  return { value, low, high, grade: 'guess', source, date: null }
}

/** A figure nobody has given. */
export const NOT_GIVEN: Assumed = { value: null, low: null, high: null, grade: null, source: '', date: null }

/** A figure somebody entered: what was known of where the last one was from is forgotten. @param value null: it is cleared */
export function entered(value: number | null, low: number | null = null, high: number | null = null): Assumed {
  return value === null ? NOT_GIVEN : { ...NOT_GIVEN, value, low, high, grade: 'own' }
}
