/** What stopped the library from being opened, as far as it decides what to do next. */
export type OpenFailure = 'damaged' | 'unwritable' | 'full' | 'busy' | 'other'

/**
 * Sorts what SQLite and the file system throw.
 * @param thrown anything caught while opening
 */
export function failureOf(thrown: unknown): OpenFailure {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return 'damaged'
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'full'
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy'
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_PERM') ||
    code.startsWith('SQLITE_IOERR') ||
    ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)
  ) {
    return 'unwritable'
  }
  // better-sqlite3 checks the folder itself and throws a plain TypeError.
  return thrown instanceof TypeError && /directory does not exist/.test(thrown.message) ? 'unwritable' : 'other'
}
