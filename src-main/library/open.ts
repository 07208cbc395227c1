import { mkdirSync, readFileSync } from 'node:fs'
import DatabaseFile, { type Database } from 'better-sqlite3'
import { CodedError } from '#shared/contract/errors.ts'
import type { ImportedProfile } from '#shared/contract/imports.ts'
import {
  hardwareListingSchema,
  modelListingSchema,
  type HardwareListing,
  type ModelListing,
} from '#shared/contract/library.ts'
import { hardwareProfileSchema, type HardwareProfile } from '#shared/domain/hardware.ts'
import { modelProfileSchema, type ModelProfile } from '#shared/domain/model.ts'
import { libraryFiles, moveAside, restoreBackup, writeBackup, type LibraryFiles } from './backup.ts'
import { failureOf } from './failure.ts'
import { latestVersion, migrate, refuseNewer, schemaVersion } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { enterProfiles, type Entered } from './enter.ts'
import { readFact, selectListings, selectOrigin, selectProfile, type Origin } from './rows.ts'
import { byOwnerAndName } from './search.ts'
import { applySeed } from './seed.ts'
import type { SeedData } from './seedData.ts'

/** The library of devices and models, open. */
export interface Library {
  /** One sentence when the library was restored, replaced or cannot be written; null when all is well. */
  readonly notice: string | null
  summary(): { revision: number; devices: number; models: number; conflicts: number; notice: string | null }
  /** Devices that match every word, by vendor and name. */
  listHardware(query: string): HardwareListing[]
  /** Models that match every word, by organisation and name. */
  listModels(query: string): ModelListing[]
  /** @throws CodedError not-found */
  hardware(id: string): { hash: string; profile: HardwareProfile }
  /** @throws CodedError not-found */
  model(id: string): { hash: string; profile: ModelProfile }
  /** Who put what is shown under an id there; null: the library has none of that id. */
  origin(kind: ImportedProfile['kind'], id: string): Origin | null
  /**
   * Enters profiles as the user's: all or none. A shipped profile of the same id is hidden, not changed.
   * @param replace whether ids the library has may be entered
   * @throws CodedError not-allowed, disk-full, library-failed
   */
  enter(entries: readonly ImportedProfile[], replace: boolean): Entered & { readonly notice: string | null }
  /** Writes the backup when something changed, and lets go of the file. May be called twice. */
  close(): void
}

/** What opening the library needs. */
export interface LibraryOptions {
  /** The data folder; null keeps the library in memory. */
  readonly folder: string | null
  /** Path of another SQLite binding, for runtimes the bundled one was not built for. */
  readonly nativeBinding?: string
  readonly seed: SeedData
  /** How long to wait for another process, milliseconds. Default 5,000. */
  readonly busyTimeout?: number
}

interface Opened {
  readonly database: Database
  readonly notice: string | null
  readonly files: LibraryFiles | null
}

const BUSY_TIMEOUT = 5_000

/**
 * Opens the library, creating, migrating and seeding it as needed. A damaged file is moved aside and replaced by its
 * backup or by a fresh one; a folder that cannot be written leaves the library in memory. Both are said in `notice`.
 * @throws CodedError library-failed when a newer Memwall wrote the file or the shipped facts are broken
 */
export function openLibrary(options: LibraryOptions): Library {
  const opened = options.folder === null ? openInMemory(options, null) : openInFolder(options, options.folder)
  return libraryOver(opened)
}

function openInFolder(options: LibraryOptions, folder: string): Opened {
  const files = libraryFiles(folder)
  try {
    mkdirSync(folder, { recursive: true })
    return { database: openFile(options, files), notice: null, files }
  } catch (thrown) {
    const failure = failureOf(thrown)
    switch (failure) {
      case 'damaged':
        return replaceDamaged(options, folder, files)
      case 'unwritable':
        return openCopy(
          options,
          files,
          'The library’s folder cannot be written, so changes to the library are not kept.',
        )
      case 'full':
        return openCopy(options, files, 'The disk is full, so changes to the library are not kept: free some space.')
      case 'busy':
        return openCopy(
          options,
          files,
          'Another Memwall keeps the library busy, so changes are not kept: close it and start again.',
        )
      case 'other':
        throw thrown instanceof CodedError
          ? thrown
          : new CodedError('library-failed', 'The library cannot be opened: restart Memwall, or set MEMWALL_HOME.', {
              reason: String(thrown),
            })
    }
  }
}

/** Opens, checks, migrates and seeds the file. Nothing stays open when it throws. */
function openFile(options: LibraryOptions, files: LibraryFiles): Database {
  const database = connect(files.main, options)
  try {
    if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DamagedLibrary()
    refuseNewer(database, MIGRATIONS)
    database.pragma('journal_mode = WAL')
    const version = schemaVersion(database)
    if (version > 0 && version < latestVersion(MIGRATIONS)) writeBackup(database, files)
    prepare(database, options.seed)
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

function connect(file: string | Buffer, options: LibraryOptions): Database {
  const database = new DatabaseFile(file, {
    timeout: options.busyTimeout ?? BUSY_TIMEOUT,
    ...(options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding }),
  })
  try {
    database.pragma('foreign_keys = ON')
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

function prepare(database: Database, seed: SeedData): void {
  migrate(database, MIGRATIONS)
  applySeed(database, seed)
}

/** The integrity check found damage that SQLite did not stumble over itself. */
class DamagedLibrary extends Error {
  readonly code = 'SQLITE_CORRUPT'
}

function replaceDamaged(options: LibraryOptions, folder: string, files: LibraryFiles): Opened {
  try {
    const name = moveAside(folder, files)
    const kept = name === null ? '' : ` The damaged file is kept as ${name}.`
    if (restoreBackup(files)) {
      try {
        const database = openFile(options, files)
        return { database, notice: `The library was damaged and its backup was restored.${kept}`, files }
      } catch (thrown) {
        if (failureOf(thrown) !== 'damaged') throw thrown
        moveAside(folder, files)
      }
    }
    const database = openFile(options, files)
    return { database, notice: `The library was damaged and was made anew from the shipped facts.${kept}`, files }
  } catch {
    return openInMemory(options, 'The library is damaged and its folder cannot be written: shipped facts are shown.')
  }
}

/**
 * A copy of the file in memory, so that what the user added is still there on a read-only medium; the shipped facts alone
 * where there is no file or it cannot be read.
 */
function openCopy(options: LibraryOptions, files: LibraryFiles, notice: string): Opened {
  let database: Database | null = null
  try {
    database = connect(withoutJournal(readFileSync(files.main)), options)
    prepare(database, options.seed)
    return { database, notice, files: null }
  } catch (thrown) {
    database?.close()
    if (thrown instanceof CodedError) throw thrown
    return openInMemory(options, notice)
  }
}

/** Bytes 18 and 19 of the header name the journal; a database in memory cannot keep a write-ahead log (2), so 1. */
function withoutJournal(bytes: Buffer): Buffer {
  if (bytes.length >= 20) bytes.fill(1, 18, 20)
  return bytes
}

function openInMemory(options: LibraryOptions, notice: string | null): Opened {
  const database = connect(':memory:', options)
  prepare(database, options.seed)
  return { database, notice, files: null }
}

function libraryOver({ database, notice, files }: Opened): Library {
  const listHardware = (query: string) =>
    selectListings(database, 'hardware', query, hardwareListingSchema).sort((left, right) =>
      byOwnerAndName({ owner: left.vendor, name: left.name }, { owner: right.vendor, name: right.name }),
    )
  const listModels = (query: string) =>
    selectListings(database, 'models', query, modelListingSchema).sort((left, right) =>
      byOwnerAndName({ owner: left.organisation, name: left.name }, { owner: right.organisation, name: right.name }),
    )
  return {
    notice,
    listHardware,
    listModels,
    hardware: (id) => selectProfile(database, 'hardware', id, hardwareProfileSchema, 'device'),
    model: (id) => selectProfile(database, 'models', id, modelProfileSchema, 'model'),
    summary: () => {
      const devices = listHardware('')
      return {
        revision: Number(readFact(database, 'revision') ?? '0'),
        devices: devices.length,
        models: listModels('').length,
        conflicts: devices.reduce((sum, device) => sum + device.conflicts, 0),
        notice,
      }
    },
    origin: (kind, id) => selectOrigin(database, kind === 'model' ? 'models' : 'hardware', id),
    enter: (entries, replace) => ({ ...enterProfiles(database, entries, replace), notice }),
    close: () => {
      if (!database.open) return
      const changes = Number(database.prepare('SELECT total_changes()').pluck().get())
      if (files && changes > 0) writeBackup(database, files)
      database.close()
    },
  }
}
