import { z } from 'zod'
import { workspaceSchema } from '../domain/workspace.ts'
import { method } from './define.ts'

export const reportContract = {
  /**
   * Makes the PDF and saves it; null path asks with the native dialog (null answer: cancelled). In the browser shell
   * `bytes` holds the PDF as base64 and nothing is saved. Errors: missing-characters, report-failed, read-only, disk-full.
   */
  'report.export': method(
    z.strictObject({
      workspace: workspaceSchema,
      path: z.string().max(4096).nullable(),
      suggestedName: z.string().max(300),
    }),
    z
      .strictObject({
        path: z.string().nullable(),
        bytes: z.string().nullable(),
        pages: z.number(),
        seconds: z.number(),
      })
      .nullable(),
  ),
}
