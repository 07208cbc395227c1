import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { DamagedLibrary } from './damage.ts'
import { schemaVersion } from './migrate.ts'
import { readRow } from './rows.ts'
import { sealed, SEALED_COLUMNS, textHash, type SealedTable } from './seals.ts'

/** The version from which on rows are sealed. */
export const SEALED_VERSION = 60

const keyRow = z.object({ id: z.string(), origin: z.string() })
const lineRow = keyRow.extend({ listing: z.string().nullable(), words: z.string().nullable(), seal: z.string() })
const textRow = z.object({ hash: z.string(), profile: z.string() })

/**
 * Reads every row and holds it against its seal, and what an index holds against its table: pages can be whole and hold
 * something else.
 * @param texts also every profile against its hash, which is checked anyway whenever one is read
 * @throws DamagedLibrary, whatever SQLite throws
 */
export function checkContents(database: Database, texts: boolean): void {
  const version = schemaVersion(database)
  if (version >= SEALED_VERSION) {
    for (const table of ['hardware', 'models'] as const) checkLines(database, table)
    for (const table of ['revisions', 'audit', 'stacks', 'facts'] as const) checkSeals(database, table)
    checkAuditIndex(database)
  }
  if (!texts) return
  for (const table of ['hardware', 'models', 'revisions'] as const) {
    if (version < (table === 'revisions' ? 30 : 10)) continue
    for (const row of database.prepare(`SELECT * FROM ${table} NOT INDEXED WHERE hash IS NOT NULL`).iterate()) {
      const { hash, profile } = readRow(textRow, row)
      if (textHash(profile) !== hash) throw new DamagedLibrary()
      // The line is behind the text in a row: what the lists show comes from the index.
      if (version >= SEALED_VERSION) sealed(table, row as object)
    }
  }
}

/** The lists are read from their index, profiles from the table: both must have the same keys. */
function checkLines(database: Database, table: 'hardware' | 'models'): void {
  const keys = database.prepare(`SELECT id, origin FROM ${table} NOT INDEXED ORDER BY id, origin`).all()
  const lines = database
    .prepare(
      `SELECT id, origin, listing, words, seal FROM ${table} INDEXED BY ${table}_lines ORDER BY id, origin, listing`,
    )
    .all()
  if (keys.length !== lines.length) throw new DamagedLibrary()
  for (const [index, found] of lines.entries()) {
    const line = sealed(table, readRow(lineRow, found))
    const key = readRow(keyRow, keys[index])
    if (key.id !== line.id || key.origin !== line.origin) throw new DamagedLibrary()
  }
}

function checkSeals(database: Database, table: SealedTable): void {
  const columns = [...SEALED_COLUMNS[table], 'seal'].join(', ')
  for (const row of database.prepare(`SELECT ${columns} FROM ${table} NOT INDEXED`).iterate())
    sealed(table, row as object)
}

function checkAuditIndex(database: Database): void {
  const missed = database
    .prepare(
      `SELECT 1 FROM audit AS line NOT INDEXED WHERE NOT EXISTS (
         SELECT 1 FROM audit INDEXED BY audit_of_profile
         WHERE kind = line.kind AND id = line.id AND revision = line.revision AND sequence = line.sequence) LIMIT 1`,
    )
    .get()
  const counts = ['NOT INDEXED', 'INDEXED BY audit_of_profile'].map((way) =>
    database.prepare(`SELECT count(*) FROM (SELECT revision FROM audit ${way} WHERE kind >= '')`).pluck().get(),
  )
  if (missed !== undefined || counts[0] !== counts[1]) throw new DamagedLibrary()
}
