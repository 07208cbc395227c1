import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { uptime } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { CodedError } from '#shared/contract/errors.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { atomicWrite, type WriteSteps } from './atomicWrite.ts'
import { writeFailure } from './fileErrors.ts'
import { openDocument, type OpenDocument } from './open.ts'
import { isRunning } from './running.ts'

/** A journal that a crash left behind. */
export interface Recoverable {
  readonly session: string
  /** Where the document was saved last; null: never. */
  readonly path: string | null
  readonly title: string
  /** Milliseconds since 1970. */
  readonly writtenAt: number
}

/** Keeps unsaved work in a folder, one journal a session. */
export interface Journals {
  /** Writes the journal of a session. Errors: disk-full, read-only, io-failed, invalid-input. */
  write(session: string, file: string | null, workspace: Workspace): Promise<void>
  /** Forgets a session. @returns whether there was a journal */
  clear(session: string): Promise<boolean>
  /** Journals of sessions that ended without forgetting them, newest first. Unreadable ones are left where they are. */
  list(): Promise<readonly Recoverable[]>
  /** Opens a journal as an unsaved document. Errors: not-found and those of opening a document. */
  recover(session: string): Promise<OpenDocument>
  /** Counts the sessions of this process as ended, after its window crashed. */
  abandonSessions(): void
}

/** Beside each journal: whose it is. The journal itself is an ordinary `.memwall` file. */
const ownerSchema = z.strictObject({
  path: z.string().max(4096).nullable(),
  processId: z.number().int().positive(),
  /** When this machine was started, seconds since 1970: a process number means nothing after a restart. */
  startedAt: z.number(),
})
type Owner = z.infer<typeof ownerSchema>

/** Two readings of the machine's start may differ by this many seconds, because clocks are set. */
const START_TOLERANCE = 60

/** @param folder where the journals are kept; made when first needed */
export function createJournals(folder: string, steps?: WriteSteps): Journals {
  const live = new Set<string>()
  const owners = new Map<string, string | null>()
  const journalFile = (session: string) => path.join(folder, `${checked(session)}.memwall`)
  const ownerFile = (session: string) => path.join(folder, `${checked(session)}.owner.json`)

  async function write(session: string, file: string | null, workspace: Workspace): Promise<void> {
    const journal = journalFile(session)
    try {
      await mkdir(folder, { recursive: true })
      if (owners.get(session) !== file) {
        const owner: Owner = { path: file, processId: process.pid, startedAt: machineStart() }
        await atomicWrite(ownerFile(session), canonicalJson(owner), steps)
        owners.set(session, file)
      }
      live.add(session)
      await atomicWrite(journal, serializeDocument(workspace), steps)
    } catch (thrown) {
      throw writeFailure(thrown, journal)
    }
  }

  async function clear(session: string): Promise<boolean> {
    const journal = journalFile(session)
    const existed = (await modifiedAt(journal)) !== null
    live.delete(session)
    owners.delete(session)
    try {
      await rm(journal, { force: true })
      await rm(ownerFile(session), { force: true })
    } catch (thrown) {
      throw writeFailure(thrown, journal)
    }
    return existed
  }

  async function list(): Promise<readonly Recoverable[]> {
    const names = await readdir(folder).catch(() => [])
    const sessions = names.flatMap((name) => /^([A-Za-z0-9_-]{1,64})\.memwall$/.exec(name)?.[1] ?? [])
    const found: Recoverable[] = []
    for (const session of sessions) {
      const owner = await readOwner(ownerFile(session))
      if (live.has(session) || isHeldElsewhere(owner)) continue
      const writtenAt = await modifiedAt(journalFile(session))
      const document = await openDocument(journalFile(session)).catch(() => null)
      if (writtenAt === null || document === null) continue
      found.push({ session, path: owner?.path ?? null, title: document.workspace.title, writtenAt })
    }
    return found.toSorted((left, right) => right.writtenAt - left.writtenAt)
  }

  async function recover(session: string): Promise<OpenDocument> {
    const document = await openDocument(journalFile(session))
    const owner = await readOwner(ownerFile(session))
    const title = document.workspace.title || 'Untitled'
    return {
      ...document,
      path: null,
      name: owner?.path ? path.basename(owner.path) : `${title}.memwall`,
      diskHash: null,
      notice: 'This is unsaved work kept from before Memwall closed unexpectedly; save it to keep it.',
    }
  }

  /** What is asked of one session is done in order: a write under way must not bring back what is cleared after it. */
  const pending = new Map<string, Promise<unknown>>()
  function inOrder<Result>(session: string, work: () => Promise<Result>): Promise<Result> {
    const done = (pending.get(session) ?? Promise.resolve()).then(work)
    const settled = done
      .catch(() => {})
      .then(() => {
        if (pending.get(session) === settled) pending.delete(session)
      })
    pending.set(session, settled)
    return done
  }

  return {
    write: (session, file, workspace) => inOrder(session, () => write(session, file, workspace)),
    clear: (session) => inOrder(session, () => clear(session)),
    list,
    recover,
    abandonSessions: () => live.clear(),
  }
}

/** Session names become file names, so they may hold nothing that leads elsewhere. */
function checked(session: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(session)) return session
  throw new CodedError('invalid-input', 'A session name may only hold letters, digits, “-” and “_”.')
}

async function readOwner(file: string): Promise<Owner | null> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}

/** Whether another running process still writes this journal. Our own sessions are known by name. */
function isHeldElsewhere(owner: Owner | null): boolean {
  if (!owner || owner.processId === process.pid) return false
  return Math.abs(owner.startedAt - machineStart()) <= START_TOLERANCE && isRunning(owner.processId)
}

function machineStart(): number {
  return Math.round(Date.now() / 1000 - uptime())
}

async function modifiedAt(file: string): Promise<number | null> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  )
}
