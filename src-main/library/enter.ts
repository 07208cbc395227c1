import type { Database } from 'better-sqlite3'
import { CodedError } from '#shared/contract/errors.ts'
import type { ImportedProfile } from '#shared/contract/imports.ts'
import { failureOf } from './failure.ts'
import { hardwareRow } from './hardware.ts'
import { modelRow } from './models.ts'
import { putRow, readFact, selectOrigin, writeFact } from './rows.ts'

/** What was entered, and the library's revision after it. */
export interface Entered {
  readonly entered: { kind: ImportedProfile['kind']; id: string; hash: string }[]
  readonly revision: number
}

/**
 * Writes profiles as the user's in one transaction.
 * @param replace whether ids that are there already may be entered
 * @throws CodedError not-allowed: an id is there; disk-full, library-failed: nothing was written
 */
export function enterProfiles(database: Database, entries: readonly ImportedProfile[], replace: boolean): Entered {
  try {
    return database
      .transaction((): Entered => {
        const entered = entries.map((entry) => {
          if (!replace) refuseKnown(database, entry)
          const hash =
            entry.kind === 'model'
              ? putRow(database, 'models', 'user', modelRow(entry.profile))
              : putRow(database, 'hardware', 'user', hardwareRow(entry.profile))
          return { kind: entry.kind, id: entry.profile.id, hash }
        })
        const revision = Number(readFact(database, 'revision') ?? '0') + 1
        writeFact(database, 'revision', String(revision))
        return { entered, revision }
      })
      .immediate()
  } catch (thrown) {
    throw inWords(thrown)
  }
}

/** Looked at row by row, so that two entries of one id are refused as well. */
function refuseKnown(database: Database, { kind, profile }: ImportedProfile): void {
  const origin = selectOrigin(database, kind === 'model' ? 'models' : 'hardware', profile.id)
  if (origin === null) return
  const noun = kind === 'model' ? 'model' : 'device'
  throw new CodedError(
    'not-allowed',
    origin === 'user'
      ? `The library has a ${noun} “${profile.id}” of yours: choose another id, or say that it is to be replaced.`
      : `Memwall ships a ${noun} “${profile.id}”, which yours would hide: choose another id, or say that it is to be replaced.`,
  )
}

function inWords(thrown: unknown): unknown {
  if (thrown instanceof CodedError) return thrown
  switch (failureOf(thrown)) {
    case 'full':
      return new CodedError('disk-full', 'The disk is full, so nothing was entered: free some space and try again.')
    case 'unwritable':
      return new CodedError(
        'library-failed',
        'The library cannot be written, so nothing was entered: set MEMWALL_HOME to another folder.',
      )
    case 'busy':
      return new CodedError(
        'library-failed',
        'Another Memwall keeps the library busy, so nothing was entered: close it and try again.',
      )
    case 'damaged':
      return new CodedError(
        'library-failed',
        'The library is damaged, so nothing was entered: restart Memwall to have it restored.',
      )
    case 'other':
      return thrown
  }
}
