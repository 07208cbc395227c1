import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { modelProfileSchema } from '#shared/domain/model.ts'
import { hardwareRow } from './hardware.ts'
import { modelRow } from './models.ts'
import { clearBundled, putRow, raiseRevision, readFact, writeFact } from './rows.ts'
import type { SeedData } from './seedData.ts'

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
  const { hardware, systems, models } = seed.profiles()
  return database
    .transaction(() => {
      if (readFact(database, 'seed') === mark) return false
      clearBundled(database, 'hardware')
      clearBundled(database, 'models')
      for (const profile of [...hardware, ...systems]) putRow(database, 'hardware', 'bundled', hardwareRow(profile))
      for (const profile of models) putRow(database, 'models', 'bundled', modelRow(profile))
      relistUserRows(database)
      writeFact(database, 'seed', mark)
      raiseRevision(database)
      return true
    })
    .immediate()
}

/** Makes the user's lines anew. A profile that is no longer valid keeps its old line rather than being lost. */
function relistUserRows(database: Database): void {
  const rows = (table: 'hardware' | 'models') =>
    z
      .array(z.string())
      .parse(database.prepare(`SELECT profile FROM ${table} WHERE origin = 'user'`).pluck().all())
      .map((text): unknown => JSON.parse(text))
  for (const value of rows('hardware')) {
    const profile = hardwareProfileSchema.safeParse(value)
    if (profile.success) putRow(database, 'hardware', 'user', hardwareRow(profile.data))
  }
  for (const value of rows('models')) {
    const profile = modelProfileSchema.safeParse(value)
    if (profile.success) putRow(database, 'models', 'user', modelRow(profile.data))
  }
}
