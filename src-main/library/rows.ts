import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { CodedError } from '#shared/contract/errors.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { DamagedLibrary } from './damage.ts'
import { rowSeal, sealed, textHash } from './seals.ts'
import { storedProfile } from './storedProfile.ts'
import { readText } from './texts.ts'

/** Who put a row there. A user's row hides the bundled one of the same id, and a new seed never touches it. */
export type Origin = 'bundled' | 'user'
/** The tables that hold profiles. */
export type ProfileTable = 'hardware' | 'models'

const profileRow = z.object({
  id: z.string(),
  origin: z.enum(['bundled', 'user']),
  hash: z.string(),
  profile: z.string(),
  listing: z.string().nullable(),
  words: z.string().nullable(),
  seal: z.string(),
})

/** A row as it is written. */
export interface NewRow {
  readonly id: string
  readonly profile: object
  readonly listing: object
  readonly words: string
}

/** Content hash of a profile: SHA-256 of its canonical JSON. Documents embed profiles under the same hash. */
export function profileHash(profile: object): string {
  return textHash(canonicalJson(profile))
}

/** A row as it is stored. Listing and words are null where no version of Memwall at hand could derive them. */
export interface StoredRow {
  readonly id: string
  readonly origin: Origin
  readonly hash: string
  readonly profile: string
  readonly listing: string | null
  readonly words: string | null
}

/** Writes one profile with its hash, its line in the list and its search text. */
export function putRow(database: Database, table: ProfileTable, origin: Origin, row: NewRow): void {
  const profile = canonicalJson(row.profile)
  const { id, words } = row
  storeRow(database, table, {
    id,
    origin,
    hash: textHash(profile),
    profile,
    listing: JSON.stringify(row.listing),
    words,
  })
}

/** Writes a row as it is, sealed. */
export function storeRow(database: Database, table: ProfileTable, row: StoredRow): void {
  database
    .prepare(
      `INSERT OR REPLACE INTO ${table} (id, origin, hash, profile, listing, words, seal)
       VALUES (@id, @origin, @hash, @profile, @listing, @words, @seal)`,
    )
    .run({ ...row, seal: rowSeal(table, { ...row }) })
}

/** Removes every bundled row of a table, before a new seed is written. */
export function clearBundled(database: Database, table: ProfileTable): void {
  database.prepare(`DELETE FROM ${table} WHERE origin = 'bundled'`).run()
}

/**
 * One profile with its hash.
 * @param noun what to call it when there is none: "device", "model"
 * @throws CodedError not-found, library-failed where another version wrote it; DamagedLibrary
 */
export function selectProfile<Profile extends object>(
  database: Database,
  table: ProfileTable,
  id: string,
  schema: z.ZodType<Profile>,
  noun: string,
): { hash: string; profile: Profile } {
  const found = database.prepare(`SELECT * FROM ${table} WHERE id = ? ORDER BY origin DESC LIMIT 1`).get(id)
  if (found === undefined) {
    // The lists are read from the index: what is there and not in the table has lost its key.
    const listed = database.prepare(`SELECT 1 FROM ${table} INDEXED BY ${table}_lines WHERE id = ?`).get(id)
    if (listed !== undefined) throw new DamagedLibrary()
    throw new CodedError('not-found', `The library has no ${noun} “${id}”: choose one from the list.`)
  }
  const row = sealed(table, readRow(profileRow, found))
  const stored = storedProfile(schema, readText(row.profile, row.hash), row.hash)
  if (stored === null) {
    throw new CodedError(
      'library-failed',
      `The ${noun} “${id}” was written by another version of Memwall, which has to open it.`,
    )
  }
  return stored
}

/** What the library remembers of itself: which facts are in it, which of them are missing, how often it changed. */
export type FactName = 'seed' | 'leftOut' | 'revision'

const factRow = z.object({ name: z.string(), value: z.string(), seal: z.string() })

/** A fact about the library itself, or null. @throws DamagedLibrary */
export function readFact(database: Database, name: FactName): string | null {
  const found = database.prepare('SELECT name, value, seal FROM facts WHERE name = ?').get(name)
  return found === undefined ? null : sealed('facts', readRow(factRow, found)).value
}

/** The library's revision; 0: nothing was ever written. @throws DamagedLibrary */
export function readRevision(database: Database): number {
  return Number(readFact(database, 'revision') ?? '0')
}

/** A row as SQLite gives it: columns of another kind than was written are damage. @throws DamagedLibrary */
export function readRow<Row>(schema: z.ZodType<Row>, row: unknown): Row {
  const parsed = schema.safeParse(row)
  if (!parsed.success) throw new DamagedLibrary()
  return parsed.data
}

/** Whether a profile of the id is there, shipped or the user's. */
export function hasProfile(database: Database, table: ProfileTable, id: string, origin: Origin): boolean {
  return database.prepare(`SELECT 1 FROM ${table} WHERE id = ? AND origin = ?`).pluck().get(id, origin) === 1
}

/** Raises the number by which others see that the library changed. */
export function raiseRevision(database: Database): void {
  writeFact(database, 'revision', String(readRevision(database) + 1))
}

/** Remembers a fact about the library itself. */
export function writeFact(database: Database, name: FactName, value: string): void {
  database
    .prepare('INSERT OR REPLACE INTO facts (name, value, seal) VALUES (@name, @value, @seal)')
    .run({ name, value, seal: rowSeal('facts', { name, value }) })
}
