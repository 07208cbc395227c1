import { fileURLToPath } from 'node:url'
import DatabaseFile, { type Database } from 'better-sqlite3'
import { openLibrary, type Library, type LibraryOptions } from '#main/library/open.ts'
import { readSeed, type SeedData } from '#main/library/seedData.ts'
import { onTestFinished } from 'vitest'

export const RESOURCES = fileURLToPath(new URL('../../../../resources', import.meta.url))

const all = readSeed(RESOURCES).profiles()

/** A few of the shipped profiles under a hash of the test's choice. */
export function smallSeed(hash = 'first', change: (name: string) => string = (name) => name): SeedData {
  const hardware = all.hardware
    .filter((profile) => ['b200-sxm', 'cerebras-wse3', 'rtx-4090'].includes(profile.id))
    .map((profile) => ({ ...profile, name: change(profile.name) }))
  const models = all.models.filter((profile) => ['llama-3.1-70b', 'deepseek-v3'].includes(profile.id))
  return { hash, profiles: () => ({ hardware, systems: [], models, missing: [] }) }
}

/** The SQLite binding this runtime needs, where it is not the bundled one. */
export function binding(): Pick<LibraryOptions, 'nativeBinding'> {
  const path = process.env['MEMWALL_TEST_SQLITE_BINDING']
  return path === undefined || path === '' ? {} : { nativeBinding: path }
}

/** Opens a library that is closed after the test. */
export function openForTest(folder: string | null, options: Partial<LibraryOptions> = {}): Library {
  const library = openLibrary({ folder, seed: smallSeed(), ...binding(), ...options })
  onTestFinished(() => library.close())
  return library
}

/** A plain connection, closed after the test. */
export function connectForTest(file: string): Database {
  const database = new DatabaseFile(file, { ...binding() })
  onTestFinished(() => void database.close())
  return database
}
