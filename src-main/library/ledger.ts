import { readFileSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { SEALED_VERSION } from './contents.ts'
import { appendDurably, writeDurably } from './durable.ts'
import type { LibraryFiles } from './files.ts'
import { schemaVersion } from './migrate.ts'
import { readRevision, readRow, type ProfileTable } from './rows.ts'
import { textHash } from './seals.ts'

/** A state of one of the user's profiles that was committed; no hash: it was removed. */
export interface CommittedState {
  readonly kind: ProfileTable
  readonly id: string
  readonly revision: number
  readonly hash: string | null
}

/** What was committed since the last backup, as it stands outside of the database. */
export interface LedgerState {
  /** The library's revision after the last commit that was acknowledged. */
  readonly revision: number
  /** Number of the last line of the history. */
  readonly sequence: number
  /** How many own profiles the backup holds. */
  readonly own: number
  /** The last committed state of each profile that changed. */
  readonly states: readonly CommittedState[]
  /** Seals of the calibrations that changed; null: removed. */
  readonly stacks: ReadonlyMap<string, string | null>
  /** Something was committed since the last backup. */
  readonly changed: boolean
}

const entrySchema = z.strictObject({
  revision: z.number(),
  sequence: z.number(),
  /** Only in the line that a backup begins with. */
  own: z.number().optional(),
  states: z.array(z.tuple([z.enum(['hardware', 'models']), z.string(), z.number(), z.string().nullable()])).optional(),
  stacks: z.array(z.tuple([z.string(), z.string().nullable()])).optional(),
})
type Entry = z.infer<typeof entrySchema>

/** A line begins with its hash: one that was cut short was never acknowledged. */
function lineOf(entry: Entry): string {
  const text = JSON.stringify(entry)
  return `\n${textHash(text)} ${text}`
}

function entriesOf(text: string): readonly Entry[] {
  return text.split('\n').flatMap((line) => {
    const space = line.indexOf(' ')
    const body = line.slice(space + 1)
    if (space < 0 || textHash(body) !== line.slice(0, space)) return []
    const entry = entrySchema.safeParse(JSON.parse(body))
    return entry.success ? [entry.data] : []
  })
}

/** Reads the ledger; null: there is none that can be read. */
export function readLedger({ ledger }: LibraryFiles): LedgerState | null {
  let entries: readonly Entry[]
  try {
    entries = entriesOf(readFileSync(ledger, 'utf8'))
  } catch {
    return null
  }
  if (entries.length === 0) return null
  const states = new Map<string, CommittedState>()
  const stacks = new Map<string, string | null>()
  for (const entry of entries) {
    for (const [kind, id, revision, hash] of entry.states ?? []) {
      const key = `${kind}/${id}`
      if ((states.get(key)?.revision ?? 0) < revision) states.set(key, { kind, id, revision, hash })
    }
    for (const [id, seal] of entry.stacks ?? []) stacks.set(id, seal)
  }
  return {
    revision: Math.max(...entries.map(({ revision }) => revision)),
    sequence: Math.max(...entries.map(({ sequence }) => sequence)),
    own: entries.findLast(({ own }) => own !== undefined)?.own ?? 0,
    states: [...states.values()],
    stacks,
    changed: entries.some(({ own }) => own === undefined),
  }
}

/**
 * Whether a library lacks what was committed to it: a journal that was damaged or deleted takes commits with it, and SQLite
 * says nothing. The ledger has to be read before the database is: it may only be behind.
 */
export function isBehind(database: Database, ledger: LedgerState): boolean {
  return database.transaction(() => {
    if (schemaVersion(database) < SEALED_VERSION) return true
    const revision = readRevision(database)
    if (revision < ledger.revision) return true
    const stateHash = database.prepare('SELECT hash FROM revisions WHERE kind = ? AND id = ? AND revision = ?').pluck()
    const newest = database
      .prepare('SELECT hash FROM revisions WHERE kind = ? AND id = ? ORDER BY revision DESC LIMIT 1')
      .pluck()
    const shown = {
      hardware: database.prepare("SELECT hash FROM hardware WHERE id = ? AND origin = 'user'").pluck(),
      models: database.prepare("SELECT hash FROM models WHERE id = ? AND origin = 'user'").pluck(),
    }
    const lacks = ledger.states.some(
      ({ kind, id, revision: number, hash }) =>
        stateHash.get(kind, id, number) !== hash || (shown[kind].get(id) ?? null) !== newest.get(kind, id),
    )
    if (lacks || revision > ledger.revision) return lacks
    const seal = database.prepare('SELECT seal FROM stacks WHERE id = ?').pluck()
    return [...ledger.stacks].some(([id, committed]) => (seal.get(id) ?? null) !== committed)
  })()
}

/** Keeps the ledger of an open library. */
export interface Ledger {
  /** Writes down what was committed since it was last asked. Never fails: the library itself holds it. */
  record(): void
  /** Something was committed since the last backup. */
  changed(): boolean
  /** The library's revision. */
  revision(): number
  /** Begins anew after a backup, unless another process has committed something since. Never fails. */
  begin(backedUp: number): void
}

const stateRow = z.tuple([z.enum(['hardware', 'models']), z.string(), z.number(), z.string().nullable()])
const stackRow = z.tuple([z.string(), z.string()])

/**
 * The ledger of a library that was just opened, migrated and seeded.
 * @param before as it was before; null: there was none
 */
export function keepLedger(database: Database, files: LibraryFiles, before: LedgerState | null): Ledger {
  let last: Pick<LedgerState, 'revision' | 'sequence'> = before ?? { revision: -1, sequence: 0 }
  let stacks = stacksOf(database)
  let changed = before?.changed ?? false

  /** Alone among processes, so that a line is not lost between another's reading and writing; else as it is. */
  function alone(work: () => void): void {
    try {
      database.transaction(work).immediate()
    } catch {
      try {
        work()
      } catch {
        // The disk is full or the folder went away: the next commit writes this one down as well.
      }
    }
  }

  const ledger: Ledger = {
    record: () =>
      alone(() => {
        const now = positionOf(database)
        if (now.revision === last.revision) return
        const entry = { ...now, ...statesSince(database, last.sequence), ...changedStacks(stacks, stacksOf(database)) }
        appendDurably(files.ledger, lineOf(entry))
        last = now
        stacks = stacksOf(database)
        changed = true
      }),
    changed: () => changed,
    revision: () => readRevision(database),
    begin: (backedUp) =>
      alone(() => {
        const now = positionOf(database)
        if (now.revision !== backedUp) return
        last = now
        writeDurably(files.ledger, lineOf({ ...last, own: countOwn(database) }))
        changed = false
      }),
  }
  if (before === null) ledger.begin(ledger.revision())
  else ledger.record()
  return ledger
}

function positionOf(database: Database): { revision: number; sequence: number } {
  const sequence = Number(database.prepare('SELECT max(sequence) FROM audit').pluck().get() ?? 0)
  return { revision: readRevision(database), sequence }
}

function statesSince(database: Database, sequence: number): Pick<Entry, 'states'> {
  const rows = database
    .prepare(
      `SELECT DISTINCT kind, id, revision, hash FROM audit JOIN revisions USING (kind, id, revision)
       WHERE sequence > ? ORDER BY sequence`,
    )
    .raw()
    .all(sequence)
  return rows.length === 0 ? {} : { states: readRow(z.array(stateRow), rows) }
}

function stacksOf(database: Database): ReadonlyMap<string, string> {
  return new Map(readRow(z.array(stackRow), database.prepare('SELECT id, seal FROM stacks').raw().all()))
}

function changedStacks(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Pick<Entry, 'stacks'> {
  const ids = [...new Set([...before.keys(), ...after.keys()])].filter((id) => before.get(id) !== after.get(id))
  return ids.length === 0 ? {} : { stacks: ids.map((id) => [id, after.get(id) ?? null]) }
}

/** How many profiles are the user's. */
export function countOwn(database: Database): number {
  const count = (table: ProfileTable) =>
    Number(database.prepare(`SELECT count(*) FROM ${table} WHERE origin = 'user'`).pluck().get())
  return count('hardware') + count('models')
}
