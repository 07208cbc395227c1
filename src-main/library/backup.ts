import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'

/** The library's files in the data folder. */
export interface LibraryFiles {
  readonly main: string
  readonly backup: string
  /** When the main file was last read through. */
  readonly checked: string
  /** The library as it was before it was brought up from a version. */
  readonly earlier: (version: number) => string
}

/** Names of the library's files. @param folder the data folder */
export function libraryFiles(folder: string): LibraryFiles {
  return {
    main: join(folder, 'library.sqlite'),
    backup: join(folder, 'library.backup.sqlite'),
    checked: join(folder, 'library.checked.json'),
    earlier: (version) => join(folder, `library.version-${version}.sqlite`),
  }
}

/**
 * Copies an open library to its backup, replaced as a whole: a copy cut short never takes the place of a good one.
 * @returns false when it could not be written (disk full, read-only); the library itself is untouched
 */
export function writeBackup(database: Database, files: LibraryFiles): boolean {
  const unfinished = `${files.backup}.${process.pid}.new`
  try {
    rmSync(unfinished, { force: true })
    database.prepare('VACUUM INTO ?').run(unfinished)
    renameSync(unfinished, files.backup)
    return true
  } catch {
    rmSync(unfinished, { force: true })
    return false
  }
}

/**
 * Writes the backup before a migration, and keeps it under the version's name: the next close replaces the backup itself
 * by the migrated library.
 * @param version of the library as it is
 * @returns false when either could not be written
 */
export function writeEarlier(database: Database, files: LibraryFiles, version: number): boolean {
  if (!writeBackup(database, files)) return false
  try {
    copyFileSync(files.backup, files.earlier(version))
    return true
  } catch {
    rmSync(files.earlier(version), { force: true })
    return false
  }
}

/**
 * Moves a damaged library aside under the first free name, with its journal files.
 * @returns the name it was given, without its folder; null when another process has moved it already
 */
export function moveAside(folder: string, files: LibraryFiles): string | null {
  let number = 1
  while (existsSync(join(folder, `library.corrupt-${number}.sqlite`))) number += 1
  const name = `library.corrupt-${number}.sqlite`
  let moved = false
  for (const suffix of ['', '-wal', '-shm']) {
    if (!existsSync(files.main + suffix)) continue
    renameSync(files.main + suffix, join(folder, name) + suffix)
    moved = true
  }
  return moved ? name : null
}

/** Puts the backup in the library's place. @returns false when there is none */
export function restoreBackup(files: LibraryFiles): boolean {
  if (!existsSync(files.backup)) return false
  copyFileSync(files.backup, files.main)
  return true
}
