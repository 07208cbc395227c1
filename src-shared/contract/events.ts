import { z } from 'zod'
import { fileId } from './fileId.ts'

/** Commands that a native menu, a shortcut or the palette can ask for. */
export const COMMANDS = [
  'workspace.new',
  'workspace.open',
  'workspace.save',
  'workspace.saveAs',
  'workspace.close',
  'report.export',
  'edit.undo',
  'edit.redo',
  'scenario.add',
  'scenario.duplicate',
  'scenario.remove',
  'scenario.baseline',
  'scenario.calibrate',
  'view.start',
  'view.brief',
  'view.compare',
  'view.decide',
  'view.report',
  'view.library',
  'view.accuracy',
  'view.settings',
  'view.inspector',
  'view.differences',
  'view.present',
  'view.theme',
  'view.palette',
  'help.tour',
  'help.shortcuts',
  'help.about',
] as const
export const commandSchema = z.enum(COMMANDS)
/** A command. */
export type Command = z.infer<typeof commandSchema>

/** What the main process tells the renderer unasked. */
export const events = {
  /** A native menu item or its shortcut was used. */
  'app.command': z.strictObject({ command: commandSchema }),
  /** The operating system or a second instance asks to open this file. */
  'documents.openRequested': z.strictObject({ file: fileId }),
  /** The open file changed on disk. */
  'documents.changedOutside': z.strictObject({ file: fileId }),
  /**
   * The window is about to close and the user has said, in the shell's own message box, what becomes of the unsaved
   * changes: `save` them first, or `discard` them with their journal. Answer with app.confirmClose; `close: false` when
   * saving failed or was cancelled.
   */
  'app.closeRequested': z.strictObject({ choice: z.enum(['save', 'discard']) }),
  /** How far a long analysis has come; `job` is the caller's own name for it. */
  'analysis.progress': z.strictObject({ job: z.string(), done: z.number(), total: z.number() }),
  /** Something went wrong where no call waits for the answer. One sentence. */
  'app.notice': z.strictObject({ severity: z.enum(['note', 'warning', 'problem']), text: z.string() }),
} as const
/** Event names and payloads. */
export type EventName = keyof typeof events
/** Payload of an event. */
export type EventPayload<Name extends EventName> = z.infer<(typeof events)[Name]>
