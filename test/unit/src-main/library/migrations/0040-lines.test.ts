import { expect, it } from 'vitest'
import { migrate } from '#main/library/migrate.ts'
import { MIGRATIONS } from '#main/library/migrations/index.ts'
import { connectForTest } from '../librarySupport.ts'

it.each(['hardware', 'models'])('0040 lines: the list of %s is read from the index, without the profiles', (table) => {
  const database = connectForTest(':memory:')
  migrate(database, MIGRATIONS)
  const plan = database
    .prepare(
      `EXPLAIN QUERY PLAN SELECT id, max(origin) AS origin, listing, words FROM ${table}
       WHERE listing IS NOT NULL GROUP BY id`,
    )
    .all() as { detail: string }[]
  expect(plan.map(({ detail }) => detail)).toEqual([`SCAN ${table} USING COVERING INDEX ${table}_lines`])
})
