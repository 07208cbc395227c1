import { z } from 'zod'
import { gradeSchema, sourceTableSchema, type SourceTable } from '../provenance.ts'

/** A year, a month of it, or a day. */
const moment = z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)

/** When something was said or read, and how far it can be trusted: fields of every entry. */
export const datedFields = {
  /** As exactly as it is known: year, month or day. Of a period, its end. */
  date: moment,
  /** Where a period begins. */
  from: moment.optional(),
  /** Of what: a version, an edition, a quarter. */
  edition: z.string().min(1).max(60).optional(),
  note: z.string().min(1).max(500).optional(),
  /** What is only remembered, and a guess, stand in no file. */
  grade: gradeSchema.exclude(['own', 'guess']),
}

/** When something was said or read. */
export interface Dated {
  readonly date: string
  readonly from?: string | undefined
  readonly edition?: string | undefined
}

/** The sources of a file, by the key its entries use. */
export const marketSources = sourceTableSchema

/** Keys that are cited and not in the table, and keys of the table that nothing cites: a file holds none of either. */
export function loose(sources: SourceTable, cited: readonly string[]): readonly string[] {
  const used = new Set(cited)
  return [
    ...[...used].filter((key) => !Object.hasOwn(sources, key)),
    ...Object.keys(sources).filter((key) => !used.has(key)),
  ]
}
