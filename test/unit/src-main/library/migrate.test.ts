import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Database } from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { latestVersion, migrate, schemaVersion, type Migration } from '#main/library/migrate.ts'
import { MIGRATIONS } from '#main/library/migrations/index.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { connectForTest, openForTest } from './librarySupport.ts'

const SOURCES = fileURLToPath(new URL('../../../../src-main/library/migrations', import.meta.url))
const TESTS = fileURLToPath(new URL('./migrations', import.meta.url))

function schema(database: Database): unknown[] {
  return database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all()
}

describe('the list of migrations', () => {
  const files = readdirSync(SOURCES).filter((name) => /^\d{4}-.*\.ts$/.test(name))

  it('holds every file, in order, with its version and name', () => {
    expect(files.length).toBeGreaterThan(0)
    expect(MIGRATIONS.map((step) => `${String(step.version).padStart(4, '0')}-${step.name}.ts`)).toEqual(files)
    for (const [index, step] of MIGRATIONS.entries())
      expect(step.version).toBeGreaterThan(MIGRATIONS[index - 1]?.version ?? 0)
  })

  it('has a test of its name for each', () => {
    for (const name of files) expect(existsSync(join(TESTS, name.replace(/\.ts$/, '.test.ts'))), name).toBe(true)
  })

  it('makes strict tables only', () => {
    const database = connectForTest(':memory:')
    migrate(database, MIGRATIONS)
    const tables = database.prepare('SELECT name, strict FROM pragma_table_list WHERE schema = ? AND name NOT LIKE ?')
    for (const table of tables.all('main', 'sqlite_%')) expect(table).toMatchObject({ strict: 1 })
  })
})

describe('migrate', () => {
  it('does each step once', () => {
    const database = connectForTest(':memory:')
    expect(migrate(database, MIGRATIONS)).toBe(MIGRATIONS.length)
    expect(migrate(database, MIGRATIONS)).toBe(0)
    expect(schemaVersion(database)).toBe(latestVersion(MIGRATIONS))
  })

  // A fault before a step's work, in the middle of the list, and after all work but before the commit.
  const faults = MIGRATIONS.flatMap((step, index) =>
    (['before', 'after'] as const).map((moment) => ({ name: step.name, index, moment })),
  )
  it.each(faults)('leaves the file as it was after a fault $moment step “$name”', ({ index, moment }) => {
    for (let start = 0; start <= index; start += 1) {
      const file = join(temporaryFolder(), 'library.sqlite')
      const database = connectForTest(file)
      migrate(database, MIGRATIONS.slice(0, start))
      if (start > 0) database.prepare('INSERT INTO facts (name, value) VALUES (?, ?)').run('revision', '7')
      const before = schema(database)
      const broken = MIGRATIONS.map((step, position): Migration => (position === index ? failing(step, moment) : step))
      expect(() => migrate(database, broken)).toThrow('injected')
      expect(schemaVersion(database)).toBe(MIGRATIONS[start - 1]?.version ?? 0)
      expect(schema(database)).toEqual(before)
      database.close()
      const again = connectForTest(file)
      migrate(again, MIGRATIONS)
      expect(schemaVersion(again)).toBe(latestVersion(MIGRATIONS))
      if (start > 0) {
        expect(again.prepare("SELECT value FROM facts WHERE name = 'revision'").pluck().get()).toBe('7')
      }
      again.close()
    }
  })

  it('waits for another process and then finds nothing to do', () => {
    const file = join(temporaryFolder(), 'library.sqlite')
    const first = connectForTest(file)
    const second = connectForTest(file)
    first.pragma('journal_mode = WAL')
    expect(migrate(first, MIGRATIONS)).toBe(MIGRATIONS.length)
    expect(migrate(second, MIGRATIONS)).toBe(0)
  })

  it('takes the write lock before its first step, so that no step runs beside another process', () => {
    const file = join(temporaryFolder(), 'library.sqlite')
    const hog = connectForTest(file)
    hog.pragma('journal_mode = WAL')
    hog.exec('BEGIN IMMEDIATE')
    const database = connectForTest(file)
    database.pragma('busy_timeout = 20')
    const broken = MIGRATIONS.map((step): Migration => failing(step, 'before'))
    // Had the step been reached, its own failure would show.
    expect(() => migrate(database, broken)).toThrow(/locked|busy/)
  })

  it('copies an older library to its backup before it touches it', () => {
    const folder = temporaryFolder()
    const older = connectForTest(join(folder, 'library.sqlite'))
    migrate(older, MIGRATIONS.slice(0, 1))
    older.prepare('INSERT INTO facts (name, value) VALUES (?, ?)').run('revision', '7')
    older.close()
    const library = openForTest(folder)
    const backup = connectForTest(join(folder, 'library.backup.sqlite'))
    expect(schemaVersion(backup)).toBe(MIGRATIONS[0]?.version)
    backup.close()
    expect(library.summary().revision).toBe(8)
    library.close()
    // The backup is the migrated library now; the earlier one stays.
    expect(schemaVersion(connectForTest(join(folder, 'library.backup.sqlite')))).toBe(latestVersion(MIGRATIONS))
    const earlier = connectForTest(join(folder, `library.version-${MIGRATIONS[0]?.version}.sqlite`))
    expect(schemaVersion(earlier)).toBe(MIGRATIONS[0]?.version)
    expect(earlier.prepare("SELECT value FROM facts WHERE name = 'revision'").pluck().get()).toBe('7')
  })
})

function failing(step: Migration, moment: 'before' | 'after'): Migration {
  const fault = 'SELECT * FROM injected'
  return { ...step, statements: moment === 'after' ? [...step.statements, fault] : [fault] }
}
