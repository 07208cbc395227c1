import type { Migration } from '../migrate.ts'

/** The user's own calibrations of software stacks, each as its canonical text. */
export const stacks: Migration = {
  version: 50,
  name: 'stacks',
  statements: [
    `CREATE TABLE stacks (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      hardware TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT`,
  ],
}
