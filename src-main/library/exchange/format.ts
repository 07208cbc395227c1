import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { ExchangeKind } from '#shared/contract/libraryExchange.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { readRow, type ProfileTable } from '../rows.ts'
import { listStacks } from '../stacks.ts'
import { readText } from '../texts.ts'
import type { Item } from './shelves.ts'

/** What a library file says of itself. */
export const LIBRARY_TYPE = 'memwall-library'
/** Version of its shape. 1: devices and models. 2: calibrations of software stacks too. */
export const LIBRARY_VERSION = 2
/** Largest library file in bytes of UTF-8: ten thousand profiles of the usual size are 58 MB. */
export const MAXIMUM_LIBRARY_BYTES = 128 * 2 ** 20
/** Deepest nesting; a profile needs eight. */
export const MAXIMUM_LIBRARY_DEPTH = 32
/** Most values; a device has some three hundred. */
export const MAXIMUM_LIBRARY_VALUES = 10_000_000

/** What a library file holds, by kind. */
export type LibraryContents = Readonly<Record<ExchangeKind, readonly Item[]>>

/** A library as the text of a file, and how many of each kind it holds. */
export interface ExportedLibrary {
  /** Canonical JSON, so that two exports of one state are equal to the byte. */
  readonly text: string
  readonly hardware: number
  readonly models: number
  readonly stacks: number
}

/**
 * The library as one file, by id.
 * @param all also what Memwall ships, for readers that do not have it; otherwise the user's profiles; their calibrations in both
 * @throws DamagedLibrary
 */
export function exportLibrary(database: Database, all: boolean): ExportedLibrary {
  // All tables of one moment, whatever another process writes meanwhile.
  const [hardware, models, stacks] = database.transaction(
    () =>
      [
        storedProfiles(database, 'hardware', all),
        storedProfiles(database, 'models', all),
        listStacks(database).toSorted((left, right) => (left.id < right.id ? -1 : 1)),
      ] as const,
  )()
  const text = canonicalJson({ type: LIBRARY_TYPE, version: LIBRARY_VERSION, hardware, models, stacks })
  return { text, hardware: hardware.length, models: models.length, stacks: stacks.length }
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
  return readRow(z.array(profileRow), rows).map(({ hash, profile }) => readText(profile, hash))
}
