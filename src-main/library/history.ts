import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { EXCHANGE_NOUNS } from '#shared/contract/libraryExchange.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { AUDIT_ACTIONS, type AuditAction, type ProfileHistory } from '#shared/contract/libraryHistory.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { diffProfiles, type ProfileChange } from '#shared/document/profileDiff.ts'
import { DamagedLibrary } from './damage.ts'
import { sourceTableSchema, type SourceTable } from '#shared/domain/provenance.ts'
import { PROFILE_SCHEMAS, type Profile } from './kinds.ts'
import { readRow, type ProfileTable } from './rows.ts'
import { rowSeal, sealed, textHash } from './seals.ts'
import { storedProfile } from './storedProfile.ts'
import { parseText, readText } from './texts.ts'

/** Who changes the library, and when. */
export interface Author {
  /** Name of the operating system's user. */
  readonly person: string
  readonly moment: Date
}

/** One change of a user's profile, as it enters the history. */
export interface Change {
  readonly kind: ProfileTable
  readonly id: string
  readonly action: AuditAction
  /** What it came from: the copied id, the restored revision, the imported file. Empty: nothing to say. */
  readonly detail: string
  /** Null: there was none, or there is none any more. */
  readonly before: Profile | null
  readonly after: Profile | null
}

/**
 * Writes a new state of a profile and what it changed, figure by figure. Belongs into the transaction of the change.
 * @returns the number of the new state
 */
export function recordChange(database: Database, author: Author, change: Change): number {
  const { kind, id, action, detail, before, after } = change
  const revision = latestRevision(database, kind, id) + 1
  const text = after === null ? null : canonicalJson(after)
  storeState(database, { kind, id, revision, hash: text === null ? null : textHash(text), profile: text })
  let sequence = Number(database.prepare('SELECT max(sequence) FROM audit').pluck().get() ?? 0)
  for (const { path, before: old, after: now } of changesOf(before, after)) {
    sequence += 1
    storeAudit(database, {
      sequence,
      kind,
      id,
      revision,
      action,
      detail,
      path,
      before: old === null ? null : canonicalJson(old),
      after: now === null ? null : canonicalJson(now),
      person: author.person.slice(0, 100),
      moment: author.moment.toISOString(),
    })
  }
  return revision
}

/** A state as it is stored. No text: the profile was removed in it. */
export interface StoredState {
  readonly kind: ProfileTable
  readonly id: string
  readonly revision: number
  readonly hash: string | null
  readonly profile: string | null
}

/** A line of the history as it is stored: one figure of one change. */
export interface StoredAudit {
  readonly sequence: number
  readonly kind: ProfileTable
  readonly id: string
  readonly revision: number
  readonly action: AuditAction
  readonly detail: string
  readonly path: string
  readonly before: string | null
  readonly after: string | null
  readonly person: string
  readonly moment: string
}

/** Writes a state as it is, sealed. */
export function storeState(database: Database, state: StoredState): void {
  database
    .prepare(
      `INSERT INTO revisions (kind, id, revision, hash, profile, seal)
       VALUES (@kind, @id, @revision, @hash, @profile, @seal)`,
    )
    .run({ ...state, seal: rowSeal('revisions', { ...state }) })
}

/** Writes a line of the history as it is, sealed. */
export function storeAudit(database: Database, line: StoredAudit): void {
  database
    .prepare(
      `INSERT INTO audit (sequence, kind, id, revision, action, detail, path, before, after, person, moment, seal)
       VALUES (@sequence, @kind, @id, @revision, @action, @detail, @path, @before, @after, @person, @moment, @seal)`,
    )
    .run({ ...line, seal: rowSeal('audit', { ...line }) })
}

/** A profile that came or went is one line without a path. */
function changesOf(before: Profile | null, after: Profile | null): readonly ProfileChange[] {
  const whole = [{ path: '', before: null, after: null }]
  if (before === null || after === null) return whole
  const changes = diffProfiles(before, after)
  return changes.length > 0 ? changes : whole
}

/** Number of a profile's latest state; 0: it has no history. */
export function latestRevision(database: Database, kind: ProfileTable, id: string): number {
  const found = database.prepare('SELECT max(revision) FROM revisions WHERE kind = ? AND id = ?').pluck().get(kind, id)
  return Number(found ?? 0)
}

/** A row of the history as it is stored. */
export const auditRowSchema = z.object({
  sequence: z.number(),
  kind: z.enum(['hardware', 'models']),
  id: z.string(),
  revision: z.number(),
  action: z.enum(AUDIT_ACTIONS),
  detail: z.string(),
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  person: z.string(),
  moment: z.string(),
  seal: z.string(),
})

/**
 * Every change of a user's profile, newest first.
 * @throws CodedError not-found where the id has no history
 */
export function readHistory(database: Database, kind: ProfileTable, id: string): ProfileHistory {
  const rows = readRow(
    z.array(auditRowSchema),
    database.prepare('SELECT * FROM audit WHERE kind = ? AND id = ? ORDER BY revision DESC, sequence').all(kind, id),
  )
  refuseGaps(database, kind, id, new Set(rows.map(({ revision }) => revision)))
  if (rows.length === 0) {
    throw new CodedError(
      'not-found',
      `The ${EXCHANGE_NOUNS[kind]} “${id}” has no history: only what you copied or imported changes.`,
    )
  }
  const sources = sourcesByRevision(database, kind, id)
  const revisions = new Map<number, ProfileHistory['revisions'][number]>()
  for (const row of rows) {
    const { revision, action, detail, person, moment, path, before, after } = sealed('audit', row)
    const entry = revisions.get(revision) ?? { revision, action, detail, person, moment, changes: [] }
    if (path !== '') {
      const [old, now] = [parsed(before), parsed(after)]
      const sourceBefore = titleCited(old, sources.get(revision - 1))
      entry.changes.push({
        path,
        before: old,
        after: now,
        sourceBefore,
        sourceAfter: titleCited(now, sources.get(revision)),
      })
    }
    revisions.set(revision, entry)
  }
  return { kind, id, revisions: [...revisions.values()] }
}

function parsed(text: string | null): unknown {
  return text === null ? null : parseText(text)
}

const citing = z.object({ source: z.string() })

/** Title of what a figure cites. @param value a figure, or another part of a profile @param sources of its state */
function titleCited(value: unknown, sources: SourceTable = {}): string | null {
  const key = citing.safeParse(value).data?.source
  return key === undefined || !Object.hasOwn(sources, key) ? null : (sources[key]?.title ?? null)
}

/** What a profile cited in each of its states: another edit of a figure puts its source under the same key. */
function sourcesByRevision(database: Database, kind: ProfileTable, id: string): ReadonlyMap<number, SourceTable> {
  const rows = readRow(
    z.array(stateRow),
    database.prepare('SELECT * FROM revisions WHERE kind = ? AND id = ?').all(kind, id),
  )
  return new Map(rows.map((row) => [row.revision, cited.safeParse(stateOf(row)).data?.sources ?? {}]))
}

/** Each state has its lines: where they are not found by their index, it is damaged. @throws DamagedLibrary */
function refuseGaps(database: Database, kind: ProfileTable, id: string, told: ReadonlySet<unknown>): void {
  const states = database.prepare('SELECT revision FROM revisions WHERE kind = ? AND id = ?').pluck().all(kind, id)
  if (states.some((revision) => !told.has(revision))) throw new DamagedLibrary()
}

const stateRow = z.object({
  kind: z.string(),
  id: z.string(),
  revision: z.number(),
  hash: z.string().nullable(),
  profile: z.string().nullable(),
  seal: z.string(),
})

const cited = z.object({ sources: sourceTableSchema })

/** The JSON of a state that is what was written; null: the profile was removed in it. @throws DamagedLibrary */
function stateOf(row: z.infer<typeof stateRow>): unknown {
  const { hash, profile } = sealed('revisions', row)
  if (hash === null || profile === null) return null
  return readText(profile, hash)
}

/**
 * A profile as it was.
 * @throws CodedError not-found where there is no such state or the profile was removed in it, library-failed where this
 * version of Memwall cannot read it any more
 */
export function readState(database: Database, kind: ProfileTable, id: string, revision: number): Profile {
  const found = database
    .prepare('SELECT * FROM revisions WHERE kind = ? AND id = ? AND revision = ?')
    .get(kind, id, revision)
  const row = readRow(stateRow.optional(), found)
  const value = row ? stateOf(row) : null
  if (value === null) {
    const fact = row ? `was removed in revision ${revision}` : `has no revision ${revision}`
    throw new CodedError(
      'not-found',
      `The ${EXCHANGE_NOUNS[kind]} “${id}” ${fact}: choose another revision of its history.`,
    )
  }
  const state = storedProfile<Profile>(PROFILE_SCHEMAS[kind], value, '')
  if (state === null) {
    throw new CodedError(
      'library-failed',
      `Revision ${revision} of “${id}” was written by another version of Memwall, which has to restore it.`,
    )
  }
  return state.profile
}

/**
 * A profile as it was under a content hash; null where the history has no such state, or one that this version cannot
 * read.
 */
export function readStateByHash(database: Database, kind: ProfileTable, id: string, hash: string): Profile | null {
  const text = database
    .prepare('SELECT profile FROM revisions WHERE kind = ? AND id = ? AND hash = ? ORDER BY revision DESC LIMIT 1')
    .pluck()
    .get(kind, id, hash)
  if (typeof text !== 'string') return null
  return storedProfile<Profile>(PROFILE_SCHEMAS[kind], readText(text, hash), hash)?.profile ?? null
}

/** Every state of a profile that this version can read, newest first. */
export function* statesOf(database: Database, kind: ProfileTable, id: string): Generator<Profile> {
  const rows = readRow(
    z.array(stateRow),
    database.prepare('SELECT * FROM revisions WHERE kind = ? AND id = ? ORDER BY revision DESC').all(kind, id),
  )
  for (const row of rows) {
    const value = stateOf(row)
    if (value === null) continue
    const state = storedProfile<Profile>(PROFILE_SCHEMAS[kind], value, '')
    if (state !== null) yield state.profile
  }
}
