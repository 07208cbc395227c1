import { shell } from 'electron'
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
