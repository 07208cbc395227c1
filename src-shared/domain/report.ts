import { z } from 'zod'
import { briefSchema } from './brief/brief.ts'
import { VERDICT_STATES } from './brief/verdict.ts'

/**
 * What a report may hold, in the order it starts with. The first two are the board brief: `decision` the page with the answer,
 * `case` the page with what it rests on and who signs.
 */
export const REPORT_SECTIONS = [
  'decision',
  'case',
  'brief',
  'matrix',
  'inputs',
  'wall',
  'time',
  'frontier',
  'costs',
  'flips',
  'risks',
  'evidence',
  'changes',
  'register',
  'operators',
  'method',
] as const
/** A part of a report. */
export type ReportSection = (typeof REPORT_SECTIONS)[number]

/** The parts that every report begins with, in this order. */
export const FIRST_SECTIONS: readonly ReportSection[] = ['decision', 'case']

/** Whom a report is for: the board reads two pages, engineers read them all. */
export const AUDIENCES = ['board', 'full'] as const
/** Languages a report can be printed in. */
export const REPORT_LANGUAGES = ['en', 'zh'] as const
/** Sizes of paper. */
export const PAPERS = ['a4', 'letter'] as const
/** How far the decision has come, as its owner says. */
export const STANDINGS = ['draft', 'proposed', 'approved', 'declined'] as const

/** Most characters of a name: an owner, a company, whom it is for. */
export const MOST_NAME = 200
/** Most characters of the decision that is asked for. */
export const MOST_DECISION = 2000
/** Most characters of the user's own paragraph. */
export const MOST_RECOMMENDATION = 4000
/** Most bytes of a logo, once decoded. */
export const MOST_LOGO_BYTES = 256 * 1024
/** Most sections somebody adds. */
export const MOST_OWN_SECTIONS = 8
/** Most blocks of text edited by hand. */
export const MOST_EDITED_BLOCKS = 40
/** Most characters of a block or of an own section. */
export const MOST_BLOCK_TEXT = 4000

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const name = z.string().max(MOST_NAME)

/** Four characters of base64 hold three bytes. */
const MOST_LOGO_TEXT = Math.ceil(MOST_LOGO_BYTES / 3) * 4

const sectionSchema = z.enum(REPORT_SECTIONS)

/** Every section once, and the first ones in their place. */
const sectionsSchema = z
  .array(z.strictObject({ section: sectionSchema, shown: z.boolean() }))
  .length(REPORT_SECTIONS.length)
  .refine(
    (sections) =>
      new Set(sections.map(({ section }) => section)).size === sections.length &&
      FIRST_SECTIONS.every((first, at) => sections[at]?.section === first && sections[at].shown),
    { params: { limit: 'limit.reportSections' } },
  )

const ownSectionsSchema = z
  .array(
    z.strictObject({
      id: z.string().min(1).max(40),
      title: name,
      text: z.string().max(MOST_BLOCK_TEXT),
      shown: z.boolean(),
      /** The section it follows. */
      after: sectionSchema,
    }),
  )
  .max(MOST_OWN_SECTIONS)
  .refine((sections) => new Set(sections.map(({ id }) => id)).size === sections.length, {
    params: { limit: 'limit.ownSections' },
  })

/** By alternative; null: there is none. */
const figuresSchema = z.record(z.string().max(40), z.number().nullable())

/** What was approved: the brief, and what the verdict said of it. */
const approvedSchema = z.strictObject({
  on: isoDate,
  by: name,
  /** SHA-256 of the document that was approved, hexadecimal. */
  documentHash: z.string().regex(/^[0-9a-f]{64}$/),
  brief: briefSchema,
  verdict: z.strictObject({
    state: z.enum(VERDICT_STATES),
    headline: z.string().max(500),
    /** Alternatives that were chosen, by id. */
    choice: z.array(z.string().max(40)),
    /** Dollars per million output tokens. */
    costs: figuresSchema,
    /** Shares of the draws in which each is first. */
    firsts: figuresSchema,
  }),
})
/** What the last approval approved. */
export type ApprovedDecision = z.infer<typeof approvedSchema>

/** How the report is set, and what people add to what is computed. */
export const reportSchema = z.strictObject({
  decision: z.string().max(MOST_DECISION),
  recommendation: z.string().max(MOST_RECOMMENDATION),
  owner: name,
  /** Date printed in the report, chosen by the user; never the clock's. */
  date: isoDate.nullable(),
  paper: z.enum(PAPERS),
  audience: z.enum(AUDIENCES),
  language: z.enum(REPORT_LANGUAGES),
  standing: z.enum(STANDINGS),
  /** Whom it is presented to, and when: "Board, 15 January 2027". */
  addressee: name,
  company: name,
  logo: z
    .strictObject({
      mediaType: z.enum(['image/png', 'image/svg+xml']),
      data: z
        .string()
        .max(MOST_LOGO_TEXT)
        .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
    })
    .nullable(),
  sections: sectionsSchema,
  ownSections: ownSectionsSchema,
  /** Blocks edited by hand, by the block's id. */
  texts: z
    .record(z.string().max(40), z.string().max(MOST_BLOCK_TEXT))
    .refine((texts) => Object.keys(texts).length <= MOST_EDITED_BLOCKS, { params: { limit: 'limit.editedBlocks' } }),
  approved: approvedSchema.nullable(),
})
/** How the report is set. */
export type ReportSettings = z.infer<typeof reportSchema>

/** What a report is without anybody's choice. */
export const DEFAULT_REPORT: ReportSettings = {
  decision: '',
  recommendation: '',
  owner: '',
  date: null,
  paper: 'a4',
  audience: 'full',
  language: 'en',
  standing: 'proposed',
  addressee: '',
  company: '',
  logo: null,
  sections: REPORT_SECTIONS.map((section) => ({ section, shown: true })),
  ownSections: [],
  texts: {},
  approved: null,
}
