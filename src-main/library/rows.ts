import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { CodedError } from '#shared/contract/errors.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { matches, queryWords } from './search.ts'

/** Who put a row there. A user's row hides the bundled one of the same id, and a new seed never touches it. */
export type Origin = 'bundled' | 'user'
/** The tables that hold profiles. */
export type ProfileTable = 'hardware' | 'models'

const listingRow = z.object({ id: z.string(), listing: z.string(), words: z.string() })
const profileRow = z.object({ hash: z.string(), profile: z.string() })

/** A row as it is written. */
export interface NewRow {
  readonly id: string
  readonly profile: object
  readonly listing: object
  readonly words: string
}

/** Writes one profile with its hash, its line in the list and its search text. @returns the hash */
export function putRow(database: Database, table: ProfileTable, origin: Origin, row: NewRow): string {
  const text = canonicalJson(row.profile)
  const hash = createHash('sha256').update(text).digest('hex')
  database
    .prepare(
      `INSERT OR REPLACE INTO ${table} (id, origin, hash, profile, listing, words)
       VALUES (@id, @origin, @hash, @text, @listing, @words)`,
    )
    .run({
      id: row.id,
      origin,
      hash,
      text,
      listing: JSON.stringify(row.listing),
      words: row.words,
    })
  return hash
}

/** Who put the row of an id there that is shown; null: there is none. */
export function selectOrigin(database: Database, table: ProfileTable, id: string): Origin | null {
  const found = database.prepare(`SELECT max(origin) FROM ${table} WHERE id = ?`).pluck().get(id)
  return found === 'user' || found === 'bundled' ? found : null
}

/** Removes every bundled row of a table, before a new seed is written. */
export function clearBundled(database: Database, table: ProfileTable): void {
  database.prepare(`DELETE FROM ${table} WHERE origin = 'bundled'`).run()
}

/**
 * The lines of a list that match a query, unsorted; a user's row stands for the bundled one of its id.
 * @param schema what a line must hold
 */
export function selectListings<Listing>(
  database: Database,
  table: ProfileTable,
  query: string,
  schema: z.ZodType<Listing>,
): Listing[] {
  const words = queryWords(query)
  const rows = database
    .prepare(`SELECT id, max(origin) AS origin, listing, words FROM ${table} WHERE listing IS NOT NULL GROUP BY id`)
    .all()
  return z
    .array(listingRow)
    .parse(rows)
    .filter((row) => matches(row.words, words))
    .map((row) => schema.parse(JSON.parse(row.listing)))
}

/**
 * One profile with its hash.
 * @param noun what to call it when there is none: "device", "model"
 * @throws CodedError not-found
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
  return { hash: row.hash, profile: schema.parse(JSON.parse(row.profile)) }
}

/** A fact about the library itself, or null. */
export function readFact(database: Database, name: 'seed' | 'revision'): string | null {
  const value = database.prepare('SELECT value FROM facts WHERE name = ?').pluck().get(name)
  return typeof value === 'string' ? value : null
}

/** Remembers a fact about the library itself. */
export function writeFact(database: Database, name: 'seed' | 'revision', value: string): void {
  database.prepare('INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)').run(name, value)
}
