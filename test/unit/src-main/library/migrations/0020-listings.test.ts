import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrate } from '#main/library/migrate.ts'
import { MIGRATIONS } from '#main/library/migrations/index.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { profileHash } from '#main/documents/embed.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { connectForTest, openForTest, smallSeed } from '../librarySupport.ts'

describe('0020 listings', () => {
  it('keeps the profiles of before, and the next start lists them', () => {
    const folder = temporaryFolder()
    const database = connectForTest(join(folder, 'library.sqlite'))
    migrate(database, MIGRATIONS.slice(0, 1))
    const [profile] = smallSeed().profiles().hardware
    if (!profile) throw new Error('the seed is empty')
    const mine = { ...profile, id: 'mine', name: 'My own box' }
    database
      .prepare('INSERT INTO hardware (id, origin, hash, profile) VALUES (?, ?, ?, ?)')
      .run('mine', 'user', profileHash(mine), canonicalJson(mine))
    database.prepare('INSERT INTO facts (name, value) VALUES (?, ?)').run('seed', 'first')
    const before = database.prepare('SELECT id, origin, hash, profile FROM hardware').all()

    migrate(database, MIGRATIONS.slice(0, 2))
    expect(database.prepare('SELECT id, origin, hash, profile FROM hardware').all()).toEqual(before)
    expect(database.prepare('SELECT value FROM facts WHERE name = ?').get('seed')).toBeUndefined()
    database.close()

    const library = openForTest(folder)
    expect(library.listHardware('own box').map((device) => device.id)).toEqual(['mine'])
    expect(library.summary().devices).toBe(4)
  })
})
