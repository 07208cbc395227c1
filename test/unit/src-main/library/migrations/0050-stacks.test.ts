import { expect, it } from 'vitest'
import { migrate } from '#main/library/migrate.ts'
import { MIGRATIONS } from '#main/library/migrations/index.ts'
import { connectForTest } from '../librarySupport.ts'

it('0050 stacks: keeps what was there, and has room for calibrations', () => {
  const database = connectForTest(':memory:')
  migrate(
    database,
    MIGRATIONS.filter(({ version }) => version <= 40),
  )
  database
    .prepare(`INSERT INTO hardware (id, origin, hash, profile) VALUES ('mine', 'user', '${'a'.repeat(64)}', '{}')`)
    .run()
  migrate(
    database,
    MIGRATIONS.filter(({ version }) => version <= 50),
  )
  expect(database.prepare('SELECT count(*) FROM hardware').pluck().get()).toBe(1)
  database.prepare("INSERT INTO stacks VALUES ('ours', 'Ours', 'h100-sxm', '{}')").run()
  expect(() => database.prepare("INSERT INTO stacks VALUES ('ours', 'Ours', 'h100-sxm', '{}')").run()).toThrow(/UNIQUE/)
})
