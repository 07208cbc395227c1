import type { Migration } from '../migrate.ts'

/**
 * Devices, models and what is known of the library as a whole. A profile is kept as its canonical JSON, so that the hash
 * is the hash of the text. `origin` keeps what Memwall ships apart from what the user adds under the same id.
 */
export const profiles: Migration = {
  version: 10,
  name: 'profiles',
  statements: [
    `CREATE TABLE hardware (
      id TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('bundled', 'user')),
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      profile TEXT NOT NULL,
      PRIMARY KEY (id, origin)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE models (
      id TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('bundled', 'user')),
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      profile TEXT NOT NULL,
      PRIMARY KEY (id, origin)
    ) STRICT, WITHOUT ROWID`,
    `CREATE TABLE facts (
      name TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID`,
  ],
}
