import { closeSync, copyFileSync, existsSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { moveAside, nameAside } from './backup.ts'
import type { DamageKind } from './damage.ts'
import { flushFolder, putInPlace, unfinishedName, writeDurably } from './durable.ts'
import { JOURNALS, makePrivateFile, type LibraryFiles } from './files.ts'
import { latestRevision, recordChange, storeAudit, storeState, type Author } from './history.ts'
import { PROFILE_SCHEMAS, rowOf, type Profile } from './kinds.ts'
import { readLedger } from './ledger.ts'
import { forgetNotices, keepNotice } from './notices.ts'
import type { Connect } from './readOnlyCopy.ts'
import { repairNotice } from './repairNotice.ts'
import { readRevision, storeRow, writeFact } from './rows.ts'
import { salvage, type Salvaged, type SalvagedProfile, type SalvageSource } from './salvage.ts'
import { storeStack } from './stacks.ts'

/** What a repair needs of whoever opens the library. */
export interface RepairTools {
  readonly connect: Connect
  /** Migrates and seeds a database. */
  readonly prepare: (database: Database) => void
  readonly moment: Date
}

/**
 * Makes a library whole again: everything of the user's that is healthy in it or in its backups is written into a new file,
 * which takes its place once it is complete; what is not healthy is put beside it to read. Whatever is killed, the library
 * is the old one or the new one, and the notice of it is kept.
 * @throws whatever SQLite or the file system throws, with the library as it was
 */
export function repairFile(files: LibraryFiles, cause: DamageKind, tools: RepairTools): void {
  const salvaged = collect(files, tools)
  const unfinished = unfinishedName(files.restored)
  try {
    removeDatabase(unfinished)
    makePrivateFile(unfinished)
    const database = tools.connect(unfinished, false)
    try {
      rebuild(database, salvaged, tools)
    } finally {
      database.close()
    }
    const damaged = existsSync(files.main) ? nameAside(files) : null
    const exported = exportUnreadable(files, salvaged, damaged)
    const notice = repairNotice({ cause, salvaged, damaged, exported })
    keepNotice(files, notice)
    try {
      putInPlace(unfinished, files.restored)
    } catch (thrown) {
      forgetNotices(files, [notice])
      throw thrown
    }
  } catch (thrown) {
    removeDatabase(unfinished)
    throw thrown
  }
  finishRepair(files)
}

/**
 * Lets a library that was made whole take the damaged one's place: also where the process that made it was killed before.
 * @throws the file system's own error
 */
export function finishRepair(files: LibraryFiles): void {
  if (!existsSync(files.restored)) return
  moveAside(files, nameAside(files))
  // What was committed is in the new file, or was named as lost.
  rmSync(files.ledger, { force: true })
  putInPlace(files.restored, files.main)
  flushFolder(files.folder)
}

/** The same in memory, where nothing can be written. @returns the notice */
export function repairInMemory(database: Database, files: LibraryFiles, cause: DamageKind, tools: RepairTools): string {
  const salvaged = collect(files, tools)
  rebuild(database, salvaged, tools)
  return repairNotice({ cause, salvaged, damaged: null, exported: null })
}

/** Reads copies: SQLite writes into a database that has a journal as soon as it is opened. */
function collect(files: LibraryFiles, { connect }: RepairTools): Salvaged {
  const folder = mkdtempSync(join(tmpdir(), 'memwall-library-'))
  const opened: SalvageSource[] = []
  const add = (file: string, main: boolean, journals: boolean) => {
    const copy = join(folder, `${opened.length}-${basename(file)}`)
    try {
      for (const suffix of journals ? ['', '-wal'] : ['']) {
        if (existsSync(file + suffix)) copyFileSync(file + suffix, copy + suffix)
      }
      mendHeader(copy)
      opened.push({ database: connect(copy, false), main })
    } catch {
      // What cannot even be opened gives nothing.
    }
  }
  try {
    if (existsSync(files.main)) {
      add(files.main, true, true)
      if (existsSync(`${files.main}-wal`)) add(files.main, true, false)
    }
    for (const backup of files.backups) if (existsSync(backup)) add(backup, false, false)
    return salvage(opened, readLedger(files))
  } finally {
    for (const { database } of opened) database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What the first bytes of every library are, by their place: with one of them wrong SQLite reads nothing at all. */
const HEADER: readonly (readonly [place: number, bytes: readonly number[]])[] = [
  [0, [...Buffer.from('SQLite format 3\0')]],
  // Pages of 4,096 bytes; then, after the journal's two bytes, nothing reserved, and three numbers that are always the same.
  [16, [0x10, 0x00]],
  [20, [0, 64, 32, 32]],
  // Format of the schema; no pages for vacuuming; UTF-8; not vacuumed in steps.
  [44, [0, 0, 0, 4]],
  [52, [0, 0, 0, 0, 0, 0, 0, 1]],
  [64, [0, 0, 0, 0]],
]

function mendHeader(file: string): void {
  const descriptor = openSync(file, 'r+')
  try {
    const header = Buffer.alloc(100)
    if (readSync(descriptor, header, 0, 100, 0) < 100) return
    for (const [place, bytes] of HEADER) header.set(bytes, place)
    for (const place of [18, 19]) if (header[place] !== 1) header[place] = 2
    writeSync(descriptor, header, 0, 100, 0)
  } finally {
    closeSync(descriptor)
  }
}

/** Writes a library that holds what was salvaged beside the shipped facts. */
function rebuild(database: Database, salvaged: Salvaged, tools: RepairTools): void {
  tools.prepare(database)
  const author: Author = { person: '', moment: tools.moment }
  database
    .transaction(() => {
      for (const state of salvaged.states) storeState(database, state)
      for (const line of salvaged.audit) storeAudit(database, line)
      const told = new Set(salvaged.audit.map(({ kind, id, revision }) => `${kind}/${id}/${revision}`))
      let sequence = salvaged.audit.at(-1)?.sequence ?? 0
      for (const { kind, id, revision, hash } of salvaged.states) {
        if (told.has(`${kind}/${id}/${revision}`)) continue
        sequence += 1
        const action = hash === null ? 'removed' : 'found'
        const moment = tools.moment.toISOString()
        const whole = { detail: '', path: '', before: null, after: null, person: '', moment }
        storeAudit(database, { sequence, kind, id, revision, action, ...whole })
      }
      for (const profile of salvaged.profiles) putProfile(database, author, profile)
      for (const stack of salvaged.stacks) storeStack(database, stack)
      writeFact(database, 'revision', String(Math.max(readRevision(database), salvaged.revision) + 1))
    })
    .immediate()
}

function putProfile(database: Database, author: Author, { kind, row, revision }: SalvagedProfile): void {
  const parsed = PROFILE_SCHEMAS[kind].safeParse(JSON.parse(row.profile))
  if (!parsed.success) {
    // Of another version of Memwall: it stays to the byte, with the line that one gave it.
    storeRow(database, kind, row)
    return
  }
  const profile: Profile = parsed.data
  const { listing, words } = rowOf(kind, profile)
  storeRow(database, kind, { ...row, listing: JSON.stringify(listing), words })
  if (revision === latestRevision(database, kind, row.id)) return
  recordChange(database, author, {
    kind,
    id: row.id,
    action: revision === null ? 'found' : 'restored',
    detail: revision === null ? '' : String(revision),
    before: null,
    after: profile,
  })
}

/**
 * Puts what is not healthy beside the library, as text.
 * @param damaged name of the damaged file, whose number it bears: a repair that is begun again writes the same file
 * @returns the file's name; null: there was nothing
 */
function exportUnreadable(
  files: LibraryFiles,
  { losses, unreadable }: Salvaged,
  damaged: string | null,
): string | null {
  if (losses.length === 0 && unreadable.length === 0) return null
  const name = damaged?.replace('corrupt', 'unreadable').replace(/sqlite$/, 'json') ?? freeName(files)
  const missing = losses.map(({ kind, id, name, fate }) => ({ kind, id, name, fate }))
  const rows = unreadable.map(({ table, row }) => ({ table, row }))
  writeDurably(join(files.folder, name), `${JSON.stringify({ missing, rows }, asText, 2)}\n`)
  return name
}

function freeName({ folder }: LibraryFiles): string {
  let number = 1
  while (existsSync(join(folder, `library.missing-${number}.json`))) number += 1
  return `library.missing-${number}.json`
}

/** Bytes that stand where a text should. */
function asText(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value)
  const isBytes = typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
  return isBytes && 'data' in value ? Buffer.from(value.data as number[]).toString('hex') : value
}

function removeDatabase(file: string): void {
  for (const suffix of ['', ...JOURNALS]) rmSync(file + suffix, { force: true })
}
