import { copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { checkContents } from './contents.ts'
import { putInPlace, unfinishedName } from './durable.ts'
import { failureOf } from './failure.ts'
import { JOURNALS, makePrivateFile, type LibraryFiles } from './files.ts'
import { schemaVersion } from './migrate.ts'
import type { Connect } from './readOnlyCopy.ts'
import type { ProfileTable } from './rows.ts'
import { textHash } from './seals.ts'

/** What became of a backup: `kept`: the one there is better, or none can be written. */
export type BackupOutcome = 'written' | 'kept' | 'damaged'

/**
 * Copies an open library to its backup, replaced as a whole and kept for two more backups. A copy that was cut short, that
 * is damaged or that lacks own profiles which nobody removed never takes the place of a good one.
 * The library itself is untouched.
 */
export function writeBackup(database: Database, files: LibraryFiles, connect: Connect): BackupOutcome {
  const [newest] = files.backups
  const unfinished = unfinishedName(newest)
  try {
    rmSync(unfinished, { force: true })
    makePrivateFile(unfinished)
    database.prepare('VACUUM INTO ?').run(unfinished)
    if (!mayReplace(unfinished, newest, connect)) throw new Error('the backup there is the better one')
    if (isReadable(newest, connect)) passOn(files)
    putInPlace(unfinished, newest)
    return 'written'
  } catch (thrown) {
    for (const suffix of ['', ...JOURNALS]) rmSync(unfinished + suffix, { force: true })
    return failureOf(thrown) === 'damaged' ? 'damaged' : 'kept'
  }
}

/** Makes room for a new backup: each becomes one older, and the newest stays where it is until it is replaced. */
function passOn({ backups: [newest, second, third] }: LibraryFiles): void {
  if (existsSync(second)) renameSync(second, third)
  const unfinished = unfinishedName(second)
  rmSync(unfinished, { force: true })
  try {
    linkSync(newest, unfinished)
  } catch {
    // Not every disk knows links.
    copyFileSync(newest, unfinished)
  }
  renameSync(unfinished, second)
}

/** @throws DamagedLibrary where the copy itself is damaged */
function mayReplace(copy: string, backup: string, connect: Connect): boolean {
  return within(connect, copy, (now) => {
    checkContents(now, true)
    if (!isReadable(backup, connect)) return true
    return within(connect, backup, (before) => lostOwn(before, now).length === 0)
  })
}

function isReadable(file: string, connect: Connect): boolean {
  if (!existsSync(file)) return false
  try {
    return within(connect, file, (database) => ownKeys(database).size >= 0)
  } catch {
    return false
  }
}

function within<Result>(connect: Connect, file: string, work: (database: Database) => Result): Result {
  const database = connect(file, true)
  try {
    return work(database)
  } finally {
    database.close()
  }
}

const keyRow = z.tuple([z.string(), z.string()])

/** Kind and id of the user's profiles, each with its hash. */
function ownKeys(database: Database): ReadonlyMap<string, { kind: ProfileTable; id: string; hash: string }> {
  const keys = (['hardware', 'models'] as const).flatMap((kind) => {
    if (schemaVersion(database) < 10) return []
    const rows = database.prepare(`SELECT id, hash FROM ${kind} WHERE origin = 'user'`).raw().all()
    return z
      .array(keyRow)
      .parse(rows)
      .map(([id, hash]) => [`${kind}/${id}`, { kind, id, hash }] as const)
  })
  return new Map(keys)
}

/** Own profiles of a backup, whole ones, that a library neither has nor knows to be removed. */
function lostOwn(backup: Database, library: Database): readonly string[] {
  const there = ownKeys(library)
  return [...ownKeys(backup)].flatMap(([key, { kind, id, hash }]) => {
    if (there.has(key) || isRemoved(library, kind, id)) return []
    const text: unknown = backup.prepare(`SELECT profile FROM ${kind} WHERE id = ? AND origin = 'user'`).pluck().get(id)
    return typeof text === 'string' && textHash(text) === hash ? [key] : []
  })
}

function isRemoved(library: Database, kind: ProfileTable, id: string): boolean {
  if (schemaVersion(library) < 30) return false
  const newest = library
    .prepare('SELECT hash IS NULL FROM revisions WHERE kind = ? AND id = ? ORDER BY revision DESC LIMIT 1')
    .pluck()
    .get(kind, id)
  return newest === 1
}

/**
 * Writes the backup before a migration, and keeps it under the version's name: later closes replace the backup itself by
 * the migrated library.
 * @param version of the library as it is
 * @returns false when either could not be written
 */
export function writeEarlier(database: Database, files: LibraryFiles, version: number, connect: Connect): boolean {
  if (writeBackup(database, files, connect) !== 'written') return false
  try {
    copyFileSync(files.backups[0], files.earlier(version))
    return true
  } catch {
    rmSync(files.earlier(version), { force: true })
    return false
  }
}

/** First name under which nothing was moved aside yet, without its folder. */
export function nameAside({ folder }: LibraryFiles): string {
  let number = 1
  while (existsSync(join(folder, `library.corrupt-${number}.sqlite`))) number += 1
  return `library.corrupt-${number}.sqlite`
}

/** Moves what stands in the library's place aside under a name, with its journal files. @throws the file system's own error */
export function moveAside(files: LibraryFiles, name: string): void {
  for (const suffix of ['', ...JOURNALS]) {
    if (existsSync(files.main + suffix)) renameSync(files.main + suffix, join(files.folder, name) + suffix)
  }
}
