import { describe, expect, it } from 'vitest'
import { migrate } from '#main/library/migrate.ts'
import { MIGRATIONS } from '#main/library/migrations/index.ts'
import { connectForTest } from '../librarySupport.ts'

function migrated() {
  const database = connectForTest(':memory:')
  migrate(
    database,
    MIGRATIONS.filter(({ version }) => version <= 20),
  )
  const insert = database.prepare('INSERT INTO hardware (id, origin, hash, profile) VALUES (?, ?, ?, ?)')
  insert.run('mine', 'user', 'a'.repeat(64), '{"old":1}')
  insert.run('shipped', 'bundled', 'b'.repeat(64), '{}')
  migrate(
    database,
    MIGRATIONS.filter(({ version }) => version <= 30),
  )
  return database
}

describe('0030 history', () => {
  it('gives the user’s profiles of before their first state, and the shipped ones none', () => {
    const database = migrated()
    expect(database.prepare('SELECT * FROM revisions').all()).toEqual([
      { kind: 'hardware', id: 'mine', revision: 1, hash: 'a'.repeat(64), profile: '{"old":1}' },
    ])
    const audit = database.prepare('SELECT kind, id, revision, action, person, moment FROM audit').all()
    expect(audit).toMatchObject([{ kind: 'hardware', id: 'mine', revision: 1, action: 'found', person: '' }])
    expect(Date.parse((audit[0] as { moment: string }).moment)).not.toBeNaN()
  })

  it.each([
    ['a change of the audit', "UPDATE audit SET person = 'someone else'"],
    ['a deletion from the audit', 'DELETE FROM audit'],
    [
      'a replacement in the audit',
      `INSERT OR REPLACE INTO audit SELECT sequence, kind, id, revision, action, detail, path, before, after, 'someone else', moment FROM audit`,
    ],
    ['a change of a state', "UPDATE revisions SET profile = '{}'"],
    ['a deletion of a state', 'DELETE FROM revisions'],
    [
      'a replacement of a state',
      "INSERT OR REPLACE INTO revisions SELECT kind, id, revision, hash, '{}' FROM revisions",
    ],
    [
      'an upsert of a state',
      `INSERT INTO revisions SELECT kind, id, revision, hash, profile FROM revisions WHERE true
       ON CONFLICT DO UPDATE SET profile = '{}'`,
    ],
  ])('refuses %s', (_, sql) => {
    const database = migrated()
    const rows = () => [
      database.prepare('SELECT * FROM audit').all(),
      database.prepare('SELECT * FROM revisions').all(),
    ]
    const before = rows()
    expect(() => database.exec(sql)).toThrow(/only grows/)
    expect(rows()).toEqual(before)
  })

  it('takes new rows', () => {
    const database = migrated()
    database.exec(`INSERT INTO revisions VALUES ('hardware', 'mine', 2, NULL, NULL)`)
    database.exec(`INSERT INTO audit (kind, id, revision, action, detail, path, before, after, person, moment)
      VALUES ('hardware', 'mine', 2, 'removed', '', '', NULL, NULL, 'ada', '2026-01-01T00:00:00.000Z')`)
    expect(database.prepare('SELECT count(*) FROM audit').pluck().get()).toBe(2)
  })

  it('refuses what nothing in Memwall writes', () => {
    const database = migrated()
    expect(() => database.exec(`INSERT INTO revisions VALUES ('x', 'mine', 2, NULL, NULL)`)).toThrow(/CHECK/)
    expect(() => database.exec(`INSERT INTO revisions VALUES ('models', 'mine', 0, NULL, NULL)`)).toThrow(/CHECK/)
    expect(() => database.exec(`INSERT INTO revisions VALUES ('models', 'mine', 2, NULL, '{}')`)).toThrow(/CHECK/)
  })
})
