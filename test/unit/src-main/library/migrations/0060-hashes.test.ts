import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkContents } from '#main/library/contents.ts'
import { migrate } from '#main/library/migrate.ts'
import { MIGRATIONS } from '#main/library/migrations/index.ts'
import { SEALED_COLUMNS, isSealed, type SealedTable } from '#main/library/seals.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { profileHash } from '#main/documents/embed.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { connectForTest, openForTest, smallSeed } from '../librarySupport.ts'

const [template] = smallSeed().profiles().hardware
if (!template) throw new Error('the seed is empty')
const named = (id: string) => ({ ...template, id, name: `Box ${id}` })

/** A library of version 50 with two own devices and a history of each. */
function before(file: string) {
  const database = connectForTest(file)
  migrate(
    database,
    MIGRATIONS.filter(({ version }) => version <= 20),
  )
  for (const id of ['one', 'two']) {
    database
      .prepare("INSERT INTO hardware (id, origin, hash, profile, listing, words) VALUES (?, 'user', ?, ?, '{}', '')")
      .run(id, profileHash(named(id)), canonicalJson(named(id)))
  }
  database.exec("INSERT INTO facts (name, value) VALUES ('revision', '7'), ('seed', 'first')")
  migrate(
    database,
    MIGRATIONS.filter(({ version }) => version <= 50),
  )
  database.exec("INSERT INTO stacks VALUES ('ours', 'Ours', 'b200-sxm', '{}')")
  return database
}

describe('0060 hashes', () => {
  it('seals every row, and changes nothing else', () => {
    const database = before(':memory:')
    const rowsOf = (table: string) => database.prepare(`SELECT * FROM ${table}`).all() as Record<string, unknown>[]
    const tables = Object.keys(SEALED_COLUMNS) as SealedTable[]
    const old = new Map(tables.map((table) => [table, rowsOf(table)]))
    migrate(database, MIGRATIONS)
    for (const table of tables) {
      const rows = rowsOf(table)
      for (const row of rows) expect(isSealed(table, row), `${table} ${JSON.stringify(row).slice(0, 200)}`).toBe(true)
      const kept = (old.get(table) ?? []).filter(({ name }) => table !== 'facts' || name !== 'seed')
      expect(rows.map(({ seal: _seal, ...row }) => row)).toEqual(kept)
    }
    expect(() => checkContents(database, true)).not.toThrow()
  })

  it('still refuses changes of the history', () => {
    const database = before(':memory:')
    migrate(database, MIGRATIONS)
    expect(() => database.exec("UPDATE audit SET person = 'someone else'")).toThrow(/only grows/)
    expect(() => database.exec('UPDATE revisions SET hash = NULL, profile = NULL')).toThrow(/only grows/)
  })

  it('does not take what was damaged before for genuine: the rest is kept, and it is named', () => {
    const folder = temporaryFolder()
    const database = before(join(folder, 'library.sqlite'))
    database.exec("UPDATE hardware SET profile = replace(profile, 'Box two', 'Box ten') WHERE id = 'two'")
    database.exec('DROP TRIGGER revisions_refuses_update')
    database.exec("UPDATE revisions SET profile = replace(profile, 'Box two', 'Box ten') WHERE id = 'two'")
    database.exec(
      `CREATE TRIGGER revisions_refuses_update BEFORE UPDATE ON revisions
           BEGIN SELECT RAISE(ABORT, 'the history of the library only grows'); END`,
    )
    database.close()
    const library = openForTest(folder)
    expect(library.notice).toMatch(/was repaired .*Lost: the device “two”, a part of the history\./)
    expect(library.hardware('one').profile.name).toBe('Box one')
    expect(() => library.hardware('two')).toThrow(/has no device/)
  })
})
