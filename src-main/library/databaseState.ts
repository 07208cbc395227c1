import type { Database } from 'better-sqlite3'

/**
 * A text that differs after every change of the library, by this process or another: any change through this connection
 * counts in total_changes, any through another one in data_version.
 */
export function databaseState(database: Database): string {
  return `${String(database.pragma('data_version', { simple: true }))}:${String(
    database.prepare('SELECT total_changes()').pluck().get(),
  )}`
}
