import { mkdirSync } from 'node:fs'
import DatabaseFile, { type Database } from 'better-sqlite3'
import { CodedError } from '#shared/contract/errors.ts'
import { libraryFiles, moveAside, restoreBackup, writeBackup, writeEarlier, type LibraryFiles } from './backup.ts'
import { dueCheck, rememberCheck } from './checked.ts'
import { checkContents, DamagedLibrary } from './damage.ts'
import { failureOf } from './failure.ts'
import { libraryOver, type Library } from './library.ts'
import { latestVersion, migrate, refuseNewer, schemaVersion } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { libraryBytes } from './readOnlyCopy.ts'
import { applySeed } from './seed.ts'
import type { SeedData } from './seedData.ts'

export type { Library } from './library.ts'

/** What opening the library needs. */
export interface LibraryOptions {
  /** The data folder; null keeps the library in memory. */
  readonly folder: string | null
  /** Path of another SQLite binding, for runtimes the bundled one was not built for. */
  readonly nativeBinding?: string
  readonly seed: SeedData
  /** How long to wait for another process, milliseconds. Default 5,000. */
  readonly busyTimeout?: number
  /** Name of the operating system's user, who makes the changes. Default: nobody in particular. */
  readonly person?: string
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number
}

interface Opened {
  readonly database: Database
  readonly notice: string | null
  /** The library's files where changes are kept; null: it lives in memory. */
  readonly files: LibraryFiles | null
  /** When the file was last read through without coming upon damage; null: it has to be. */
  readonly checkedAt: number | null
}

const BUSY_TIMEOUT = 5_000

/**
 * Opens the library, creating, migrating and seeding it as needed. A damaged file is moved aside and replaced by its
 * backup or by a fresh one; a folder that cannot be written leaves the library in memory. Both are said in `notice`.
 * @throws CodedError library-failed when a newer Memwall wrote the file or the shipped facts are broken
 */
export function openLibrary(options: LibraryOptions): Library {
  const opened = options.folder === null ? openInMemory(options, null) : openInFolder(options, options.folder)
  const { database, notice, files } = opened
  let { checkedAt } = opened
  const now = options.now ?? Date.now
  return libraryOver({
    database,
    notice,
    writable: files !== null || options.folder === null,
    author: () => ({ person: options.person ?? '', moment: new Date(now()) }),
    damaged: () => {
      checkedAt = null
    },
    close: () => {
      if (!database.open) return
      const changes = Number(database.prepare('SELECT total_changes()').pluck().get())
      if (files && changes > 0) writeBackup(database, files)
      database.close()
      if (files) rememberCheck(files, checkedAt)
    },
  })
}

function openInFolder(options: LibraryOptions, folder: string): Opened {
  const files = libraryFiles(folder)
  try {
    mkdirSync(folder, { recursive: true })
    return { ...openFile(options, files), notice: null, files }
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
function openFile(options: LibraryOptions, files: LibraryFiles): Pick<Opened, 'database' | 'checkedAt'> {
  const now = (options.now ?? Date.now)()
  const { due, checkedAt } = dueCheck(files, now)
  const database = connect(options, files.main)
  try {
    if (due !== 'nothing' && database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DamagedLibrary()
    if (due === 'contents') checkContents(database)
    refuseNewer(database, MIGRATIONS)
    database.pragma('journal_mode = WAL')
    const version = schemaVersion(database)
    if (version > 0 && version < latestVersion(MIGRATIONS)) writeEarlier(database, files, version)
    prepare(database, options.seed)
    return { database, checkedAt: checkedAt ?? now }
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

function connect(options: LibraryOptions, file: string | Buffer, readOnly = false): Database {
  const database = new DatabaseFile(file, {
    timeout: options.busyTimeout ?? BUSY_TIMEOUT,
    ...(readOnly ? { readonly: true, fileMustExist: true } : {}),
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

function replaceDamaged(options: LibraryOptions, folder: string, files: LibraryFiles): Opened {
  try {
    const name = moveAside(folder, files)
    const kept = name === null ? '' : ` The damaged file is kept as ${name}.`
    if (restoreBackup(files)) {
      try {
        const opened = openFile(options, files)
        return { ...opened, notice: `The library was damaged and its backup was restored.${kept}`, files }
      } catch (thrown) {
        if (failureOf(thrown) !== 'damaged') throw thrown
        moveAside(folder, files)
      }
    }
    const opened = openFile(options, files)
    return { ...opened, notice: `The library was damaged and was made anew from the shipped facts.${kept}`, files }
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
    database = connect(
      options,
      libraryBytes(files, (file, readOnly) => connect(options, file, readOnly)),
    )
    prepare(database, options.seed)
    // Nothing may write what is lost when the library is closed.
    database.pragma('query_only = ON')
    return { database, notice, files: null, checkedAt: null }
  } catch (thrown) {
    database?.close()
    if (thrown instanceof CodedError) throw thrown
    return openInMemory(options, notice)
  }
}

function openInMemory(options: LibraryOptions, notice: string | null): Opened {
  const database = connect(options, ':memory:')
  prepare(database, options.seed)
  return { database, notice, files: null, checkedAt: null }
}
