import { z } from 'zod'
import { reportSchema } from '../domain/report.ts'
import { workspaceSchema } from '../domain/workspace.ts'
import { job } from './analysis.ts'
import { method } from './define.ts'
import { fileId, placeSchema } from './fileId.ts'

/** Something to know of a report before it is signed: what is wrong, and what may be done about it. */
export const reportProblemSchema = z.strictObject({
  /** Which problem it is; a screen may show one of a kind in its own way. */
  kind: z.string(),
  severity: z.enum(['bad', 'warn']),
  /** From 1; null: of no page in particular. */
  page: z.number().int().positive().nullable(),
  /** One line. */
  text: z.string(),
  detail: z.string(),
  /** What a button beside it does; null: there is none. */
  verb: z.enum(['setPrice', 'show', 'open', 'sign', 'recompute']).nullable(),
  /** What that is done to: a part of the document. */
  target: z.string().nullable(),
})
/** Something to know of a report before it is signed. */
export type ReportProblem = z.infer<typeof reportProblemSchema>

/** Who made the pages: the typesetter's build, and the standard of the PDF; null: none. */
const madeBy = {
  compiler: z.enum(['native', 'wasm']),
  standard: z.string().nullable(),
}
/** Points, from the upper left of the page. */
const points = z.number()

/** Most characters of a logo in base64: more than is taken, so that what is too large is answered with a sentence. */
const MOST_SENT_LOGO = 12_000_000

export const reportContract = {
  /**
   * Makes the PDF and saves it, and only as .pdf; null asks with the native dialog (null answer: cancelled). In the browser shell
   * `bytes` holds the PDF as base64 and nothing is saved. What is attached is the document as it is, whatever its pages are set
   * with. With a job it tells its progress and may be cancelled, as a decision does. Errors: missing-characters, report-failed, cancelled, deadline, not-allowed, read-only, disk-full.
   */
  'report.export': method(
    z.strictObject({
      workspace: workspaceSchema,
      file: fileId.nullable(),
      suggestedName: z.string().max(300),
      /** In place of the document's own settings, for these pages alone. */
      settings: reportSchema.optional(),
      job: job.optional(),
    }),
    z
      .strictObject({
        /** Null: it was not saved. */
        saved: placeSchema.nullable(),
        bytes: z.string().nullable(),
        /** Bytes of the PDF. */
        size: z.number(),
        pages: z.number(),
        seconds: z.number(),
        ...madeBy,
        problems: z.array(reportProblemSchema),
      })
      .nullable(),
  ),
  /**
   * The same pages as pictures, each an SVG that needs nothing else, with what stands where on them. With a job it tells its
   * progress and may be cancelled. Errors: report-failed, cancelled, deadline.
   */
  'report.preview': method(
    z.strictObject({
      workspace: workspaceSchema,
      /** Hashes of the pages the caller has. */
      known: z.array(z.string().max(64)).max(400),
      job: job.optional(),
    }),
    z.strictObject({
      pages: z.array(
        z.strictObject({
          hash: z.string(),
          /** Null: the caller has it. */
          svg: z.string().nullable(),
          width: points,
          height: points,
        }),
      ),
      sections: z.array(z.strictObject({ section: z.string(), page: z.number().int().positive() })),
      /** What may be edited by hand, and where it is printed. */
      blocks: z.array(
        z.strictObject({
          id: z.string(),
          page: z.number().int().positive(),
          x: points,
          y: points,
          width: points,
          height: points,
          /** As printed. */
          text: z.string(),
          edited: z.boolean(),
        }),
      ),
      problems: z.array(reportProblemSchema),
      ...madeBy,
      seconds: z.number(),
    }),
  ),
  /**
   * A picture for the head of the report: null asks with the native dialog, else what the caller has of a file is looked at. Only PNG and
   * SVG without anything that runs or is fetched. Null answer: cancelled. Errors: document-foreign, document-too-large,
   * not-found, io-failed.
   */
  'report.chooseLogo': method(
    z.strictObject({
      file: z.strictObject({ name: z.string().max(255), base64: z.base64().max(MOST_SENT_LOGO) }).nullable(),
    }),
    z.strictObject({ mediaType: z.enum(['image/png', 'image/svg+xml']), data: z.string() }).nullable(),
  ),
}
