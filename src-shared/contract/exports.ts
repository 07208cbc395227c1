import { z } from 'zod'
import { workspaceSchema } from '../domain/workspace.ts'
import { job } from './analysis.ts'
import { method } from './define.ts'
import { fileId, placeSchema } from './fileId.ts'

/** Formats of a file that others go on with. */
export const EXPORT_FORMATS = ['csv', 'json', 'markdown', 'xlsx', 'html', 'svg', 'png'] as const
/** A format of a file that others go on with. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What such a file holds, where it holds one thing. */
export const EXPORT_PARTS = ['results', 'matrix', 'cost', 'chart'] as const
/** What a file holds. */
export type ExportPart = (typeof EXPORT_PARTS)[number]

/** Charts that are drawn into a file. */
export const EXPORT_CHARTS = ['cost', 'speed', 'ladder', 'roofline', 'waterfall', 'light'] as const
/** A chart that is drawn into a file. */
export type ExportChart = (typeof EXPORT_CHARTS)[number]

export const exportsContract = {
  /**
   * Makes a file of a workspace's results and saves it, only under the ending of its format; null asks with the native dialog (null
   * answer: cancelled). Where the shell has none, `bytes` holds it as base64 and nothing is saved. Numbers in it are SI, what is
   * unknown is empty. With a job it tells its progress and may be cancelled. Errors: not-found where there is nothing to
   * write, cancelled, deadline, engine-failed, not-found, not-allowed, read-only, disk-full.
   */
  'exports.make': method(
    z.strictObject({
      workspace: workspaceSchema,
      format: z.enum(EXPORT_FORMATS),
      /** Null: the matrix of a table, a chart of a picture, everything of a workbook or a page. */
      part: z.enum(EXPORT_PARTS).nullable(),
      chart: z.enum(EXPORT_CHARTS),
      /** Which column a chart of one is of, by its letter; null: the baseline. */
      letter: z.string().max(4).nullable(),
      file: fileId.nullable(),
      suggestedName: z.string().max(300),
      job: job.optional(),
    }),
    z
      .strictObject({
        /** Null: it was not saved. */
        saved: placeSchema.nullable(),
        bytes: z.string().nullable(),
        /** Bytes of the file. */
        size: z.number(),
      })
      .nullable(),
  ),
}
