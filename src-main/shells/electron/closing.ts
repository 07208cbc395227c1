import type { BrowserWindow } from 'electron'
import type { UnsavedChoice } from './dialogs.ts'

/** What closing needs to know and do. */
export interface ClosingActions {
  /** @returns the open document's title when it has unsaved changes, else null */
  unsavedTitle(): string | null
  ask(window: BrowserWindow, title: string): Promise<UnsavedChoice>
  /** Asks the page to save or to drop its changes; it answers with app.confirmClose. */
  request(window: BrowserWindow, choice: 'save' | 'discard'): void
}

/** One window's way to close. */
export interface Closing {
  /** The page's answer. @returns whether it had been asked */
  confirm(close: boolean): boolean
}

/** A page that was told to drop its changes has this many milliseconds to do it. */
const DISCARD_PATIENCE = 3000

/**
 * Asks before the window closes with unsaved changes. Without changes it closes at once. A page that crashed is not
 * asked: its work is in the journal.
 */
export function guardClosing(window: BrowserWindow, actions: ClosingActions): Closing {
  let waiting = false
  let asking = false
  window.on('close', (event) => {
    const title = actions.unsavedTitle()
    if (title === null || window.webContents.isCrashed()) return
    event.preventDefault()
    if (asking) return
    asking = true
    void actions.ask(window, title).then((choice) => {
      asking = false
      if (choice === 'cancel' || window.isDestroyed()) return
      waiting = true
      actions.request(window, choice)
      if (choice === 'discard') setTimeout(() => waiting && !window.isDestroyed() && window.destroy(), DISCARD_PATIENCE)
    })
  })
  return {
    confirm(close) {
      const asked = waiting
      waiting = false
      if (close && asked && !window.isDestroyed()) window.destroy()
      return asked
    },
  }
}
