import { spawnSync } from 'node:child_process'
import { appendFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { latestVersion, migrate, schemaVersion, type Migration } from '#main/library/migrate.ts'
import { MIGRATIONS } from '#main/library/migrations/index.ts'
import { profileHash } from '#main/library/rows.ts'
import { sealOf } from '#main/library/seals.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { smallDisk, temporaryFolder } from '../../../support/folders.ts'
import { repositoryFile, typeScriptNode } from '../../../support/nodeRuntime.ts'
import { binding, connectForTest, openForTest, smallSeed } from './librarySupport.ts'
import { drawn } from '../../../support/draws.ts'

/** What a fault can come to: every statement and every version that a migration writes. */
type Moment = 'instead of' | 'after'

/** The real database, in which the n-th write of a migration fails. @param count counts the writes */
function failingAt(database: Database, n: number, moment: Moment, count: { writes: number }): Database {
  const write =
    (method: 'exec' | 'pragma') =>
    (sql: string, ...rest: unknown[]): unknown => {
      const call = database[method].bind(database) as (...values: unknown[]) => unknown
      if (method === 'pragma' && !sql.includes('=')) return call(sql, ...rest)
      count.writes += 1
      if (count.writes === n && moment === 'instead of') throw new Error('injected')
      const result = call(sql, ...rest)
      if (count.writes === n) throw new Error('injected')
      return result
    }
  return new Proxy(database, {
    get(target, key) {
      if (key === 'exec' || key === 'pragma') return write(key)
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}

const [first] = smallSeed().profiles().hardware
if (!first) throw new Error('the seed is empty')
const mine = { ...first, id: 'mine', name: 'My own box' }

/** A library of an older Memwall with a profile of the user's. @param steps how many migrations it has seen */
function olderLibrary(folder: string, steps: number): string {
  const file = join(folder, 'library.sqlite')
  const database = connectForTest(file)
  database.pragma('journal_mode = WAL')
  migrate(database, MIGRATIONS.slice(0, steps))
  if (steps > 0) {
    database
      .prepare('INSERT INTO hardware (id, origin, hash, profile) VALUES (?, ?, ?, ?)')
      .run('mine', 'user', profileHash(mine), canonicalJson(mine))
    // From the version on that seals rows, one without a seal is damage.
    if (schemaVersion(database) >= 60) {
      database.prepare(`UPDATE hardware SET seal = ? WHERE id = 'mine'`).run(sealOf('mine', 'user', null, null))
    }
  }
  database.close()
  return file
}

/** Everything in a library, schema included. */
function contentsOf(database: Database): unknown {
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()
  return {
    version: schemaVersion(database),
    schema: database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all(),
    rows: tables.map((table) => database.prepare(`SELECT * FROM ${String(table)}`).all()),
  }
}

const starts = MIGRATIONS.map((_, steps) => ({ steps, from: MIGRATIONS[steps - 1]?.version ?? 0 }))
const writesFrom = (steps: number): number =>
  MIGRATIONS.slice(steps).reduce((sum, step: Migration) => sum + step.statements.length + 1, 0)

describe.each(starts)('a fault in migrating a library of version $from', ({ steps }) => {
  it('can come at every statement of every step, and is counted so', () => {
    const database = connectForTest(olderLibrary(temporaryFolder(), steps))
    const count = { writes: 0 }
    migrate(failingAt(database, Infinity, 'after', count), MIGRATIONS)
    expect(count.writes).toBe(writesFrom(steps))
    expect(count.writes).toBeGreaterThan(MIGRATIONS.length - steps)
  })

  // From the last on: what fails last has the most to take back.
  const writes = drawn(Array.from({ length: writesFrom(steps) }, (_, index) => writesFrom(steps) - index))
  it.each(writes.flatMap((n) => (['instead of', 'after'] as const).map((moment) => ({ n, moment }))))(
    '$moment write $n leaves the old library as it was, and the next start brings it up to date',
    ({ n, moment }) => {
      const folder = temporaryFolder()
      const database = connectForTest(olderLibrary(folder, steps))
      const before = contentsOf(database)
      expect(() => migrate(failingAt(database, n, moment, { writes: 0 }), MIGRATIONS)).toThrow('injected')
      expect(contentsOf(database)).toEqual(before)
      database.close()

      const again = connectForTest(join(folder, 'library.sqlite'))
      expect(again.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(contentsOf(again)).toEqual(before)
      // The Memwall that wrote it goes on with it.
      migrate(again, MIGRATIONS.slice(0, steps))
      if (steps > 0) {
        const text = again.prepare("SELECT profile FROM hardware WHERE id = 'mine'").pluck().get()
        expect(JSON.parse(String(text))).toMatchObject({ name: 'My own box' })
      }
      again.close()

      const library = openForTest(folder)
      expect(library.notice).toBeNull()
      if (steps > 0) expect(library.hardware('mine').profile.name).toBe('My own box')
    },
  )
})

const PROGRAM = `
  import DatabaseFile from 'better-sqlite3'
  import { migrate } from ${JSON.stringify(repositoryFile('src-main/library/migrate.ts'))}
  import { MIGRATIONS } from ${JSON.stringify(repositoryFile('src-main/library/migrations/index.ts'))}
  const [file, n, options] = process.argv.slice(1)
  const database = new DatabaseFile(file, JSON.parse(options))
  const exec = database.exec.bind(database)
  let writes = 0
  database.exec = (sql) => {
    const result = exec(sql)
    writes += 1
    if (writes === Number(n)) process.kill(process.pid, 'SIGKILL')
    return result
  }
  migrate(database, MIGRATIONS)
`

describe('a process that is killed in the middle of a migration', () => {
  const statements = MIGRATIONS.slice(1).reduce((sum, step) => sum + step.statements.length, 0)
  it.each([1, Math.ceil(statements / 2), statements])('after statement %i leaves the old library', (n) => {
    const folder = temporaryFolder()
    const file = olderLibrary(folder, 1)
    const ended = spawnSync(
      typeScriptNode(),
      ['--input-type=module', '--eval', PROGRAM, file, String(n), JSON.stringify(binding())],
      { cwd: repositoryFile('.'), encoding: 'utf8' },
    )
    expect(ended.signal, ended.stderr).toBe('SIGKILL')
    const database = connectForTest(file)
    expect(schemaVersion(database)).toBe(MIGRATIONS[0]?.version)
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    database.close()
    const library = openForTest(folder)
    expect(library.hardware('mine').profile.name).toBe('My own box')
    library.close()
    expect(schemaVersion(connectForTest(file))).toBe(latestVersion(MIGRATIONS))
  })
})

/** Writes until nothing fits any more. @returns the file that takes the room */
function fillDisk(folder: string): string {
  const file = join(folder, 'filler')
  writeFileSync(file, '')
  for (const bytes of [65_536, 4096, 512, 1]) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(bytes))
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'ENOSPC' })
    }
  }
  return file
}

describe('a disk that is full when a library is to be migrated', () => {
  it('leaves the old library, shows it, and migrates it when there is room again', ({ skip }) => {
    const disk = smallDisk(2048)
    if (disk === null) return skip('mounting a disk needs root')
    const file = olderLibrary(disk, 2)
    const before = contentsOf(connectForTest(file))
    const filler = fillDisk(disk)
    const library = openForTest(disk)
    expect(library.notice).toMatch(/disk is full|cannot be written/)
    expect(library.hardware('mine').profile.name).toBe('My own box')
    expect(() => library.remove({ kind: 'hardware', id: 'mine' })).toThrow(/not kept/)
    library.close()
    expect(contentsOf(connectForTest(file))).toEqual(before)

    rmSync(filler)
    const again = openForTest(disk)
    expect(again.notice).toBeNull()
    expect(again.history({ kind: 'hardware', id: 'mine' }).revisions).toMatchObject([{ action: 'found' }])
    again.close()
    expect(schemaVersion(connectForTest(file))).toBe(latestVersion(MIGRATIONS))
  })
})
