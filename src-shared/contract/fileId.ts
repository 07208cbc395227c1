import { z } from 'zod'
import { say } from '../words/say.ts'

/**
 * Names a file that the core was given: by a native dialog, a drop, the recent list or a command line. Nobody else knows
 * where it is, and a path is none.
 */
export const fileId = z.string().regex(/^[A-Za-z0-9_-]{22}$/, { error: () => say('files.notGranted') })

/** A file that was written: what names it, and for display its name and the end of its folder's path. */
export const placeSchema = z.strictObject({ file: fileId, name: z.string(), folder: z.string() })
