import { describe, expect, it } from 'vitest'
import { profileHash } from '#main/documents/embed.ts'
import { checkContents } from '#main/library/contents.ts'
import { DamagedLibrary } from '#main/library/damage.ts'
import { readHistory } from '#main/library/history.ts'
import { migrate } from '#main/library/migrate.ts'
import { MIGRATIONS } from '#main/library/migrations/index.ts'
import { SEALED_COLUMNS, isSealed, type SealedTable } from '#main/library/seals.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { testHardware } from '../../../../support/documents.ts'
import { connectForTest } from '../librarySupport.ts'

const shipped = testHardware('box')
const copy = { ...shipped, id: 'mine', copyOf: 'box' }
/** As an earlier version left it: another value, with the vendor's word for it. */
const changed = {
  ...copy,
  power: { ...shipped.power, board: { ...shipped.power.board, value: 750 } },
  price: { ...shipped.price, rental: { value: 2, grade: 'guess', source: null } },
}

function migrated() {
  const database = connectForTest(':memory:')
  const upTo = (last: number) => MIGRATIONS.filter(({ version }) => version <= last)
  migrate(database, upTo(50))
  const insert = database.prepare(
    'INSERT INTO hardware (id, origin, hash, profile, listing, words) VALUES (?, ?, ?, ?, ?, ?)',
  )
  for (const [origin, profile] of [
    ['bundled', shipped],
    ['user', changed],
    ['user', { ...copy, id: 'same' }],
  ] as const) {
    insert.run(profile.id, origin, profileHash(profile), canonicalJson(profile), '{}', '')
  }
  insert.run('broken', 'user', profileHash(copy), '{"copyOf":', '{}', '')
  migrate(database, upTo(65))
  return database
}
const stored = (database: ReturnType<typeof migrated>, id: string) =>
  database.prepare('SELECT hash, profile FROM hardware WHERE id = ?').get(id) as { hash: string; profile: string }

describe('0065 own figures', () => {
  it('marks what differs from the device copied and keeps all else, with both states in the history', () => {
    const database = migrated()
    const { hash, profile: text } = stored(database, 'mine')
    const profile = hardwareProfileSchema.parse(JSON.parse(text))
    expect(hash).toBe(profileHash(profile))
    expect(profile.power.board).toMatchObject({ value: 750, grade: 'own', source: null, override: { replaced: 1000 } })
    expect({ ...profile, power: changed.power }).toEqual(changed)
    expect(readHistory(database, 'hardware', 'mine').revisions[0]).toMatchObject({
      action: 'edited',
      changes: [{ path: 'power.board', before: { value: 750, grade: 'vendor' }, after: { value: 750, grade: 'own' } }],
    })
    for (const table of Object.keys(SEALED_COLUMNS) as SealedTable[]) {
      for (const row of database.prepare(`SELECT * FROM ${table}`).all() as { id?: string }[]) {
        if (row.id !== 'broken') expect(isSealed(table, row), JSON.stringify(row).slice(0, 200)).toBe(true)
      }
    }
  })

  it('leaves alone what does not differ, and what is damaged', () => {
    const database = migrated()
    expect(stored(database, 'same').profile).toBe(canonicalJson({ ...copy, id: 'same' }))
    expect(stored(database, 'broken').profile).toBe('{"copyOf":')
    expect(() => checkContents(database, true)).toThrow(DamagedLibrary)
  })
})
