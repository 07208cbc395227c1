import type { Migration } from '../migrate.ts'
import { sealOf, textHash, type Stored } from '../seals.ts'

const GROWING = ['revisions', 'audit'] as const

/** Only a profile that is what its hash says is vouched for: what was damaged before must not pass for genuine after. */
const WHOLE = 'hash = text_hash(profile)'

/**
 * A seal for every row: a hash of all it holds, but for the text of a profile, which has its own. Damage is then met where
 * SQLite sees none, before a value is shown or written anew. A row that was damaged already gets no seal. What is derived
 * from a profile had no hash; forgetting the seed's makes the next start derive it anew.
 *
 * A later step of this migration that rewrites stored profiles goes after the last statement, under the same rule: only
 * rows that are WHOLE, text and hash in one UPDATE, and the new state as a row of `revisions` and of `audit` with seals.
 * The function that makes the new text is one more of `functions`.
 */
export const hashes: Migration = {
  version: 60,
  name: 'hashes',
  functions: {
    text_hash: (text) => (typeof text === 'string' ? textHash(text) : null),
    seal_of: (...values) => sealOf(...(values as Stored[])),
  },
  statements: [
    ...['hardware', 'models'].flatMap((table) => [
      `ALTER TABLE ${table} ADD COLUMN seal TEXT`,
      `UPDATE ${table} SET seal = seal_of(id, origin, listing, words) WHERE ${WHOLE}`,
      `DROP INDEX ${table}_lines`,
      `CREATE INDEX ${table}_lines ON ${table} (id, origin, listing, words, seal)`,
    ]),
    ...GROWING.flatMap((table) => [
      `ALTER TABLE ${table} ADD COLUMN seal TEXT`,
      // The tables that only grow refuse it otherwise; the triggers are made anew below, in the same transaction.
      `DROP TRIGGER ${table}_refuses_update`,
    ]),
    `UPDATE revisions SET seal = seal_of(kind, id, revision, hash) WHERE hash IS NULL OR ${WHOLE}`,
    `UPDATE audit SET seal =
       seal_of(sequence, kind, id, revision, action, detail, path, before, after, person, moment)`,
    ...GROWING.map(
      (table) =>
        `CREATE TRIGGER ${table}_refuses_update BEFORE UPDATE ON ${table}
         BEGIN SELECT RAISE(ABORT, 'the history of the library only grows'); END`,
    ),
    'ALTER TABLE stacks ADD COLUMN seal TEXT',
    'UPDATE stacks SET seal = seal_of(id, name, hardware, text) WHERE json_valid(text)',
    `DELETE FROM facts WHERE name = 'seed'`,
    'ALTER TABLE facts ADD COLUMN seal TEXT',
    'UPDATE facts SET seal = seal_of(name, value)',
  ],
}
