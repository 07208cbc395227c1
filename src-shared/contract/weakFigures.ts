import { z } from 'zod'
import { gradeSchema } from '../domain/provenance.ts'
import { DIMENSIONS } from '../units/quantity.ts'
import { PROFILE_KINDS } from './libraryHistory.ts'

/** How a figure can be weak: nobody knows it, sources disagree, it is guessed or estimated, or it has no source. */
export const WEAKNESSES = ['unknown', 'disputed', 'guess', 'estimate', 'unsourced'] as const
/** How a figure can be weak. */
export type Weakness = (typeof WEAKNESSES)[number]

/** One weak figure of a profile. */
export const weakFigureSchema = z.strictObject({
  kind: z.enum(PROFILE_KINDS),
  id: z.string(),
  /** The profile's name. */
  name: z.string(),
  owner: z.string(),
  /** As in overrides: "memory.hbm.bandwidth"; "dimensions" for those of a model. */
  path: z.string(),
  label: z.string(),
  /** SI; null: unknown. */
  value: z.number().nullable(),
  dimension: z.enum(DIMENSIONS).nullable(),
  grade: gradeSchema.nullable(),
  weaknesses: z.array(z.enum(WEAKNESSES)).min(1),
  /** Lowest and highest value on record, where sources disagree. */
  spread: z.tuple([z.number(), z.number()]).nullable(),
  /** What an evaluation reads first has 0. */
  rank: z.number(),
})
/** One weak figure of a profile. */
export type WeakFigure = z.infer<typeof weakFigureSchema>

/** Which weak figures are asked for. */
export const weakFiguresQuerySchema = z.strictObject({
  kind: z.enum(PROFILE_KINDS),
  /** Of one profile alone; null: of the whole list. */
  id: z.string().max(64).nullable(),
  /** Null: however they are weak. */
  weakness: z.enum(WEAKNESSES).nullable(),
  /** Also those of systems, which repeat what their devices have. */
  systems: z.boolean(),
  /** Figures left out before the first one given: the rest is asked for as it is scrolled to. */
  offset: z.number().int().min(0),
  /** Most figures given. */
  limit: z.number().int().min(1).max(2000),
})
/** Which weak figures are asked for. */
export type WeakFiguresQuery = z.infer<typeof weakFiguresQuerySchema>

/** Weak figures, those that matter most first. */
export const weakFiguresSchema = z.strictObject({
  /** All that were found, of which `figures` are some. */
  found: z.number(),
  /** By how they are weak, whatever weakness was asked for. A figure may be weak in two ways. */
  counts: z.record(z.enum(WEAKNESSES), z.number()),
  figures: z.array(weakFigureSchema),
})
/** Weak figures, those that matter most first. */
export type WeakFigures = z.infer<typeof weakFiguresSchema>
