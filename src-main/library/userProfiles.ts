import type { Database } from 'better-sqlite3'
import { EXCHANGE_NOUNS } from '#shared/contract/libraryExchange.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { editFigure, type FigureEdit } from '#shared/domain/figureEdit.ts'
import { withFigure, type NamedFigure } from '#shared/domain/figures.ts'
import { limitWording } from '#shared/domain/limitIssue.ts'
import type { Figure, SourceTable } from '#shared/domain/provenance.ts'
import { isSame } from '#shared/document/tree.ts'
import { wordingText } from '#shared/words/say.ts'
import {
  latestRevision,
  readState,
  readStateByHash,
  recordChange,
  statesOf,
  type Author,
  type Change,
} from './history.ts'
import { figuresOf, PROFILE_SCHEMAS, renamed, rowOf, type Profile } from './kinds.ts'
import { hasProfile, profileHash, putRow, raiseRevision, selectProfile, type ProfileTable } from './rows.ts'

/** Which profile. */
export interface ProfileName {
  readonly kind: ProfileTable
  readonly id: string
}

/** A user's profile as it stands after a change. */
export interface SavedProfile extends ProfileName {
  /** Number of its state in the history. */
  readonly revision: number
  readonly hash: string
}

/**
 * Copies a profile, shipped or not, to one of the user's.
 * @param newId a free id, or that of the shipped profile itself, in whose place the copy then stands
 * @param name what the copy is called
 * @throws CodedError not-found, not-allowed where the id is taken, invalid-input where it is no id
 */
export function copyProfile(
  database: Database,
  author: Author,
  { kind, id, newId, name }: ProfileName & { readonly newId: string; readonly name: string },
): SavedProfile {
  return change(database, () => {
    const { profile } = readProfile(database, { kind, id })
    const taken =
      hasProfile(database, kind, newId, 'user') || (newId !== id && hasProfile(database, kind, newId, 'bundled'))
    if (taken) {
      throw new CodedError('not-allowed', `There is a ${EXCHANGE_NOUNS[kind]} “${newId}” already: choose another id.`)
    }
    const copy = PROFILE_SCHEMAS[kind].safeParse(renamed(profile, newId, name))
    if (!copy.success) {
      throw new CodedError(
        'invalid-input',
        `“${newId}” cannot be an id: use up to 64 small letters, digits, dots and hyphens, and give a name.`,
      )
    }
    return putUserProfile(database, author, {
      kind,
      id: newId,
      action: 'copied',
      detail: id,
      before: null,
      after: copy.data,
    })
  })
}

/** One figure of a profile, and what the user saw. */
export interface FigureName extends ProfileName {
  /** A path of `hardwareFigures` or `modelFigures`. */
  readonly path: string
  /** Content hash of the profile as the user saw it; absent: whatever stands there is changed. */
  readonly seen?: string | undefined
}

/**
 * Puts a figure in place of another in one of the user's profiles.
 * @param path a path of `hardwareFigures` or `modelFigures`
 * @throws CodedError not-found, not-allowed for a shipped profile and where the figure has changed since it was seen,
 * invalid-input with the reason for the field
 */
export function editProfile(
  database: Database,
  author: Author,
  { kind, id, path, edit, seen }: FigureName & { readonly edit: FigureEdit },
): SavedProfile {
  // Read and written in one transaction: of two processes that edit different figures, both edits stay.
  return change(database, () => {
    const before = readUserProfile(database, { kind, id })
    const named = figureAt(before, { kind, id, path })
    refuseUnseen(database, { kind, id, seen }, before, (profile) => figureAt(profile, { kind, id, path }).figure)
    const key = `own-${path}`
    const { source: citedKey } = named.figure
    const cited = citedKey === null ? null : (before.sources[citedKey] ?? null)
    const { person: by, moment } = author
    const edited = editFigure(named, edit, key, { cited, by: by.slice(0, 100), at: moment.toISOString() })
    if (!edited.ok) throw new CodedError('invalid-input', wordingText(edited.message))
    if (isUnchanged(named.figure, edited.figure)) return savedAs(database, { kind, id }, before)
    const { [key]: _earlier, ...others } = before.sources
    const sources: SourceTable = edited.source === null ? others : { ...others, [key]: edited.source }
    const after = { ...withFigure(before, path, edited.figure), sources }
    refuseBeyond(kind, after)
    return putUserProfile(database, author, { kind, id, action: 'edited', detail: '', before, after })
  })
}

/**
 * Puts a figure back as it was before the user's first change of it, with its source. A figure that nobody changed stays.
 * @throws CodedError as `editProfile`; not-found where neither the history nor the copied profile has the original
 */
export function revertFigure(database: Database, author: Author, { kind, id, path, seen }: FigureName): SavedProfile {
  return change(database, () => {
    const before = readUserProfile(database, { kind, id })
    const { figure } = figureAt(before, { kind, id, path })
    refuseUnseen(database, { kind, id, seen }, before, (profile) => figureAt(profile, { kind, id, path }).figure)
    if (figure.override === undefined) return savedAs(database, { kind, id }, before)
    const holder = originalOf(database, { kind, id, path }, before, figure.override.replaced)
    if (holder === null) {
      throw new CodedError('not-found', `The original of “${path}” is not on record here: enter its value instead.`)
    }
    const original = figureAt(holder, { kind, id, path }).figure
    const { [`own-${path}`]: _own, ...others } = before.sources
    const source = original.source === null ? undefined : holder.sources[original.source]
    const sources: SourceTable = source ? { ...others, [original.source ?? '']: source } : others
    const after = { ...withFigure(before, path, original), sources }
    return putUserProfile(database, author, { kind, id, action: 'edited', detail: 'reverted', before, after })
  })
}

/**
 * Gives one of the user's profiles another name and other notes.
 * @throws CodedError not-found, not-allowed for a shipped profile and where name or notes have changed since they were
 * seen, invalid-input
 */
export function describeProfile(
  database: Database,
  author: Author,
  {
    kind,
    id,
    name,
    notes,
    seen,
  }: Omit<FigureName, 'path'> & { readonly name: string; readonly notes: readonly string[] },
): SavedProfile {
  return change(database, () => {
    const before = readUserProfile(database, { kind, id })
    refuseUnseen(database, { kind, id, seen }, before, (profile) => ({ name: profile.name, notes: profile.notes }))
    const after = PROFILE_SCHEMAS[kind].safeParse({ ...before, name, notes })
    if (!after.success) {
      throw new CodedError('invalid-input', 'The name or a note is too long: shorten it to 120 or 2,000 characters.')
    }
    return putUserProfile(database, author, { kind, id, action: 'edited', detail: '', before, after: after.data })
  })
}

/** Whether an edit says what stands there already; who said it and when stays then. */
function isUnchanged(before: Figure, { override, ...after }: Figure): boolean {
  const { override: earlier, ...figure } = before
  if (earlier === undefined || override === undefined) return false
  const { by: _by, at: _at, ...said } = earlier
  const { by: _byNow, at: _atNow, ...says } = override
  return isSame({ ...figure, said }, { ...after, said: says })
}

/** Refuses a profile whose figures do not go together. @throws CodedError invalid-input */
function refuseBeyond(kind: ProfileTable, profile: Profile): void {
  const [issue] = PROFILE_SCHEMAS[kind].safeParse(profile).error?.issues ?? []
  const wording = issue ? limitWording(issue) : null
  if (wording !== null) throw new CodedError('invalid-input', wordingText(wording))
}

/** A figure by its path. @throws CodedError not-found */
function figureAt(profile: Profile, { kind, id, path }: FigureName): NamedFigure {
  const named = figuresOf(kind, profile).find((candidate) => candidate.path === path)
  if (!named) throw new CodedError('not-found', `“${id}” has no figure “${path}”: choose one that it shows.`)
  return named
}

/**
 * Refuses a change of what is no longer as the user saw it. Changes of other parts are no conflict: both stay.
 * @param part what is to be changed, of a state of the profile
 */
function refuseUnseen(
  database: Database,
  { kind, id, seen }: Omit<FigureName, 'path'>,
  present: Profile,
  part: (profile: Profile) => unknown,
): void {
  if (seen === undefined || seen === profileHash(present)) return
  const state = readStateByHash(database, kind, id, seen)
  if (state !== null && isSame(part(state), part(present))) return
  throw new CodedError(
    'not-allowed',
    'This was changed meanwhile, elsewhere: look at what stands there now, then save again to put yours in its place.',
    { changed: true },
  )
}

/** The newest state in which nobody had changed the figure; else the profile this is a copy of, where it fits. */
function originalOf(
  database: Database,
  { kind, id, path }: FigureName,
  present: Profile,
  replaced: number | null,
): Profile | null {
  const unchanged = (profile: Profile) =>
    figuresOf(kind, profile).some((named) => named.path === path && named.figure.override === undefined)
  for (const state of statesOf(database, kind, id)) if (unchanged(state)) return state
  const source = 'copyOf' in present ? present.copyOf : undefined
  if (
    source === undefined ||
    !(hasProfile(database, kind, source, 'bundled') || hasProfile(database, kind, source, 'user'))
  )
    return null
  const { profile } = readProfile(database, { kind, id: source })
  const fits = figuresOf(kind, profile).some(({ path: at, figure }) => at === path && figure.value === replaced)
  return fits && unchanged(profile) ? profile : null
}

function savedAs(database: Database, { kind, id }: ProfileName, profile: Profile): SavedProfile {
  return { kind, id, hash: profileHash(profile), revision: latestRevision(database, kind, id) }
}

/**
 * Makes an earlier state the current one; the states in between stay in the history. Brings back what was removed.
 * @throws CodedError not-found, library-failed where the state is of another version
 */
export function restoreProfile(
  database: Database,
  author: Author,
  { kind, id, revision }: ProfileName & { readonly revision: number },
): SavedProfile {
  return change(database, () => {
    const after = readState(database, kind, id, revision)
    const before = hasProfile(database, kind, id, 'user') ? readUserProfile(database, { kind, id }) : null
    return putUserProfile(database, author, {
      kind,
      id,
      action: 'restored',
      detail: String(revision),
      before,
      after,
    })
  })
}

/**
 * Removes one of the user's profiles; a shipped one of its id shows again. Its history stays, and can bring it back.
 * @throws CodedError not-found, not-allowed for a shipped profile
 */
export function removeProfile(database: Database, author: Author, { kind, id }: ProfileName): { revision: number } {
  return change(database, () => {
    const before = readUserProfile(database, { kind, id })
    database.prepare(`DELETE FROM ${kind} WHERE id = ? AND origin = 'user'`).run(id)
    const change: Change = { kind, id, action: 'removed', detail: '', before, after: null }
    return { revision: recordChange(database, author, change) }
  })
}

/** Writes a user's profile and its history. Belongs into a transaction. Writes nothing where nothing changed. */
export function putUserProfile(
  database: Database,
  author: Author,
  change: Change & { readonly after: Profile },
): SavedProfile {
  const { kind, id, before, after } = change
  const hash = profileHash(after)
  if (before !== null && profileHash(before) === hash) {
    return { kind, id, hash, revision: latestRevision(database, kind, id) }
  }
  putRow(database, kind, 'user', rowOf(kind, after))
  return { kind, id, hash, revision: recordChange(database, author, change) }
}

/** One transaction that holds the write lock from the start, so that what it read is still so when it writes. */
export function change<Result>(database: Database, make: () => Result): Result {
  return database
    .transaction(() => {
      const result = make()
      raiseRevision(database)
      return result
    })
    .immediate()
}

/** A profile as the lists show it: the user's before the shipped one of its id. @throws CodedError not-found */
export function readProfile(database: Database, { kind, id }: ProfileName): { hash: string; profile: Profile } {
  return kind === 'hardware'
    ? selectProfile(database, kind, id, PROFILE_SCHEMAS.hardware, EXCHANGE_NOUNS.hardware)
    : selectProfile(database, kind, id, PROFILE_SCHEMAS.models, EXCHANGE_NOUNS.models)
}

function readUserProfile(database: Database, name: ProfileName): Profile {
  const { profile } = readProfile(database, name)
  if (!hasProfile(database, name.kind, name.id, 'user')) {
    throw new CodedError(
      'not-allowed',
      `“${profile.name}” is shipped with Memwall and stays as it is: copy it and change the copy.`,
    )
  }
  return profile
}
