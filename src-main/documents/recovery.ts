import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { uptime } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { CodedError } from '#shared/contract/errors.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { atomicWrite, PRIVATE_FILE, PRIVATE_FOLDER, type WriteSteps } from './atomicWrite.ts'
import { writeFailure } from './fileErrors.ts'
import { openDocument, type OpenDocument } from './open.ts'
import { readSmallFileNow } from './regularFile.ts'
import { isRunning } from '../processes/running.ts'

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
/** Bytes of the largest note of an owner, its path in any script. */
const LARGEST_OWNER = 20_000
type Owner = z.infer<typeof ownerSchema>

const JOURNAL_FILE = /^([A-Za-z0-9_-]{1,64})\.memwall$/
const OWNER_FILE = /^([A-Za-z0-9_-]{1,64})\.owner\.json$/
/** Journals of ended sessions that are kept: more than anybody would look through. */
const MOST_JOURNALS = 100

/** Two readings of the machine's start may differ by this many seconds, because clocks are set. */
const START_TOLERANCE = 60

/** @param folder where the journals are kept; made when first needed */
export function createJournals(folder: string, steps?: WriteSteps): Journals {
  const live = new Set<string>()
  const owners = new Map<string, string | null>()
  const options = { mode: PRIVATE_FILE, ...(steps ? { steps } : {}) }
  const journalFile = (session: string) => path.join(folder, `${checked(session)}.memwall`)
  const ownerFile = (session: string) => path.join(folder, `${checked(session)}.owner.json`)

  async function write(session: string, file: string | null, workspace: Workspace): Promise<void> {
    const journal = journalFile(session)
    try {
      await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER })
      if (owners.get(session) !== file) {
        const owner: Owner = { path: file, processId: process.pid, startedAt: machineStart() }
        await atomicWrite(ownerFile(session), canonicalJson(owner), options)
        owners.set(session, file)
      }
      live.add(session)
      await atomicWrite(journal, serializeDocument(workspace), options)
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
    const sessions = names.flatMap((name) => JOURNAL_FILE.exec(name)?.[1] ?? [])
    const found: Recoverable[] = []
    for (const session of sessions) {
      const owner = readOwner(ownerFile(session))
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
    const owner = readOwner(ownerFile(session))
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

/**
 * Removes notes of owners whose journal is gone, and of the journals that nobody writes any more the oldest beyond
 * `MOST_JOURNALS`, so that crash after crash does not fill the disk. Folders are none of ours, and stay. Never fails: it
 * is housekeeping.
 */
export async function removeStaleJournals(folder: string): Promise<void> {
  const names: readonly string[] = await readdir(folder).catch(() => [])
  const isHeld = (session: string) => {
    const owner = readOwner(path.join(folder, `${session}.owner.json`))
    return owner !== null && isStillHeld(owner)
  }
  const remove = async (name: string) => rm(path.join(folder, name), { force: true }).catch(() => undefined)
  for (const name of names) {
    const session = OWNER_FILE.exec(name)?.[1]
    if (session === undefined || names.includes(`${session}.memwall`) || isHeld(session)) continue
    await remove(name)
  }
  const left: { readonly session: string; readonly writtenAt: number }[] = []
  for (const name of names) {
    const session = JOURNAL_FILE.exec(name)?.[1]
    const writtenAt = await modifiedAt(path.join(folder, name))
    if (session !== undefined && writtenAt !== null && !isHeld(session)) left.push({ session, writtenAt })
  }
  left.sort((first, second) => second.writtenAt - first.writtenAt)
  for (const { session } of left.slice(MOST_JOURNALS)) {
    await remove(`${session}.memwall`)
    await remove(`${session}.owner.json`)
  }
}

/** Session names become file names, so they may hold nothing that leads elsewhere. */
function checked(session: string): string {
  if (/^[A-Za-z0-9_-]{1,64}$/.test(session)) return session
  throw new CodedError('invalid-input', 'A session name may only hold letters, digits, “-” and “_”.')
}

function readOwner(file: string): Owner | null {
  try {
    return ownerSchema.parse(JSON.parse(readSmallFileNow(file, LARGEST_OWNER) ?? ''))
  } catch {
    return null
  }
}

/** Whether another running process still writes this journal. Our own sessions are known by name. */
function isHeldElsewhere(owner: Owner | null): boolean {
  return owner !== null && owner.processId !== process.pid && isStillHeld(owner)
}

function isStillHeld(owner: Owner): boolean {
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
