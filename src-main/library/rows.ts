import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { CodedError } from '#shared/contract/errors.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { readText } from './damage.ts'
/** Who put a row there. A user's row hides the bundled one of the same id, and a new seed never touches it. */
export type Origin = 'bundled' | 'user'
/** The tables that hold profiles. */
export type ProfileTable = 'hardware' | 'models'

const profileRow = z.object({ hash: z.string(), profile: z.string() })

/** A row as it is written. */
export interface NewRow {
  readonly id: string
  readonly profile: object
  readonly listing: object
  readonly words: string
}

/** Content hash of a profile: SHA-256 of its canonical JSON. Documents embed profiles under the same hash. */
export function profileHash(profile: object): string {
  return createHash('sha256').update(canonicalJson(profile)).digest('hex')
}

/** Writes one profile with its hash, its line in the list and its search text. */
export function putRow(database: Database, table: ProfileTable, origin: Origin, row: NewRow): void {
  const text = canonicalJson(row.profile)
  database
    .prepare(
      `INSERT OR REPLACE INTO ${table} (id, origin, hash, profile, listing, words)
       VALUES (@id, @origin, @hash, @text, @listing, @words)`,
    )
    .run({
      id: row.id,
      origin,
      hash: createHash('sha256').update(text).digest('hex'),
      text,
      listing: JSON.stringify(row.listing),
      words: row.words,
    })
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
export function selectProfile<Profile>(
  database: Database,
  table: ProfileTable,
  id: string,
  schema: z.ZodType<Profile>,
  noun: string,
): { hash: string; profile: Profile } {
  const found = database.prepare(`SELECT hash, profile FROM ${table} WHERE id = ? ORDER BY origin DESC LIMIT 1`).get(id)
  if (found === undefined) {
    throw new CodedError('not-found', `The library has no ${noun} “${id}”: choose one from the list.`)
  }
  const row = profileRow.parse(found)
  const profile = schema.safeParse(readText(row.profile, row.hash))
  if (!profile.success) {
    throw new CodedError(
      'library-failed',
      `The ${noun} “${id}” was written by another version of Memwall, which has to open it.`,
    )
  }
  return { hash: row.hash, profile: profile.data }
}

/** A fact about the library itself, or null. */
export function readFact(database: Database, name: 'seed' | 'revision'): string | null {
  const value = database.prepare('SELECT value FROM facts WHERE name = ?').pluck().get(name)
  return typeof value === 'string' ? value : null
}

/** Whether a profile of the id is there, shipped or the user's. */
export function hasProfile(database: Database, table: ProfileTable, id: string, origin: Origin): boolean {
  return database.prepare(`SELECT 1 FROM ${table} WHERE id = ? AND origin = ?`).pluck().get(id, origin) === 1
}

/** Raises the number by which others see that the library changed. */
export function raiseRevision(database: Database): void {
  writeFact(database, 'revision', String(Number(readFact(database, 'revision') ?? '0') + 1))
}

/** Remembers a fact about the library itself. */
export function writeFact(database: Database, name: 'seed' | 'revision', value: string): void {
  database.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)').run(name, value)
}
