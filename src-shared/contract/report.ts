import { z } from 'zod'
import { workspaceSchema } from '../domain/workspace.ts'
import { method } from './define.ts'
import { fileId, placeSchema } from './fileId.ts'

export const reportContract = {
  /**
   * Makes the PDF and saves it, and only as .pdf; null asks with the native dialog (null answer: cancelled). In the browser shell
   * `bytes` holds the PDF as base64 and nothing is saved. Errors: missing-characters, report-failed, not-allowed, read-only, disk-full.
   */
  'report.export': method(
    z.strictObject({
      workspace: workspaceSchema,
      file: fileId.nullable(),
      suggestedName: z.string().max(300),
    }),
    z
      .strictObject({
        /** Null: it was not saved. */
        saved: placeSchema.nullable(),
        bytes: z.string().nullable(),
        pages: z.number(),
        seconds: z.number(),
      })
      .nullable(),
  ),
}
