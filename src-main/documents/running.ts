import { systemCode } from './fileErrors.ts'

/** Whether a process of this number runs on this machine. */
export function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (thrown) {
    // EPERM: it runs, under another user.
    return systemCode(thrown) === 'EPERM'
  }
}
