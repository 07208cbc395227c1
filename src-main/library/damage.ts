import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'

/** Damage that SQLite did not stumble over itself. */
export class DamagedLibrary extends Error {
  readonly code = 'SQLITE_CORRUPT'
}

/**
 * The JSON of a text that the library wrote, which must still be what it was.
 * @param hash SHA-256 of the text; null: none is kept
 * @throws DamagedLibrary
 */
export function readText(text: string, hash: string | null): unknown {
  if (hash !== null && createHash('sha256').update(text).digest('hex') !== hash) throw new DamagedLibrary()
  try {
    return JSON.parse(text)
  } catch {
    throw new DamagedLibrary()
  }
}

const hashedRow = z.object({ hash: z.string(), profile: z.string() })

/** Reads every profile and holds it against its hash: pages can be whole and hold something else. @throws DamagedLibrary */
export function checkContents(database: Database): void {
  for (const table of ['hardware', 'models']) {
    const there = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table)
    if (there === undefined) continue
    for (const row of database.prepare(`SELECT hash, profile FROM ${table}`).iterate()) {
      const { hash, profile } = hashedRow.parse(row)
      readText(profile, hash)
    }
  }
}
