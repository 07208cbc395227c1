import { readFileSync } from 'node:fs'
import { systemCode } from './fileErrors.ts'

/** Whether a process of this number runs on this machine. */
export function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return !isDefunct(processId)
  } catch (thrown) {
    // EPERM: it runs, under another user.
    return systemCode(thrown) === 'EPERM'
  }
}

/** A process that has ended but that nobody has waited for still has its number on Linux, and keeps nothing. */
function isDefunct(processId: number): boolean {
  if (process.platform !== 'linux') return false
  try {
    const status = readFileSync(`/proc/${processId}/stat`, 'latin1')
    // "4711 (name) Z …": the name may hold anything, so its end is the last parenthesis.
    return /^ [ZX]/.test(status.slice(status.lastIndexOf(')') + 1))
  } catch {
    return false
  }
}
