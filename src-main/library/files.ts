import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The library's files in the data folder. */
export interface LibraryFiles {
  readonly folder: string
  readonly main: string
  /** Copies from when it was closed, newest first. */
  readonly backups: readonly [string, string, string]
  /** A library made whole that has yet to take the main one's place. */
  readonly restored: string
  /** When the main file was last read through. */
  readonly checked: string
  /** What was committed since the last backup, kept outside of the database. */
  readonly ledger: string
  /** What the user has to be told still. */
  readonly notices: string
  /** Held by the process that repairs. */
  readonly lock: string
  /** The library as it was before it was brought up from a version. */
  readonly earlier: (version: number) => string
}

/** What SQLite writes beside a database. */
export const JOURNALS = ['-wal', '-shm', '-journal'] as const

/** Names of the library's files. @param folder the data folder */
export function libraryFiles(folder: string): LibraryFiles {
  const named = (name: string) => join(folder, name)
  return {
    folder,
    main: named('library.sqlite'),
    backups: [named('library.backup.sqlite'), named('library.backup-2.sqlite'), named('library.backup-3.sqlite')],
    restored: named('library.restored.sqlite'),
    checked: named('library.checked.json'),
    ledger: named('library.ledger.jsonl'),
    notices: named('library.notices.json'),
    lock: named('library.lock'),
    earlier: (version) => named(`library.version-${version}.sqlite`),
  }
}

/**
 * Makes the library's folder, which is nobody else's: what is in it are the user's own figures.
 * @throws the file system's own error where it cannot be made
 */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  restrict(folder, 0o700)
}

/**
 * Makes a file that only the user can read, before SQLite does: its journals take over the permissions. A file that is there
 * is restricted.
 * @throws the file system's own error where it cannot be made
 */
export function makePrivateFile(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found?.isFile()) restrict(file, 0o600)
  else if (!found) closeSync(openSync(file, 'a', 0o600))
}

/** On a disk without permissions, or in a folder of another user, there is nothing to restrict. */
function restrict(path: string, mode: number): void {
  try {
    if ((statSync(path).mode & 0o777) !== mode) chmodSync(path, mode)
  } catch {
    // The next step meets, and names, what cannot be written.
  }
}

/** Which file stands under a path; null: none. Another one of the same name is another text. */
export function identityOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false })
  return found ? `${found.dev}:${found.ino}` : null
}
