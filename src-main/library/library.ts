import type { Database } from 'better-sqlite3'
import { CodedError } from '#shared/contract/errors.ts'
import {
  hardwareListingSchema,
  modelListingSchema,
  type HardwareListing,
  type LibraryLines,
  type LibrarySummary,
  type ModelListing,
} from '#shared/contract/library.ts'
import type { ImportedProfile } from '#shared/contract/imports.ts'
import type { ImportPreview, MergeDecision, MergeOutcome } from '#shared/contract/libraryExchange.ts'
import type { ProfileHistory } from '#shared/contract/libraryHistory.ts'
import type { WeakFigures, WeakFiguresQuery } from '#shared/contract/weakFigures.ts'
import type { FigureEdit } from '#shared/domain/figureEdit.ts'
import { hardwareProfileSchema, type HardwareProfile } from '#shared/domain/hardware.ts'
import { modelProfileSchema, type ModelProfile } from '#shared/domain/model.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'
import { listStacks, removeStack, saveStack } from './stacks.ts'
import { exportLibrary, type ExportedLibrary } from './exchange/format.ts'
import { acceptMerge, previewMerge, type LibraryFile } from './exchange/merge.ts'
import { enterProfiles, originOf, type Entered } from './enter.ts'
import { failureOf } from './failure.ts'
import { readHistory, type Author } from './history.ts'
import { createLines } from './lines.ts'
import { readRevision, selectProfile, type Origin } from './rows.ts'
import {
  copyProfile,
  describeProfile,
  editProfile,
  removeProfile,
  restoreProfile,
  revertFigure,
  type FigureName,
  type ProfileName,
  type SavedProfile,
} from './userProfiles.ts'
import { createWeakProfiles } from './weakProfiles.ts'
import { selectWeakFigures } from './weakRanking.ts'

/**
 * The library of devices and models, open. Every method that changes it throws CodedError `read-only` where `notice` says
 * that changes are not kept, `disk-full`, and `library-failed` where another process keeps it busy for too long.
 */
export interface Library {
  /**
   * What the user has to know: that the library was repaired and what is missing, that it cannot be written; null when all
   * is well. Whoever reads it, here or in the summary, tells it: a repair is told again until a process that told it was
   * closed.
   */
  readonly notice: string | null
  summary(): LibrarySummary
  /** Devices that match every word, by vendor and name. */
  listHardware(query: string): HardwareListing[]
  /** Models that match every word, by organisation and name. */
  listModels(query: string): ModelListing[]
  /** Every line of both lists, with the words it is searched by. */
  lines(): LibraryLines
  /** Figures that are weak, those that matter most first. Other calls are answered while it reads. */
  weakFigures(query: WeakFiguresQuery): Promise<WeakFigures>
  /** @throws CodedError not-found */
  hardware(id: string): { hash: string; profile: HardwareProfile }
  /** @throws CodedError not-found */
  model(id: string): { hash: string; profile: ModelProfile }
  /** Copies a profile to one of the user's. @throws CodedError not-found, not-allowed, invalid-input */
  copy(request: ProfileName & { readonly newId: string; readonly name: string }): SavedProfile
  /** Puts a figure in place of another. @throws CodedError not-found, not-allowed, invalid-input */
  edit(request: FigureName & { readonly edit: FigureEdit }): SavedProfile
  /** Puts a figure back as it was before it was changed. @throws CodedError not-found, not-allowed */
  revert(request: FigureName): SavedProfile
  /** Gives a profile another name and other notes. @throws CodedError not-found, not-allowed, invalid-input */
  describe(
    request: Omit<FigureName, 'path'> & { readonly name: string; readonly notes: readonly string[] },
  ): SavedProfile
  /** Removes one of the user's profiles; its history stays. @throws CodedError not-found, not-allowed */
  remove(name: ProfileName): { revision: number }
  /** What became of a user's profile, newest first. @throws CodedError not-found */
  history(name: ProfileName): ProfileHistory
  /** Makes an earlier state the current one. @throws CodedError not-found, library-failed */
  restore(request: ProfileName & { readonly revision: number }): SavedProfile
  /** The library as the text of a file. @param all also what Memwall ships */
  export(all: boolean): ExportedLibrary
  /** What a file would bring; changes nothing. @throws CodedError document-* */
  preview(file: LibraryFile): ImportPreview
  /** Takes a file in as decided. @throws CodedError not-allowed, document-* */
  merge(request: LibraryFile & { readonly mark: string; readonly decisions: readonly MergeDecision[] }): MergeOutcome
  /** The user's calibrations of software stacks, by device and name. */
  listStacks(): StackProfile[]
  /** Keeps a calibration. @throws CodedError not-allowed: one of its id is there and `replace` is false */
  saveStack(stack: StackProfile, replace: boolean): { id: string }
  /** @throws CodedError not-found */
  removeStack(id: string): { id: string }
  /** Who put there what is shown under an id; null: the library has none of that id. */
  origin(kind: ImportedProfile['kind'], id: string): Origin | null
  /**
   * Enters imported profiles as the user's: all or none. A shipped profile of the same id is hidden, not changed.
   * @throws CodedError not-allowed: an id is there and `replace` is false
   */
  enter(request: {
    readonly entries: readonly ImportedProfile[]
    /** What they were read from, for the history. */
    readonly file: string
    readonly replace: boolean
  }): Entered
  /** Writes the backup when something changed, and lets go of the file. May be called twice. */
  close(): void
}

/** An open database with what its library needs to know. */
export interface LibraryParts {
  readonly database: Database
  readonly notice: string | null
  /** The notice was read by who tells it. */
  readonly told: () => void
  /** False: changes would be lost when the library is closed, and are refused. */
  readonly writable: boolean
  /** Who is changing the library just now. */
  readonly author: () => Author
  /** Whether another file stands in the place of the one that is open: what is written there is lost. */
  readonly replaced: () => boolean
  /** A change was committed. */
  readonly committed: () => void
  /** SQLite came upon damage. */
  readonly damaged: () => void
  /** Lets go of the file. */
  readonly close: () => void
}

/** The library's methods over an open database. */
export function libraryOver(parts: LibraryParts): Library {
  const { database, notice, told, writable, author, replaced, committed, damaged, close } = parts
  const hardwareLines = createLines(database, 'hardware', hardwareListingSchema, ({ vendor, name, system }) => ({
    owner: vendor,
    later: system !== undefined,
    name,
  }))
  const modelLines = createLines(database, 'models', modelListingSchema, ({ organisation, name }) => ({
    owner: organisation,
    name,
  }))

  const weakProfiles = createWeakProfiles(database)

  function reading<Result>(action: () => Result): Result {
    try {
      return action()
    } catch (thrown) {
      return refuse(thrown)
    }
  }

  function refuse(thrown: unknown): never {
    if (failureOf(thrown) === 'damaged') damaged()
    throw asSentence(thrown)
  }

  function writing<Result>(action: () => Result): Result {
    if (!writable) {
      throw new CodedError(
        'read-only',
        notice ?? 'The library cannot be written, so that nothing in it can be changed.',
      )
    }
    if (replaced()) {
      throw new CodedError(
        'library-failed',
        'The library’s file was moved or replaced while Memwall had it open, so nothing was changed: restart Memwall.',
      )
    }
    const result = reading(action)
    committed()
    return result
  }

  function tell(): string | null {
    told()
    return notice
  }

  return {
    get notice() {
      return tell()
    },
    listHardware: (query) => reading(() => hardwareLines.find(query)),
    listModels: (query) => reading(() => modelLines.find(query)),
    lines: () =>
      reading(() => ({
        revision: readRevision(database),
        devices: hardwareLines.all(),
        models: modelLines.all(),
      })),
    weakFigures: (query) =>
      weakProfiles.ranked(query.kind, query.id).then((ranked) => selectWeakFigures(ranked, query), refuse),
    hardware: (id) => reading(() => selectProfile(database, 'hardware', id, hardwareProfileSchema, 'device')),
    model: (id) => reading(() => selectProfile(database, 'models', id, modelProfileSchema, 'model')),
    summary: () =>
      reading(() => {
        const lines = hardwareLines.find('')
        const systems = lines.filter(({ system }) => system !== undefined).length
        return {
          revision: readRevision(database),
          devices: lines.length - systems,
          systems,
          models: modelLines.find('').length,
          conflicts: lines.reduce((sum, device) => sum + device.conflicts, 0),
          notice: tell(),
        }
      }),
    copy: (request) => writing(() => copyProfile(database, author(), request)),
    edit: (request) => writing(() => editProfile(database, author(), request)),
    revert: (request) => writing(() => revertFigure(database, author(), request)),
    describe: (request) => writing(() => describeProfile(database, author(), request)),
    remove: (name) => writing(() => removeProfile(database, author(), name)),
    history: ({ kind, id }) => reading(() => readHistory(database, kind, id)),
    restore: (request) => writing(() => restoreProfile(database, author(), request)),
    export: (all) => reading(() => exportLibrary(database, all)),
    preview: (file) => reading(() => previewMerge(database, file)),
    merge: (request) => writing(() => acceptMerge(database, author(), request)),
    listStacks: () => reading(() => listStacks(database)),
    saveStack: (stack, replace) => writing(() => saveStack(database, stack, replace)),
    removeStack: (id) => writing(() => removeStack(database, id)),
    origin: (kind, id) => reading(() => originOf(database, kind, id)),
    enter: ({ entries, file, replace }) => writing(() => enterProfiles(database, author(), entries, file, replace)),
    close,
  }
}

/** What SQLite throws, as a failure that can cross a process boundary; anything else as it is. */
function asSentence(thrown: unknown): unknown {
  if (thrown instanceof CodedError) return thrown
  switch (failureOf(thrown)) {
    case 'busy':
      return new CodedError('library-failed', 'Another Memwall is writing to the library: try again in a moment.')
    case 'full':
      return new CodedError('disk-full', 'The disk is full, so the library was not changed: free some space.')
    case 'unwritable':
      return new CodedError('read-only', 'The library’s folder cannot be written any more, so it was not changed.')
    case 'damaged':
      return new CodedError('library-failed', 'The library is damaged: restart Memwall, which repairs it.')
    case 'other':
      return thrown
  }
}
