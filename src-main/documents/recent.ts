import { access, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { canonicalJson } from '#shared/document/canonical.ts'
import { atomicWrite } from './atomicWrite.ts'
import { writeFailure } from './fileErrors.ts'

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
  /** Changes run one after the other, or the second would write what the first has not read yet. */
  let queue: Promise<unknown> = Promise.resolve()

  function change(edit: (entries: Stored) => Stored): Promise<Stored> {
    const result = queue.then(async () => {
      const entries = order(edit(await read(file))).slice(0, RECENT_LIMIT)
      await write(file, entries)
      return entries
    })
    queue = result.catch(() => undefined)
    return result
  }

  return {
    list: async () => {
      await queue
      return Promise.all(order(await read(file)).map(toEntry))
    },
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

async function read(file: string): Promise<Stored> {
  try {
    return storedSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return []
  }
}

async function write(file: string, entries: Stored): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await atomicWrite(file, canonicalJson(entries))
  } catch (thrown) {
    throw writeFailure(thrown, file)
  }
}

async function toEntry(stored: Stored[number]): Promise<RecentEntry> {
  const exists = await access(stored.path).then(
    () => true,
    () => false,
  )
  return { ...stored, name: path.basename(stored.path), exists }
}
