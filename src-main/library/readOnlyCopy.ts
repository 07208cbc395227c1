import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { LibraryFiles } from './files.ts'

/** Opens a database: a file, or the bytes of one, in memory. */
export type Connect = (file: string | Buffer, readOnly: boolean) => Database

/**
 * A library's file as bytes that open in memory, with what a write-ahead log beside it holds: on a read-only medium, or
 * while another process keeps the library busy.
 * @throws whatever SQLite or the file system throws
 */
export function libraryBytes(files: LibraryFiles, connect: Connect): Buffer {
  try {
    return serialized(connect, files.main)
  } catch {
    // A reader needs to write beside a file that has a log; where it cannot, it reads copies of both.
    return withoutJournal(existsSync(`${files.main}-wal`) ? mergedCopy(files, connect) : readFileSync(files.main))
  }
}

function serialized(connect: Connect, file: string): Buffer {
  const database = connect(file, true)
  try {
    return withoutJournal(database.serialize())
  } finally {
    database.close()
  }
}

function mergedCopy(files: LibraryFiles, connect: Connect): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'memwall-library-'))
  try {
    const copy = join(folder, 'library.sqlite')
    copyFileSync(files.main, copy)
    copyFileSync(`${files.main}-wal`, `${copy}-wal`)
    return serialized((file) => connect(file, false), copy)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Bytes 18 and 19 of the header name the journal; a database in memory cannot keep a write-ahead log (2), so 1. */
function withoutJournal(bytes: Buffer): Buffer {
  if (bytes.length >= 20) bytes.fill(1, 18, 20)
  return bytes
}
