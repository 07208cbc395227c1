import { canonicalJson } from '#shared/document/canonical.ts'
import { diffProfiles } from '#shared/document/profileDiff.ts'
import { markOwnFigures } from '#shared/domain/ownFigures.ts'
import { PROFILE_SCHEMAS, type Profile } from '../kinds.ts'
import type { Migration } from '../migrate.ts'
import { sealOf, textHash, type Stored } from '../seals.ts'

/** A stored profile; null: damaged, or of no form this version reads. */
function read(table: unknown, text: unknown): Profile | null {
  if (typeof text !== 'string' || (table !== 'hardware' && table !== 'models')) return null
  try {
    return PROFILE_SCHEMAS[table].safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/** The profile with its figures marked; null: none is concerned. */
function marked(table: unknown, text: unknown, original: unknown): string | null {
  const profile = read(table, text)
  const before = read(table, original)
  if (profile === null || before === null) return null
  const after = markOwnFigures(profile, before)
  return after === profile ? null : canonicalJson(after)
}

/** The id of the profile a stored one is a copy of, else its own. */
function originalId(table: unknown, text: unknown): string | null {
  const profile = read(table, text)
  return profile === null ? null : 'copyOf' in profile ? (profile.copyOf ?? profile.id) : profile.id
}

/** Each changed figure with both states, as JSON. */
function changes(table: unknown, before: unknown, after: unknown): string | null {
  const [old, now] = [read(table, before), read(table, after)]
  if (old === null || now === null) return null
  const text = (value: unknown) => (value === null ? null : canonicalJson(value))
  return JSON.stringify(
    diffProfiles(old, now).map((each) => ({ path: each.path, before: text(each.before), after: text(each.after) })),
  )
}

/**
 * Figures of the user's profiles that differ from what they replaced, and still have its source and grade, become the
 * user's own: an earlier Memwall let a changed figure keep both. What they replaced stands in the first state of a copy,
 * else in the shipped profile. Each is a new state with its changes in the history; damaged rows stay as they are.
 */
export const ownFigures: Migration = {
  version: 65,
  name: 'own-figures',
  functions: {
    text_hash: (text) => (typeof text === 'string' ? textHash(text) : null),
    seal_of: (...values) => sealOf(...(values as Stored[])),
    marked_as_own: marked,
    original_id: originalId,
    changes_of: changes,
  },
  statements: [
    'CREATE TABLE marking (kind TEXT, id TEXT, revision INTEGER, before TEXT, after TEXT)',
    ...['hardware', 'models'].flatMap((table) => [
      `INSERT INTO marking (kind, id, revision, before, after)
       SELECT '${table}', own.id,
         (SELECT coalesce(max(revision), 0) + 1 FROM revisions WHERE kind = '${table}' AND id = own.id),
         own.profile,
         marked_as_own('${table}', own.profile, coalesce(
           (SELECT first.profile FROM revisions first JOIN audit USING (kind, id, revision)
            WHERE first.kind = '${table}' AND first.id = own.id AND first.hash = text_hash(first.profile)
              AND audit.action = 'copied' ORDER BY first.revision LIMIT 1),
           (SELECT shipped.profile FROM ${table} shipped
            WHERE shipped.origin = 'bundled' AND shipped.id = original_id('${table}', own.profile)
              AND shipped.hash = text_hash(shipped.profile))))
       FROM ${table} own WHERE own.origin = 'user' AND own.hash = text_hash(own.profile)`,
      'DELETE FROM marking WHERE after IS NULL',
      `UPDATE ${table} SET (profile, hash) =
         (SELECT after, text_hash(after) FROM marking WHERE kind = '${table}' AND marking.id = ${table}.id)
       WHERE origin = 'user' AND id IN (SELECT id FROM marking WHERE kind = '${table}')`,
    ]),
    `INSERT INTO revisions (kind, id, revision, hash, profile, seal)
     SELECT kind, id, revision, text_hash(after), after, seal_of(kind, id, revision, text_hash(after)) FROM marking`,
    `INSERT INTO audit (sequence, kind, id, revision, action, detail, path, before, after, person, moment, seal)
     SELECT n, kind, id, revision, 'edited', '', path, before, after, '', moment,
       seal_of(n, kind, id, revision, 'edited', '', path, before, after, '', moment)
     FROM (
       SELECT (SELECT coalesce(max(sequence), 0) FROM audit) + row_number() OVER (ORDER BY kind, marking.id, key) AS n,
         kind, marking.id AS id, revision, json_extract(value, '$.path') AS path,
         json_extract(value, '$.before') AS before, json_extract(value, '$.after') AS after,
         strftime('%Y-%m-%dT%H:%M:%fZ', 'now') AS moment
       FROM marking, json_each(changes_of(kind, marking.before, marking.after)))`,
    'DROP TABLE marking',
    `DELETE FROM facts WHERE name = 'seed'`,
  ],
}
