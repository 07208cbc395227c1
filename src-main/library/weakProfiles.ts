import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { CodedError } from '#shared/contract/errors.ts'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { modelProfileSchema } from '#shared/domain/model.ts'
import { databaseState } from './databaseState.ts'
import { readRow, type ProfileTable } from './rows.ts'
import { inSlices } from './slices.ts'
import { readText } from './texts.ts'
import { weakHardware, weakModel, type WeakProfile } from './weakFigures.ts'
import { rankWeakFigures, type RankedFigure } from './weakRanking.ts'

const rowName = z.object({ id: z.string(), origin: z.string(), hash: z.string() })
const rowText = z.object({ hash: z.string(), profile: z.string() })

/** Profiles read at one go: each takes some tenths of a millisecond. */
const PROFILES_AT_ONCE = 16

/**
 * Weak figures of the profiles in a library, in order. Each profile is read once and kept by its hash until it changes;
 * the order of all is kept until anything changes.
 */
export interface WeakProfiles {
  /**
   * A user's profile stands for the shipped one of its id. Other calls are answered meanwhile.
   * @param id of one profile; null: of all
   */
  ranked(table: ProfileTable, id: string | null): Promise<readonly RankedFigure[]>
}

/** @param database the library */
export function createWeakProfiles(database: Database): WeakProfiles {
  const known: Record<ProfileTable, Map<string, WeakProfile>> = { hardware: new Map(), models: new Map() }
  /** What was asked last of each table: whoever asks the same before it is there waits for the same answer. */
  const latest: Partial<Record<ProfileTable, { state: string; figures: Promise<readonly RankedFigure[]> }>> = {}

  /** Null: it was removed meanwhile, or another version wrote it. */
  function readWeak(table: ProfileTable, { id, origin, hash }: z.infer<typeof rowName>): WeakProfile | null {
    const before = known[table].get(hash)
    if (before) return before
    if (!database.open) throw new CodedError('cancelled', 'The library was closed.')
    const found = database.prepare(`SELECT hash, profile FROM ${table} WHERE id = ? AND origin = ?`).get(id, origin)
    if (found === undefined) return null
    const row = readRow(rowText, found)
    const weak = weakOf(table, readText(row.profile, row.hash))
    if (weak) known[table].set(row.hash, weak)
    return weak
  }

  async function rankAll(table: ProfileTable): Promise<readonly RankedFigure[]> {
    const rows = readRow(
      z.array(rowName),
      database.prepare(`SELECT id, max(origin) AS origin, hash FROM ${table} GROUP BY id`).all(),
    )
    const profiles: WeakProfile[] = []
    await inSlices(rows, PROFILES_AT_ONCE, (row) => {
      const weak = readWeak(table, row)
      if (weak) profiles.push(weak)
    })
    forgetOthers(known[table], rows)
    return rankWeakFigures(profiles)
  }

  return {
    async ranked(table, id) {
      if (id !== null) {
        const row = readRow(
          rowName.optional(),
          database.prepare(`SELECT id, origin, hash FROM ${table} WHERE id = ? ORDER BY origin DESC LIMIT 1`).get(id),
        )
        const weak = row && readWeak(table, row)
        return rankWeakFigures(weak ? [weak] : [])
      }
      const state = databaseState(database)
      const before = latest[table]
      if (before?.state === state) return before.figures
      const asked = { state, figures: rankAll(table) }
      latest[table] = asked
      try {
        return await asked.figures
      } catch (thrown) {
        // The next call tries again.
        if (latest[table] === asked) delete latest[table]
        throw thrown
      }
    },
  }
}

/** Lets go of profiles that have changed or gone. */
function forgetOthers(known: Map<string, WeakProfile>, rows: readonly { readonly hash: string }[]): void {
  const present = new Set(rows.map(({ hash }) => hash))
  for (const hash of known.keys()) if (!present.has(hash)) known.delete(hash)
}

function weakOf(table: ProfileTable, value: unknown): WeakProfile | null {
  if (table === 'hardware') {
    const device = hardwareProfileSchema.safeParse(value)
    return device.success ? weakHardware(device.data) : null
  }
  const model = modelProfileSchema.safeParse(value)
  return model.success ? weakModel(model.data) : null
}
