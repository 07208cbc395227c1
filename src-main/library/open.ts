import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import DatabaseFile, { type Database } from 'better-sqlite3'
import { CodedError } from '#shared/contract/errors.ts'
import { writeBackup, writeEarlier } from './backup.ts'
import { dueCheck, forgetDamage, rememberCheck, rememberDamage } from './checked.ts'
import { checkContents } from './contents.ts'
import { DamagedLibrary, type DamageKind } from './damage.ts'
import { failureOf } from './failure.ts'
import { identityOf, libraryFiles, makePrivateFile, makePrivateFolder, type LibraryFiles } from './files.ts'
import { isBehind, keepLedger, readLedger, type Ledger } from './ledger.ts'
import { libraryOver, type Library } from './library.ts'
import { removeLitter } from './litter.ts'
import { latestVersion, migrate, refuseNewer, schemaVersion } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { forgetNotices, pendingNotices } from './notices.ts'
import { libraryBytes, type Connect } from './readOnlyCopy.ts'
import { finishRepair, repairFile, repairInMemory, type RepairTools } from './repair.ts'
import { checkSchema } from './schema.ts'
import { applySeed, leftOutNotice } from './seed.ts'
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

/** A library whose changes are kept. */
interface Kept {
  readonly files: LibraryFiles
  readonly ledger: Ledger
  /** Which file is open. */
  readonly identity: string | null
  /** When the file was last read through without coming upon damage. */
  readonly checkedAt: number
}

interface Opened {
  readonly database: Database
  /** Why changes are not kept, and which facts are left out; null: all is well. */
  readonly notice: string | null
  /** Null: it lives in memory. */
  readonly kept: Kept | null
}

const BUSY_TIMEOUT = 5_000
/** A repair copies everything the user has, so another process waits longer for it than for a change. */
const REPAIR_TIMEOUT = 60_000

/**
 * Opens the library, creating, migrating and seeding it as needed. A damaged, missing or outdated file is replaced by one
 * that holds all that is whole in it and in its backups; a folder that cannot be written leaves the library in memory. Both
 * are said in `notice`.
 * @throws CodedError library-failed when a newer Memwall wrote the file or the shipped facts are broken
 */
export function openLibrary(options: LibraryOptions): Library {
  const { database, notice, kept } =
    options.folder === null ? openInMemory(options, null) : openInFolder(options, options.folder)
  const pending = options.folder === null ? [] : pendingNotices(libraryFiles(options.folder))
  const notices = [...pending, notice].filter((text) => text !== null)
  const now = options.now ?? Date.now
  let told = false
  let damageMet = false
  return libraryOver({
    database,
    notice: notices.length === 0 ? null : notices.join(' '),
    told: () => {
      told = true
    },
    writable: kept !== null || options.folder === null,
    author: () => ({ person: options.person ?? '', moment: new Date(now()) }),
    replaced: () => kept !== null && identityOf(kept.files.main) !== kept.identity,
    committed: () => kept?.ledger.record(),
    damaged: () => {
      damageMet = true
      if (kept) rememberDamage(kept.files)
    },
    close: () => {
      if (!database.open) return
      if (kept && !damageMet) backUp(options, database, kept)
      database.close()
      if (!kept) return
      if (identityOf(kept.files.main) === kept.identity) rememberCheck(kept.files, kept.checkedAt)
      if (told) forgetNotices(kept.files, pending)
    },
  })
}

/** Writes the backup where something was committed since the last, by this process or by one that was killed. */
function backUp(options: LibraryOptions, database: Database, { files, ledger, identity }: Kept): void {
  const present = identityOf(files.main)
  // Another library has taken this one's place; where there is none, this is all there is.
  if (present !== null && present !== identity) return
  const changes = Number(database.prepare('SELECT total_changes()').pluck().get())
  if (changes === 0 && !ledger.changed() && existsSync(files.backups[0])) return
  const revision = ledger.revision()
  const outcome = writeBackup(database, files, connecting(options))
  if (outcome === 'written') ledger.begin(revision)
  if (outcome === 'damaged') rememberDamage(files)
}

function openInFolder(options: LibraryOptions, folder: string): Opened {
  const files = libraryFiles(folder)
  try {
    makePrivateFolder(folder)
    removeLitter(folder, (options.now ?? Date.now)())
    return openOrRepair(options, files)
  } catch (thrown) {
    const failure = failureOf(thrown)
    switch (failure) {
      case 'damaged':
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

function openOrRepair(options: LibraryOptions, files: LibraryFiles): Opened {
  if (existsSync(files.restored)) alone(options, files, () => finishRepair(files))
  const first = openUndamaged(options, files)
  if ('database' in first) return first
  return alone(options, files, () => {
    // Another process may have repaired it while this one waited.
    const second = openUndamaged(options, files)
    if ('database' in second) return second
    repairFile(files, second.damage, repairTools(options))
    return openFile(options, files)
  })
}

function openUndamaged(options: LibraryOptions, files: LibraryFiles): Opened | { readonly damage: DamageKind } {
  try {
    return openFile(options, files)
  } catch (thrown) {
    if (failureOf(thrown) !== 'damaged') throw thrown
    return { damage: thrown instanceof DamagedLibrary ? thrown.kind : 'damaged' }
  }
}

/** Works while no other process repairs. The lock is SQLite's, so that it goes when its holder is killed. */
function alone<Result>(options: LibraryOptions, files: LibraryFiles, work: () => Result): Result {
  makePrivateFile(files.lock)
  const lock = connect({ ...options, busyTimeout: REPAIR_TIMEOUT }, files.lock)
  try {
    lock.pragma('journal_mode = MEMORY')
    lock.exec('BEGIN EXCLUSIVE')
    return work()
  } finally {
    lock.close()
  }
}

/** Opens, checks, migrates and seeds the file. Nothing stays open when it throws. */
function openFile(options: LibraryOptions, files: LibraryFiles): Opened {
  const now = (options.now ?? Date.now)()
  // Before the database: another process may be writing both, and these only ever come after it.
  const wasThere = existsSync(files.ledger) || files.backups.some((backup) => existsSync(backup))
  const ledger = readLedger(files)
  if (wasThere && isEmptyFile(files.main)) throw new DamagedLibrary('missing')
  const { due, checkedAt } = dueCheck(files, now)
  makePrivateFile(files.main)
  const identity = identityOf(files.main)
  refuseForeignHeader(files.main)
  const database = connect(options, files.main)
  try {
    if (wasThere && schemaVersion(database) === 0) throw new DamagedLibrary('missing')
    if (due !== 'nothing') checkPages(database)
    if (due === 'rows' || due === 'contents') checkAll(options, database, due === 'contents')
    refuseNewer(database, MIGRATIONS)
    if (ledger && isBehind(database, ledger)) throw new DamagedLibrary('behind')
    if (due === 'contents') forgetDamage(files, now)
    database.pragma('journal_mode = WAL')
    // A commit is on the disk before it is acknowledged.
    database.pragma('synchronous = FULL')
    const version = schemaVersion(database)
    if (version > 0 && version < latestVersion(MIGRATIONS)) {
      writeEarlier(database, files, version, connecting(options))
    }
    prepare(database, options.seed)
    // Another process may have moved it aside, to repair it, since it was opened.
    if (identityOf(files.main) !== identity) throw new DamagedLibrary()
    const kept = { files, ledger: keepLedger(database, files, ledger), identity, checkedAt: checkedAt ?? now }
    return { database, notice: leftOutNotice(database), kept }
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

/** Nothing, or a file without a byte, as a tool that copies leaves it. */
function isEmptyFile(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0
}

/**
 * Bytes 18 and 19 of a database name its journal, 1 or 2. Any other number makes SQLite read it only, as if the folder could
 * not be written.
 * @throws DamagedLibrary
 */
function refuseForeignHeader(file: string): void {
  const header = Buffer.alloc(20)
  const descriptor = openSync(file, 'r')
  try {
    const length = readSync(descriptor, header, 0, 20, 0)
    if (length === 20 && header.subarray(18).some((journal) => journal !== 1 && journal !== 2)) {
      throw new DamagedLibrary()
    }
  } finally {
    closeSync(descriptor)
  }
}

/** @throws DamagedLibrary, whatever SQLite throws */
function checkPages(database: Database): void {
  if (database.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DamagedLibrary()
}

/** @throws DamagedLibrary; CodedError library-failed for a newer file */
function checkAll(options: LibraryOptions, database: Database, texts: boolean): void {
  const scratch = connect(options, ':memory:')
  try {
    checkSchema(database, MIGRATIONS, scratch)
  } finally {
    scratch.close()
  }
  refuseNewer(database, MIGRATIONS)
  checkContents(database, texts)
}

function connecting(options: LibraryOptions): Connect {
  return (file, readOnly) => connect(options, file, readOnly)
}

function repairTools(options: LibraryOptions): RepairTools {
  return {
    connect: connecting(options),
    prepare: (database) => prepare(database, options.seed),
    moment: new Date((options.now ?? Date.now)()),
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

/**
 * A copy of the file in memory, so that what the user added is still there on a read-only medium, repaired where it is
 * damaged; the shipped facts alone where there is no file or it cannot be read.
 */
function openCopy(options: LibraryOptions, files: LibraryFiles, notice: string): Opened {
  let database: Database | null = null
  try {
    database = connect(options, libraryBytes(files, connecting(options)))
    checkPages(database)
    checkAll(options, database, true)
    prepare(database, options.seed)
    return openUnkept(database, notice)
  } catch (thrown) {
    database?.close()
    if (thrown instanceof CodedError) throw thrown
    return openRepairedCopy(options, files, notice)
  }
}

function openRepairedCopy(options: LibraryOptions, files: LibraryFiles, notice: string): Opened {
  const database = connect(options, ':memory:')
  try {
    const nothing = isEmptyFile(files.main) && !files.backups.some((backup) => existsSync(backup))
    const repaired = nothing ? null : repairInMemory(database, files, 'damaged', repairTools(options))
    if (nothing) prepare(database, options.seed)
    return openUnkept(database, repaired === null ? notice : `${repaired} ${notice}`)
  } catch {
    database.close()
    return openInMemory(options, notice)
  }
}

/** Nothing may write what is lost when the library is closed. */
function openUnkept(database: Database, notice: string): Opened {
  database.pragma('query_only = ON')
  return { database, notice: withLeftOut(database, notice), kept: null }
}

function openInMemory(options: LibraryOptions, notice: string | null): Opened {
  const database = connect(options, ':memory:')
  prepare(database, options.seed)
  return { database, notice: withLeftOut(database, notice), kept: null }
}

function withLeftOut(database: Database, notice: string | null): string | null {
  const sentences = [notice, leftOutNotice(database)].filter((text) => text !== null)
  return sentences.length === 0 ? null : sentences.join(' ')
}
