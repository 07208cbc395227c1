import type { Command } from '#shared/contract/events.ts'
import type { Normaliser } from '#shared/domain/workspace.ts'
import type { LibraryView } from '../library/browse/libraryBrowser.ts'

/** Menus of the title bar, and the heading a command has in the palette and the shortcut sheet. */
export type CommandGroup = 'File' | 'Edit' | 'View' | 'Scenario' | 'Library' | 'Help'

/** Ids beyond those a native menu can send. */
export type CommandId =
  | Command
  | 'view.nextPane'
  | `scenario.focus${1 | 2 | 3 | 4}`
  | 'edit.rename'
  | 'workspace.rename'
  | 'scenario.rename'
  | 'scenario.inputs'
  | 'scenario.accuracy'
  | 'scenario.left'
  | 'scenario.right'
  | `workload.${string}`
  | `per.${Normaliser}`
  | 'objective.edit'
  | 'brief.decide'
  | 'decide.cancel'
  | 'accuracy.recompute'
  | 'library.openImport'
  | 'library.exportOwn'
  | 'library.copy'
  | 'library.describe'
  | 'library.remove'
  | 'library.compare'
  | `library.${LibraryView}`

/** One thing the user can ask for: menus, palette, shortcuts and native menus all read this. */
export interface CommandEntry {
  readonly id: CommandId
  readonly group: CommandGroup
  readonly label: string
  /** In the notation of tinykeys; `$mod` is Ctrl, or Command on a Mac. */
  readonly keys?: string
  /** More keys that do the same. */
  readonly otherKeys?: readonly string[]
  readonly enabled: boolean
  /** Also while a text field has the focus. */
  readonly inFields?: boolean
  /** In the palette and the sheet but not in a menu. */
  readonly hidden?: boolean
  readonly run: () => unknown
}
