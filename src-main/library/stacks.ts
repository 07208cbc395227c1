import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { CodedError } from '#shared/contract/errors.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { stackProfileSchema, type StackProfile } from '#shared/domain/stackProfile.ts'
import { readRow } from './rows.ts'
import { rowSeal, sealed } from './seals.ts'
import { parseText } from './texts.ts'
import { change } from './userProfiles.ts'

/** Most calibrations a library keeps: each is some hundred bytes, and all are listed at once. */
export const MOST_STACKS = 2000

/** The user's calibrations by device and name; one that another version wrote, and this one cannot read, is left out. */
export function listStacks(database: Database): StackProfile[] {
  const rows = readRow(z.array(stackRow), database.prepare('SELECT * FROM stacks ORDER BY hardware, name, id').all())
  return rows.flatMap((row) => {
    const parsed = stackProfileSchema.safeParse(parseText(sealed('stacks', row).text))
    return parsed.success ? [parsed.data] : []
  })
}

const stackRow = z.object({
  id: z.string(),
  name: z.string(),
  hardware: z.string(),
  text: z.string(),
  seal: z.string(),
})

/**
 * Keeps a calibration.
 * @param replace whether one of the same id may be replaced
 * @throws CodedError not-allowed
 */
export function saveStack(database: Database, stack: StackProfile, replace: boolean): { id: string } {
  return change(database, () => {
    const taken = database.prepare('SELECT 1 FROM stacks WHERE id = ?').get(stack.id) !== undefined
    if (taken && !replace) {
      throw new CodedError('not-allowed', `There is a calibration “${stack.name}” already: give another name.`)
    }
    putStack(database, stack)
    return { id: stack.id }
  })
}

/**
 * Writes a calibration, in place of one of the same id. Belongs into a transaction.
 * @throws CodedError not-allowed where the library has as many as it keeps
 */
export function putStack(database: Database, stack: StackProfile): void {
  const { id, name, hardware } = stack
  storeStack(database, { id, name, hardware, text: canonicalJson(stack) })
  const kept = database.prepare('SELECT count(*) FROM stacks').pluck().get() as number
  if (kept > MOST_STACKS) {
    throw new CodedError('not-allowed', `The library keeps ${MOST_STACKS} calibrations: remove one first.`)
  }
}

/**
 * A calibration by its id; null: there is none.
 * @throws CodedError library-failed where another version wrote it
 */
export function findStack(database: Database, id: string): StackProfile | null {
  const found = database.prepare('SELECT * FROM stacks WHERE id = ?').get(id)
  if (found === undefined) return null
  const parsed = stackProfileSchema.safeParse(parseText(sealed('stacks', readRow(stackRow, found)).text))
  if (parsed.success) return parsed.data
  throw new CodedError(
    'library-failed',
    `The calibration “${id}” was written by another version of Memwall, which has to open it.`,
  )
}

/** A calibration as it is stored. */
export type StoredStack = Omit<z.infer<typeof stackRow>, 'seal'>

/** Writes a calibration as it is, sealed. */
export function storeStack(database: Database, stack: StoredStack): void {
  database
    .prepare(
      `INSERT OR REPLACE INTO stacks (id, name, hardware, text, seal) VALUES (@id, @name, @hardware, @text, @seal)`,
    )
    .run({ ...stack, seal: rowSeal('stacks', { ...stack }) })
}

/** Removes a calibration; files that use it hold it themselves. @throws CodedError not-found */
export function removeStack(database: Database, id: string): { id: string } {
  return change(database, () => {
    const { changes } = database.prepare('DELETE FROM stacks WHERE id = ?').run(id)
    if (changes === 0) throw new CodedError('not-found', `The library has no calibration “${id}”.`)
    return { id }
  })
}
