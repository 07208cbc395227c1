import { access, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '#shared/document/canonical.ts'
import { atomicWrite, PRIVATE_FILE, PRIVATE_FOLDER } from './atomicWrite.ts'
import { writeFailure } from './fileErrors.ts'
import { readSmallFileNow } from './regularFile.ts'

/** A file that was opened or saved lately. */
export interface RecentEntry {
  readonly path: string
  readonly name: string
  readonly title: string
  readonly pinned: boolean
  readonly exists: boolean
  /** Milliseconds since 1970. */
  readonly openedAt: number
}

/** The files opened and saved lately, kept in one JSON file. */
export interface RecentList {
  /** Pinned first, then the latest. */
  list(): Promise<RecentEntry[]>
  /** Puts a file on top. @param title the workspace's title, shown beside the name */
  add(file: string, title: string): Promise<void>
  pin(file: string, pinned: boolean): Promise<RecentEntry[]>
  forget(file: string): Promise<RecentEntry[]>
}

/** Files kept on the list; pinned ones are dropped last. */
export const RECENT_LIMIT = 20
/** Bytes of the largest list: every path and title at its longest, in any script. */
const LARGEST_LIST = 1_000_000

const storedSchema = z.array(
  z.object({
    path: z.string().min(1).max(4096),
    title: z.string().max(300),
    pinned: z.boolean(),
    openedAt: z.number().finite(),
  }),
)
type Stored = z.infer<typeof storedSchema>

/**
 * @param file where the list is kept; a missing or damaged list counts as empty, for it is a convenience and no document
 * @param now clock, milliseconds since 1970
 */
export function createRecentList(file: string, now: () => number = Date.now): RecentList {
  let before: Promise<unknown> = Promise.resolve()

  /** What is asked for first is on the list first, however busy the disk is. */
  function change(edit: (entries: Stored) => Stored): Promise<Stored> {
    const turn = before.then(() => changeNow(edit))
    before = turn.catch(() => undefined)
    return turn
  }

  /** Read and written in one turn, or two windows would each forget what the other has added. */
  async function changeNow(edit: (entries: Stored) => Stored): Promise<Stored> {
    let entries: Stored = []
    const changed = () => {
      entries = order(edit(read(file))).slice(0, RECENT_LIMIT)
      return Promise.resolve(canonicalJson(entries))
    }
    try {
      await mkdir(path.dirname(file), { recursive: true, mode: PRIVATE_FOLDER })
      await atomicWrite(file, changed, { mode: PRIVATE_FILE })
    } catch (thrown) {
      throw writeFailure(thrown, file)
    }
    return entries
  }

  return {
    list: () => Promise.all(order(read(file)).map(toEntry)),
    add: async (opened, title) => {
      const full = path.resolve(opened)
      await change((entries) => {
        const known = entries.find((entry) => entry.path === full)
        const others = entries.filter((entry) => entry.path !== full)
        return [{ path: full, title: title.slice(0, 300), pinned: known?.pinned ?? false, openedAt: now() }, ...others]
      })
    },
    pin: async (chosen, pinned) => {
      const full = path.resolve(chosen)
      const entries = await change((all) => all.map((entry) => (entry.path === full ? { ...entry, pinned } : entry)))
      return Promise.all(entries.map(toEntry))
    },
    forget: async (chosen) => {
      const full = path.resolve(chosen)
      const entries = await change((all) => all.filter((entry) => entry.path !== full))
      return Promise.all(entries.map(toEntry))
    },
  }
}

function order(entries: Stored): Stored {
  return entries.toSorted((left, right) => Number(right.pinned) - Number(left.pinned) || right.openedAt - left.openedAt)
}

function read(file: string): Stored {
  try {
    return storedSchema.parse(JSON.parse(readSmallFileNow(file, LARGEST_LIST) ?? ''))
  } catch {
    return []
  }
}

async function toEntry(stored: Stored[number]): Promise<RecentEntry> {
  const exists = await access(stored.path).then(
    () => true,
    () => false,
  )
  return { ...stored, name: path.basename(stored.path), exists }
}
