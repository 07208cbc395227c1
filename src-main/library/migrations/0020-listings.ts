import type { Migration } from '../migrate.ts'

/**
 * What the lists show and search, beside each profile: a list of fifty devices must not parse fifty profiles. Rows from
 * before have empty columns, and forgetting the seed's hash makes the next start fill the bundled ones again.
 */
export const listings: Migration = {
  version: 20,
  name: 'listings',
  statements: [
    'ALTER TABLE hardware ADD COLUMN listing TEXT',
    'ALTER TABLE hardware ADD COLUMN words TEXT',
    'ALTER TABLE models ADD COLUMN listing TEXT',
    'ALTER TABLE models ADD COLUMN words TEXT',
    `DELETE FROM facts WHERE name = 'seed'`,
  ],
}
