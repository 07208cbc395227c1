import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { dialog, type BrowserWindow } from 'electron'
import type { FileDialogs } from '../../app/grants/fileDialogs.ts'
import { withEnding } from '../../app/grants/fileEnding.ts'

/** Native file dialogs, sheets of the window where the platform has them. @param window null: no window is open */
export function nativeDialogs(window: () => BrowserWindow | null): FileDialogs {
  return {
    async chooseFileToOpen(kind) {
      const options = {
        properties: ['openFile' as const],
        filters: [{ name: kind.name, extensions: [kind.extension, ...(kind.alsoOpened ?? [])] }],
      }
      const parent = window()
      const chosen = await (parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options))
      return chosen.canceled ? null : (chosen.filePaths[0] ?? null)
    },
    async chooseFileToSave(kind, suggestedName) {
      const options = {
        defaultPath: suggestedName,
        filters: [{ name: kind.name, extensions: [kind.extension] }],
        properties: ['createDirectory' as const, 'showOverwriteConfirmation' as const],
      }
      const parent = window()
      const chosen = await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options))
      if (chosen.canceled || chosen.filePath === '') return null
      const path = withEnding(chosen.filePath, kind.extension)
      // The dialog asked about the name as typed; some platforms leave the ending to us, and so the question too.
      if (path !== chosen.filePath && existsSync(path) && !(await askReplace(parent, basename(path)))) return null
      return path
    },
  }
}

/** Asks whether a file may be replaced. */
async function askReplace(parent: BrowserWindow | null, name: string): Promise<boolean> {
  const options = {
    type: 'warning' as const,
    message: `“${name}” already exists. Replace it?`,
    detail: 'What is in it is lost if it is replaced.',
    buttons: ['Replace', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  }
  const { response } = await (parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options))
  return response === 0
}

/** What to do with unsaved changes. */
export type UnsavedChoice = 'save' | 'discard' | 'cancel'

/** Asks before work would be lost. @param title the document's name */
export async function askUnsaved(window: BrowserWindow, title: string): Promise<UnsavedChoice> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: `Save the changes to “${title}”?`,
    detail: 'They are lost if they are not saved.',
    buttons: ['Save', 'Don’t save', 'Cancel'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  })
  return response === 0 ? 'save' : response === 1 ? 'discard' : 'cancel'
}
