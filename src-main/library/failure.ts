/** What stopped the library from being opened, as far as it decides what to do next. */
export type OpenFailure = 'damaged' | 'unwritable' | 'full' | 'busy' | 'other'

/**
 * What SQLite calls damage, and what our own statements meet only where tables, indexes or rules are not those that we made:
 * a table that is not there, a row that breaks a rule.
 */
const DAMAGE = [
  'SQLITE_NOTADB',
  'SQLITE_CORRUPT',
  'SQLITE_FORMAT',
  'SQLITE_MISMATCH',
  'SQLITE_ERROR',
  'SQLITE_INTERNAL',
  'SQLITE_CONSTRAINT_CHECK',
  'SQLITE_CONSTRAINT_DATATYPE',
  'SQLITE_CONSTRAINT_NOTNULL',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_UNIQUE',
]

/**
 * Sorts what SQLite and the file system throw.
 * @param thrown anything caught while opening
 */
export function failureOf(thrown: unknown): OpenFailure {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (DAMAGE.some((beginning) => code.startsWith(beginning))) return 'damaged'
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'full'
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return 'busy'
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_PERM') ||
    code.startsWith('SQLITE_IOERR') ||
    ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EEXIST'].includes(code)
  ) {
    return 'unwritable'
  }
  // better-sqlite3 checks the folder itself and throws a plain TypeError.
  return thrown instanceof TypeError && /directory does not exist/.test(thrown.message) ? 'unwritable' : 'other'
}
