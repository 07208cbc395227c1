import type { Database } from 'better-sqlite3'
import { DamagedLibrary } from './damage.ts'
import { latestVersion, migrate, schemaVersion, type Migration } from './migrate.ts'

/**
 * Holds tables, indexes and triggers against what a library of its version has: a name that lost a letter is no table of
 * another Memwall, and a version number that is not the schema's is none either.
 * @param scratch an empty database in memory
 * @throws DamagedLibrary
 */
export function checkSchema(database: Database, migrations: readonly Migration[], scratch: Database): void {
  const version = schemaVersion(database)
  const latest = latestVersion(migrations)
  // What a newer Memwall made is not known here; what this one made is, whatever the number beside it says.
  const known = migrations.filter((step) => step.version <= Math.min(version, latest))
  migrate(scratch, known)
  const same = JSON.stringify(objectsOf(database)) === JSON.stringify(objectsOf(scratch))
  if (version > latest ? same : !same || (known.at(-1)?.version ?? 0) !== version) throw new DamagedLibrary()
}

function objectsOf(database: Database): unknown[] {
  return database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name').all()
}
