import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'

/** Which process something belongs to, so that another can tell whether that one still runs. */
export const processMarkSchema = z.object({
  processId: z.number().int().positive(),
  /** When the process began, in the system's own words, for numbers are given out again; null: the system does not say. */
  born: z.string().nullable(),
  /** Where its number means something. */
  realm: z.string(),
})
export type ProcessMark = z.infer<typeof processMarkSchema>

/** The mark of this process. */
export function ownMark(): ProcessMark {
  return { processId: process.pid, born: birthOf(process.pid), realm: REALM }
}

/** Whether a process runs; null: its number is of another machine, container or start of this machine. */
export function runs({ processId, born, realm }: ProcessMark): boolean | null {
  if (realm !== REALM) return null
  return isRunning(processId) && birthOf(processId) === born
}

/** Whether a process of this number runs on this machine. */
export function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    // A process that has ended but that nobody has waited for still has its number on Linux, and keeps nothing.
    return !/^[ZX]$/.test(statusOf(processId)?.[0] ?? '')
  } catch (thrown) {
    // EPERM: it runs, under another user.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}

/** Eight hexadecimal digits for this machine since its start, and on Linux for the container as well. */
export const REALM = createHash('sha256')
  .update([hostname(), saidOf('/proc/sys/kernel/random/boot_id') ?? '', processNamespace()].join(' '))
  .digest('hex')
  .slice(0, 8)

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch {
    return ''
  }
}

/** Clock ticks from the machine's start to the process's. */
function birthOf(processId: number): string | null {
  return statusOf(processId)?.[19] ?? null
}

/** What Linux says of a process from its state on; null elsewhere. */
function statusOf(processId: number): readonly string[] | null {
  const status = saidOf(`/proc/${processId}/stat`)
  // "4711 (name) Z …": the name may hold anything, so its end is the last parenthesis.
  return status === null ? null : status.slice(status.lastIndexOf(')') + 2).split(' ')
}

/** The system's own words at one of its places; null where it has none. */
function saidOf(place: `/proc/${string}`): string | null {
  try {
    return readFileSync(place, 'utf8')
  } catch {
    return null
  }
}
