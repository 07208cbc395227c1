import { z } from 'zod'
import { method, nothing } from './define.ts'
import { fileId, placeSchema } from './fileId.ts'

/** Files that are made of a figure: SVG, PNG and CSV. */
const FIGURE_KINDS = ['drawing', 'picture', 'table'] as const

/** Columns of one list of the library, by their ids, and what it is sorted by; null: by owner and name. */
const listViewSchema = z.strictObject({
  columns: z.array(z.string().max(40)).max(8),
  sort: z.strictObject({ by: z.string().max(40), descending: z.boolean() }).nullable(),
})
/** Columns of one list of the library, and what it is sorted by. */
export type ListView = z.infer<typeof listViewSchema>

export const settingsSchema = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  reducedMotion: z.boolean(),
  /** How the lists of the library are shown. Absent: as a new installation shows them. */
  library: z.strictObject({ devices: listViewSchema, models: listViewSchema }).optional(),
})
/** What the user set for the application; never part of a document. */
export type Settings = z.infer<typeof settingsSchema>

/** Of a figure in base64: far more than a picture of any screen has. */
const MOST_FIGURE_CHARACTERS = 48_000_000

export const appContract = {
  /** What is running, for About, the status bar and the tests. */
  'app.info': method(
    nothing,
    z.strictObject({
      version: z.string(),
      shell: z.enum(['electron', 'browser', 'process']),
      platform: z.string(),
      runtime: z.string(),
      dataFolder: z.string(),
    }),
  ),
  'app.settings': method(nothing, settingsSchema),
  'app.saveSettings': method(settingsSchema, settingsSchema),
  /** Opens an https address in the user's browser. Errors: not-allowed. */
  'app.openExternal': method(
    z.strictObject({ address: z.string().max(2000) }),
    z.strictObject({ opened: z.boolean() }),
  ),
  /**
   * Shows a file that was made here: a report in the system's own viewer, or any in its folder; `path` puts where a report is on
   * the clipboard, and tells the page nothing of it. `shown` is false where the shell cannot. Errors: not-allowed, for what nobody was asked for.
   */
  'app.showFile': method(
    z.discriminatedUnion('how', [
      z.strictObject({ how: z.enum(['open', 'path']), kind: z.literal('report'), file: fileId }),
      z.strictObject({ how: z.literal('folder'), kind: z.enum(['report', 'library', ...FIGURE_KINDS]), file: fileId }),
    ]),
    z.strictObject({ shown: z.boolean() }),
  ),
  /**
   * Keeps a file that the page has made of a figure, where the user says in a native dialog; null: cancelled, or this shell
   * has no dialogs. Errors: not-allowed, read-only, disk-full, io-failed.
   */
  'app.saveFigure': method(
    z.strictObject({
      kind: z.enum(FIGURE_KINDS),
      suggestedName: z.string().max(300),
      bytes: z.base64().max(MOST_FIGURE_CHARACTERS),
    }),
    placeSchema.nullable(),
  ),
  /** Tells the shell what the title bar says and whether closing would lose work. */
  'app.documentState': method(
    z.strictObject({ title: z.string().max(300), file: fileId.nullable(), edited: z.boolean() }),
    z.strictObject({ applied: z.boolean() }),
  ),
  /** The answer to app.closeRequested: close now, or stay. */
  'app.confirmClose': method(z.strictObject({ close: z.boolean() }), z.strictObject({ applied: z.boolean() })),
}
