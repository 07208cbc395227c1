import { canonicalJson } from '#shared/document/canonical.ts'
import { diffProfiles } from '#shared/document/profileDiff.ts'
import { hardwareProfileSchema, type HardwareProfile } from '#shared/domain/hardware.ts'
import { stateCovers } from '#shared/domain/stateCovers.ts'
import type { Migration } from '../migrate.ts'
import { sealOf, textHash, type Stored } from '../seals.ts'

/** A stored device; null: damaged, or of no form this version reads. */
function read(text: unknown): HardwareProfile | null {
  if (typeof text !== 'string') return null
  try {
    return hardwareProfileSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The device with what its prices and powers cover; null: it says so, or has none. */
function bounded(text: unknown): string | null {
  const profile = read(text)
  if (profile === null) return null
  const after = stateCovers(profile)
  return after === profile ? null : canonicalJson(after)
}

/** Each changed part with both states, as JSON. */
function changes(before: unknown, after: unknown): string | null {
  const [old, now] = [read(before), read(after)]
  if (old === null || now === null) return null
  const text = (value: unknown) => (value === null ? null : canonicalJson(value))
  return JSON.stringify(
    diffProfiles(old, now).map((each) => ({ path: each.path, before: text(each.before), after: text(each.after) })),
  )
}

/**
 * What the prices and powers of the user's own devices cover is written into them, as it was assumed of them until now. Each is
 * a new state with its changes in the history; damaged rows stay as they are. What Memwall ships is taken in anew: its figures
 * say it themselves.
 */
export const boundaries: Migration = {
  version: 70,
  name: 'boundaries',
  functions: {
    text_hash: (text) => (typeof text === 'string' ? textHash(text) : null),
    seal_of: (...values) => sealOf(...(values as Stored[])),
    bounded_profile: bounded,
    boundary_changes: changes,
  },
  statements: [
    'CREATE TABLE bounding (id TEXT, revision INTEGER, before TEXT, after TEXT)',
    `INSERT INTO bounding (id, revision, before, after)
     SELECT own.id,
       (SELECT coalesce(max(revision), 0) + 1 FROM revisions WHERE kind = 'hardware' AND id = own.id),
       own.profile, bounded_profile(own.profile)
     FROM hardware own WHERE own.origin = 'user' AND own.hash = text_hash(own.profile)`,
    'DELETE FROM bounding WHERE after IS NULL',
    `UPDATE hardware SET (profile, hash) =
       (SELECT after, text_hash(after) FROM bounding WHERE bounding.id = hardware.id)
     WHERE origin = 'user' AND id IN (SELECT id FROM bounding)`,
    `INSERT INTO revisions (kind, id, revision, hash, profile, seal)
     SELECT 'hardware', id, revision, text_hash(after), after, seal_of('hardware', id, revision, text_hash(after))
     FROM bounding`,
    `INSERT INTO audit (sequence, kind, id, revision, action, detail, path, before, after, person, moment, seal)
     SELECT n, 'hardware', id, revision, 'edited', '', path, before, after, '', moment,
       seal_of(n, 'hardware', id, revision, 'edited', '', path, before, after, '', moment)
     FROM (
       SELECT (SELECT coalesce(max(sequence), 0) FROM audit) + row_number() OVER (ORDER BY bounding.id, key) AS n,
         bounding.id AS id, revision, json_extract(value, '$.path') AS path,
         json_extract(value, '$.before') AS before, json_extract(value, '$.after') AS after,
         strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS moment
       FROM bounding, json_each(boundary_changes(bounding.before, bounding.after)))`,
    'DROP TABLE bounding',
    `DELETE FROM facts WHERE name = 'seed'`,
  ],
}
