import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { canonicalJson } from '#shared/document/canonical.ts'
import { readText } from '../damage.ts'
import type { Profile } from '../kinds.ts'
import type { ProfileTable } from '../rows.ts'

/** What a library file says of itself. */
export const LIBRARY_TYPE = 'memwall-library'
/** Version of its shape. */
export const LIBRARY_VERSION = 1
/** Largest library file in bytes of UTF-8: ten thousand profiles of the usual size are 58 MB. */
export const MAXIMUM_LIBRARY_BYTES = 128 * 2 ** 20
/** Deepest nesting; a profile needs eight. */
export const MAXIMUM_LIBRARY_DEPTH = 32
/** Most values; a device has some three hundred. */
export const MAXIMUM_LIBRARY_VALUES = 10_000_000
/** Most profiles of one kind. */
export const MAXIMUM_PROFILES = 20_000

/** The profiles of a library file, by kind. */
export interface LibraryContents {
  readonly hardware: readonly Profile[]
  readonly models: readonly Profile[]
}

/** A library as the text of a file, and how many profiles it holds. */
export interface ExportedLibrary {
  /** Canonical JSON, so that two exports of one state are equal to the byte. */
  readonly text: string
  readonly hardware: number
  readonly models: number
}

/**
 * The library as one file, by id.
 * @param all also what Memwall ships, for readers that do not have it; otherwise the user's profiles
 * @throws DamagedLibrary
 */
export function exportLibrary(database: Database, all: boolean): ExportedLibrary {
  // Both tables of one moment, whatever another process writes meanwhile.
  const [hardware, models] = database.transaction(() => [
    storedProfiles(database, 'hardware', all),
    storedProfiles(database, 'models', all),
  ])() as [unknown[], unknown[]]
  const text = canonicalJson({ type: LIBRARY_TYPE, version: LIBRARY_VERSION, hardware, models })
  return { text, hardware: hardware.length, models: models.length }
}

const profileRow = z.object({ hash: z.string(), profile: z.string() })

function storedProfiles(database: Database, table: ProfileTable, all: boolean): unknown[] {
  const rows = database
    .prepare(
      all
        ? `SELECT hash, profile FROM ${table} AS shown WHERE origin = 'user'
           OR NOT EXISTS (SELECT 1 FROM ${table} WHERE id = shown.id AND origin = 'user') ORDER BY id`
        : `SELECT hash, profile FROM ${table} WHERE origin = 'user' ORDER BY id`,
    )
    .all()
  return z
    .array(profileRow)
    .parse(rows)
    .map(({ hash, profile }) => readText(profile, hash))
}
