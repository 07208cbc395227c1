import { describe, expect, it } from 'vitest'
import { migrate } from '#main/library/migrate.ts'
import { MIGRATIONS } from '#main/library/migrations/index.ts'
import { connectForTest } from '../librarySupport.ts'

describe('0010 profiles', () => {
  const insert = 'INSERT INTO hardware (id, origin, hash, profile) VALUES (?, ?, ?, ?)'

  it('keeps a shipped and a user’s profile of one id apart', () => {
    const database = connectForTest(':memory:')
    migrate(database, MIGRATIONS.slice(0, 1))
    database.prepare(insert).run('x', 'bundled', 'a'.repeat(64), '{}')
    database.prepare(insert).run('x', 'user', 'b'.repeat(64), '{}')
    expect(database.prepare('SELECT count(*) FROM hardware').pluck().get()).toBe(2)
    expect(() => database.prepare(insert).run('x', 'user', 'c'.repeat(64), '{}')).toThrow(/UNIQUE/)
  })

  it('refuses rows that nothing in Memwall writes', () => {
    const database = connectForTest(':memory:')
    migrate(database, MIGRATIONS.slice(0, 1))
    expect(() => database.prepare(insert).run('x', 'elsewhere', 'a'.repeat(64), '{}')).toThrow(/CHECK/)
    expect(() => database.prepare(insert).run('x', 'user', 'short', '{}')).toThrow(/CHECK/)
    expect(() => database.prepare(insert).run('x', 'user', 'a'.repeat(64), Buffer.from('{}'))).toThrow(
      /BLOB|datatype|store/,
    )
  })
})
