import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { missingFactsText } from '#shared/words/repairText.ts'
import { DamagedLibrary } from './damage.ts'
import { hardwareRow } from './hardware.ts'
import { PROFILE_SCHEMAS, rowOf } from './kinds.ts'
import { modelRow } from './models.ts'
import { clearBundled, putRow, raiseRevision, readFact, readRow, storeRow, writeFact } from './rows.ts'
import type { SeedData } from './seedData.ts'
import { parseText, readText } from './texts.ts'

/** Raised when what the lists show or search changes, so that the next start makes the lines anew. */
const LISTING_REVISION = 4

/**
 * Writes the shipped facts when they changed since they were last written. The user's profiles stay as they are;
 * only their lines in the list are made anew. One transaction; a second process that comes at the same time waits and then finds the work done.
 * @returns true when something was written
 */
export function applySeed(database: Database, seed: SeedData): boolean {
  const mark = `${LISTING_REVISION}:${seed.hash}`
  if (readFact(database, 'seed') === mark) return false
  const { hardware, systems, models, missing } = seed.profiles()
  return database
    .transaction(() => {
      if (readFact(database, 'seed') === mark) return false
      clearBundled(database, 'hardware')
      clearBundled(database, 'models')
      for (const profile of [...hardware, ...systems]) putRow(database, 'hardware', 'bundled', hardwareRow(profile))
      for (const profile of models) putRow(database, 'models', 'bundled', modelRow(profile))
      relistUserRows(database)
      writeFact(database, 'leftOut', JSON.stringify(missing))
      writeFact(database, 'seed', mark)
      raiseRevision(database)
      return true
    })
    .immediate()
}

const leftOutSchema = z.array(z.object({ file: z.string(), systems: z.array(z.string()) }))

/** What the user has to know of fact files that were not there when the facts were taken in; null: none was missing. */
export function leftOutNotice(database: Database): string | null {
  const missing = readRow(leftOutSchema, parseText(readFact(database, 'leftOut') ?? '[]'))
  if (missing.length === 0) return null
  const systems = missing.reduce((sum, { systems: without }) => sum + without.length, 0)
  return missingFactsText(
    missing.map(({ file }) => file),
    systems,
  )
}

/**
 * Makes the user's lines anew, of profiles that are what their hash says; the profiles themselves stay to the byte. One that
 * is no longer valid keeps its old line rather than being lost.
 * @throws DamagedLibrary
 */
function relistUserRows(database: Database): void {
  for (const table of ['hardware', 'models'] as const) {
    const rows = readRow(
      z.array(ownRow),
      database.prepare(`SELECT id, hash, profile FROM ${table} WHERE origin = 'user'`).all(),
    )
    for (const { id, hash, profile } of rows) {
      const parsed = PROFILE_SCHEMAS[table].safeParse(readText(profile, hash))
      if (!parsed.success) continue
      if (parsed.data.id !== id) throw new DamagedLibrary()
      const { listing, words } = rowOf(table, parsed.data)
      storeRow(database, table, { id, origin: 'user', hash, profile, listing: JSON.stringify(listing), words })
    }
  }
}

const ownRow = z.object({ id: z.string(), hash: z.string(), profile: z.string() })
