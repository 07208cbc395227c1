import { z } from 'zod'
import { LIMITS, type Limit, type LimitName } from './limits.ts'

/** How far a figure can be trusted, best first. `own`: the user says so. An unknown figure has no grade. */
export const GRADES = ['measured', 'vendor', 'secondary', 'derived', 'own', 'estimate', 'guess'] as const
export const gradeSchema = z.enum(GRADES)
/** How far a figure can be trusted. */
export type Grade = z.infer<typeof gradeSchema>

/** Where a figure was read. `siteOnly` marks an address that names the site but not the exact page. */
export const sourceSchema = z.strictObject({
  title: z.string().min(1).max(500),
  address: z.string().max(2000).nullable(),
  siteOnly: z.boolean().optional(),
  note: z.string().max(2000).optional(),
})
/** Where a figure was read. */
export type Source = z.infer<typeof sourceSchema>

/** Another value for the same figure, kept on record because sources disagree. SI value. */
export const alternativeSchema = z.strictObject({
  value: z.number(),
  grade: gradeSchema,
  source: z.string().nullable(),
  note: z.string().max(2000).optional(),
})

/**
 * That a user put this figure in place of another: the text as typed with the unit it was read in, both empty where the
 * figure was set to unknown, and the SI value it replaced.
 */
export const figureOverrideSchema = z.strictObject({
  typed: z.string().max(200),
  unit: z.string().max(20),
  replaced: z.number().nonnegative().finite().nullable(),
  /** Who put it there, and when: ISO 8601, UTC. Absent: an earlier Memwall did not write it down. */
  by: z.string().max(100).optional(),
  at: z.string().max(30).optional(),
})

/** What is wrong with a figure whose grade does not go with its value. */
export const GRADED = 'A known figure needs a grade, and an unknown figure has none.'
/** What is wrong with a figure outside its own range. */
export const RANGED = 'The low end of a figure is above it, or its high end below it.'

function figureBetween({ least, most, whole }: Omit<Limit, 'dimension'>) {
  const number = z.number().min(least).max(most)
  const value = whole ? number.int() : number
  const end = z.number().nonnegative().max(most)
  return z
    .strictObject({
      value: value.nullable(),
      grade: gradeSchema.nullable(),
      source: z.string().nullable(),
      published: z.string().max(200).optional(),
      note: z.string().max(2000).optional(),
      low: end.optional(),
      high: end.optional(),
      alternatives: z
        .array(alternativeSchema.extend({ value: end }))
        .max(20)
        .optional(),
      override: figureOverrideSchema.optional(),
    })
    .refine((figure) => (figure.value === null) === (figure.grade === null), {
      error: GRADED,
    })
    .refine(({ value: middle, low, high }) => middle === null || ((low ?? 0) <= middle && middle <= (high ?? most)), {
      error: RANGED,
      params: { limit: 'limit.range' },
    })
}

/**
 * One sourced number. `value` is SI (bytes, bytes/s, FLOP/s, watts, joules/byte, dollars, dollars/hour, seconds, mm²,
 * years) and null when unknown: an unknown is never zero. `source` is a key of the profile's `sources` table.
 * `published` is the figure as its source prints it ("900 GB/s per direction"). `low` and `high` bound it where the
 * sources give a range, and hold it. A known value always has a grade. `override` marks a figure that a user put there.
 */
export const figureSchema = figureBetween({ least: 0, most: 1e30 })

/** A figure of a kind, within the kind's limit. */
export function figureWithin(name: LimitName): typeof figureSchema {
  return figureBetween(LIMITS[name])
}
/** One sourced number, in SI units. */
export type Figure = z.infer<typeof figureSchema>

/** A figure nobody has published. @param note why it is unknown */
export function unknownFigure(note?: string): Figure {
  return note === undefined
    ? { value: null, grade: null, source: null }
    : { value: null, grade: null, source: null, note }
}

/** A sourced piece of text, such as a form factor or a process node. */
export const textFactSchema = z.strictObject({
  text: z.string().max(300),
  grade: gradeSchema,
  source: z.string().nullable(),
})

/** The sources one profile cites, by the key its figures use. */
export const sourceTableSchema = z.record(z.string().max(100), sourceSchema)
/** The sources one profile cites. */
export type SourceTable = z.infer<typeof sourceTableSchema>
