import type { Database } from 'better-sqlite3'
import { CodedError } from '#shared/contract/errors.ts'

/** One step of the schema. Versions are multiples of ten, so that a fix can be put between two. */
export interface Migration {
  /** `user_version` after it. */
  readonly version: number
  readonly name: string
  /** What its statements call beyond SQL: pure functions by name, there for this step alone. */
  readonly functions?: Readonly<Record<string, (...values: unknown[]) => string | null>>
  /** One SQL statement an item, run in order inside the transaction that `migrate` holds. */
  readonly statements: readonly string[]
}

/** The schema version of a file; 0: empty. */
export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/** The version a list of migrations leads to. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0
}

/**
 * Refuses a library that a newer Memwall wrote.
 * @throws CodedError library-failed, `details` {found, known}
 */
export function refuseNewer(database: Database, migrations: readonly Migration[]): void {
  const found = schemaVersion(database)
  const known = latestVersion(migrations)
  if (found > known) {
    throw new CodedError(
      'library-failed',
      'The library was written by a newer version of Memwall: update Memwall, or set MEMWALL_HOME to another folder.',
      { found, known },
    )
  }
}

/**
 * Brings the schema up to date: all pending steps and the version in one transaction, so that a file is always wholly at
 * one version. A second process waits for the first and then finds nothing to do.
 * @returns how many steps ran
 * @throws CodedError library-failed for a newer file; whatever a step throws, with the file as it was
 */
export function migrate(database: Database, migrations: readonly Migration[]): number {
  refuseNewer(database, migrations)
  if (schemaVersion(database) === latestVersion(migrations)) return 0
  return database
    .transaction(() => {
      refuseNewer(database, migrations)
      const from = schemaVersion(database)
      const pending = migrations.filter((migration) => migration.version > from)
      for (const migration of pending) {
        for (const [name, work] of Object.entries(migration.functions ?? {})) {
          database.function(name, { deterministic: true, varargs: true }, work)
        }
        for (const statement of migration.statements) database.exec(statement)
        database.pragma(`user_version = ${migration.version}`)
      }
      return pending.length
    })
    .immediate()
}
