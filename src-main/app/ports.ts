import type { Settings } from '#shared/contract/app.ts'
import type { EventName, EventPayload } from '#shared/contract/events.ts'
import type { FileDialogs } from './grants/fileDialogs.ts'
import { systemUserName } from './systemUserName.ts'

/** What the window shows of the open document. */
export interface DocumentState {
  readonly title: string
  readonly path: string | null
  readonly edited: boolean
}

/** What a shell provides to the core. Everything else is the same in all shells. */
export interface Ports {
  /** Null: this shell has no native dialogs (browser, command line). */
  readonly dialogs: FileDialogs | null
  /** Opens an https address in the user's browser. @returns whether it was opened */
  openExternal(address: string): Promise<boolean>
  /** Shows a file in the program the system has for it, or in its folder, or copies its path. @returns whether it could */
  showFile(path: string, how: 'open' | 'folder' | 'path'): Promise<boolean>
  /** Sends an event to every window. */
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void
  /** Shows the document's name and whether it has unsaved changes. @returns whether the shell can */
  showDocumentState(state: DocumentState): boolean
  /** Closes the window that asked with app.closeRequested, or keeps it. @returns whether one was waiting */
  confirmClose(close: boolean): boolean
  /** Name of the operating system's user, for the library's history. Empty: unknown. */
  userName(): string
  /** Applies settings that the shell itself draws, such as the colour of the window frame. */
  applySettings(settings: Settings): void
}

/** The ports of a shell without a window: nothing to show, nobody to ask. */
export function silentPorts(): Ports {
  return {
    dialogs: null,
    openExternal: () => Promise.resolve(false),
    showFile: () => Promise.resolve(false),
    emit: () => {},
    showDocumentState: () => false,
    confirmClose: () => false,
    userName: systemUserName,
    applySettings: () => {},
  }
}
