import { clipboard, shell } from 'electron'
import { safeAddress } from '../../app/safeAddress.ts'

/** Opens an https address in the user's browser; the only place that may. @returns whether it was opened */
export async function openExternal(address: string): Promise<boolean> {
  const safe = safeAddress(address)
  if (safe === null) return false
  try {
    await shell.openExternal(safe)
    return true
  } catch {
    return false
  }
}

/**
 * Shows a file that the user had made in the system's own viewer, or in its folder, or puts its path on the clipboard; the only
 * place that may.
 */
export async function showFile(path: string, how: 'open' | 'folder' | 'path'): Promise<boolean> {
  if (how === 'open') return (await shell.openPath(path)) === ''
  if (how === 'path') {
    clipboard.writeText(path)
    return true
  }
  shell.showItemInFolder(path)
  return true
}
