import type { Database } from 'better-sqlite3'
import { EXCHANGE_NOUNS } from '#shared/contract/libraryExchange.ts'
import { CodedError } from '#shared/contract/errors.ts'
import type { ImportedProfile } from '#shared/contract/imports.ts'
import type { Author } from './history.ts'
import { hasProfile, readRevision, type Origin, type ProfileTable } from './rows.ts'
import { change, putUserProfile, readProfile } from './userProfiles.ts'

/** What was entered, and the library's revision after it. */
export interface Entered {
  readonly entered: { kind: ImportedProfile['kind']; id: string; hash: string }[]
  readonly revision: number
}

/** The table a kind of imported profile is kept in. */
export function tableOf(kind: ImportedProfile['kind']): ProfileTable {
  return kind === 'model' ? 'models' : 'hardware'
}

/** Who put there what is shown under an id; null: there is none. */
export function originOf(database: Database, kind: ImportedProfile['kind'], id: string): Origin | null {
  const table = tableOf(kind)
  if (hasProfile(database, table, id, 'user')) return 'user'
  return hasProfile(database, table, id, 'bundled') ? 'bundled' : null
}

/**
 * Writes profiles as the user's in one transaction, each with its history.
 * @param file what they were read from, for the history @param replace whether ids that are there already may be entered
 * @throws CodedError not-allowed: an id is there, and nothing was written
 */
export function enterProfiles(
  database: Database,
  author: Author,
  entries: readonly ImportedProfile[],
  file: string,
  replace: boolean,
): Entered {
  const entered = change(database, () =>
    entries.map((entry) => {
      if (!replace) refuseKnown(database, entry)
      const { kind, profile } = entry
      const table = tableOf(kind)
      const { id } = profile
      const before = hasProfile(database, table, id, 'user') ? readProfile(database, { kind: table, id }).profile : null
      const saved = putUserProfile(database, author, {
        kind: table,
        id,
        action: 'imported',
        detail: file,
        before,
        after: profile,
      })
      return { kind, id, hash: saved.hash }
    }),
  )
  return { entered, revision: readRevision(database) }
}

/** Looked at row by row, so that two entries of one id are refused as well. */
function refuseKnown(database: Database, { kind, profile }: ImportedProfile): void {
  const origin = originOf(database, kind, profile.id)
  if (origin === null) return
  const noun = EXCHANGE_NOUNS[tableOf(kind)]
  throw new CodedError(
    'not-allowed',
    origin === 'user'
      ? `The library has a ${noun} “${profile.id}” of yours: choose another id, or say that it is to be replaced.`
      : `Memwall ships a ${noun} “${profile.id}”, which yours would hide: choose another id, or say that it is to be replaced.`,
  )
}
