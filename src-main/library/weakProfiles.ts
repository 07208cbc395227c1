import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { hardwareProfileSchema } from '#shared/domain/hardware.ts'
import { modelProfileSchema } from '#shared/domain/model.ts'
import { readText } from './damage.ts'
import type { ProfileTable } from './rows.ts'
import { weakHardware, weakModel, type WeakProfile } from './weakFigures.ts'

const row = z.object({ hash: z.string(), profile: z.string() })

/** Weak figures of the profiles in a library. Each profile is read once and kept by its hash until it changes. */
export interface WeakProfiles {
  /** @param id of one profile; null: of all. A user's profile stands for the shipped one of its id. */
  of(table: ProfileTable, id: string | null): readonly WeakProfile[]
}

/** @param database the library */
export function createWeakProfiles(database: Database): WeakProfiles {
  const known: Record<ProfileTable, Map<string, WeakProfile>> = { hardware: new Map(), models: new Map() }
  return {
    of(table, id) {
      const rows = database
        .prepare(`SELECT id, max(origin), hash FROM ${table} ${id === null ? '' : 'WHERE id = ?'} GROUP BY id`)
        .all(...(id === null ? [] : [id]))
      const before = known[table]
      const now = id === null ? new Map<string, WeakProfile>() : before
      const byHash = database.prepare(`SELECT hash, profile FROM ${table} WHERE hash = ? LIMIT 1`)
      const found = z
        .array(z.object({ hash: z.string() }))
        .parse(rows)
        .flatMap(({ hash }) => {
          const weak = before.get(hash) ?? readWeak(table, row.parse(byHash.get(hash)))
          if (weak) now.set(hash, weak)
          return weak ? [weak] : []
        })
      known[table] = now
      return found
    },
  }
}

/** Null: another version wrote it. */
function readWeak(table: ProfileTable, { hash, profile }: z.infer<typeof row>): WeakProfile | null {
  const value = readText(profile, hash)
  if (table === 'hardware') {
    const device = hardwareProfileSchema.safeParse(value)
    return device.success ? weakHardware(device.data) : null
  }
  const model = modelProfileSchema.safeParse(value)
  return model.success ? weakModel(model.data) : null
}
