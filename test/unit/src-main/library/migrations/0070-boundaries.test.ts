import { describe, expect, it } from 'vitest'
import { profileHash } from '#main/documents/embed.ts'
import { checkContents } from '#main/library/contents.ts'
import { DamagedLibrary } from '#main/library/damage.ts'
import { readHistory } from '#main/library/history.ts'
import { migrate } from '#main/library/migrate.ts'
import { MIGRATIONS } from '#main/library/migrations/index.ts'
import { isSealed, SEALED_COLUMNS, type SealedTable } from '#main/library/seals.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { BARE } from '#shared/domain/covers.ts'
import { testHardware } from '../../../../support/documents.ts'
import { device } from '../../../resources/libraryProfiles.ts'
import { connectForTest } from '../librarySupport.ts'

const copy = {
  ...testHardware('box'),
  id: 'mine',
  copyOf: 'box',
  power: {
    ...testHardware('box').power,
    board: { value: 750, grade: 'own', source: null, override: { typed: '750', unit: 'W', replaced: 700 } },
  },
  price: { ...testHardware('box').price, purchase: { value: 20_000, grade: 'own', source: null } },
} as const
const { covers: _covers, ...shippedWafer } = device('cerebras-wse3')
const { host: _host, network: _network, rack: _rack, ...waferPrice } = shippedWafer.price
const wafer = { ...shippedWafer, id: 'my-wafer', copyOf: 'cerebras-wse3', price: waferPrice }

function migrated() {
  const database = connectForTest(':memory:')
  migrate(
    database,
    MIGRATIONS.filter(({ version }) => version <= 65),
  )
  const insert = database.prepare(
    'INSERT INTO hardware (id, origin, hash, profile, listing, words) VALUES (?, ?, ?, ?, ?, ?)',
  )
  for (const profile of [copy, wafer]) {
    insert.run(profile.id, 'user', profileHash(profile), canonicalJson(profile), '{}', '')
  }
  insert.run('broken', 'user', profileHash(copy), '{"copyOf":', '{}', '')
  database.prepare(`UPDATE hardware SET seal = seal_of(id, origin, listing, words) WHERE id <> 'broken'`).run()
  migrate(database, MIGRATIONS)
  return database
}

function stored(database: ReturnType<typeof migrated>, id: string) {
  const row = database.prepare('SELECT hash, profile FROM hardware WHERE id = ?').get(id) as {
    hash: string
    profile: string
  }
  const profile = hardwareProfileSchema.parse(JSON.parse(row.profile))
  expect(row.hash).toBe(profileHash(profile))
  return profile
}

describe('0070 boundaries', () => {
  it('writes down what was assumed, keeps the user’s own figures, and says so in the history', () => {
    const database = migrated()
    const profile = stored(database, 'mine')
    const { covers, ...rest } = profile
    expect(rest).toEqual(copy)
    expect(covers?.purchase).toEqual(BARE)
    expect(covers?.board).toEqual(BARE)
    expect(readHistory(database, 'hardware', 'mine').revisions[0]).toMatchObject({
      action: 'edited',
      changes: [{ path: 'covers', before: null, after: covers }],
    })
    for (const table of Object.keys(SEALED_COLUMNS) as SealedTable[]) {
      for (const row of database.prepare(`SELECT * FROM ${table}`).all() as { id?: string }[]) {
        if (row.id !== 'broken') expect(isSealed(table, row), JSON.stringify(row).slice(0, 200)).toBe(true)
      }
    }
  })

  it('gives a copy of a wafer what its price leaves out, as the shipped one has it', () => {
    const profile = stored(migrated(), 'my-wafer')
    const { price, covers } = device('cerebras-wse3')
    expect(profile.covers).toEqual(covers)
    for (const part of ['host', 'network', 'rack'] as const) {
      expect(profile.price[part]).toMatchObject({ value: price[part]?.value, grade: 'guess' })
    }
  })

  it('takes the shipped facts in anew, and leaves alone what is damaged', () => {
    const database = migrated()
    expect(database.prepare(`SELECT count(*) FROM facts WHERE name = 'seed'`).pluck().get()).toBe(0)
    expect(database.prepare(`SELECT profile FROM hardware WHERE id = 'broken'`).pluck().get()).toBe('{"copyOf":')
    expect(() => checkContents(database, true)).toThrow(DamagedLibrary)
  })
})
