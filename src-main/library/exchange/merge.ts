import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { CodedError } from '#shared/contract/errors.ts'
import {
  EXCHANGE_KINDS,
  type ExchangeKind,
  type ImportPreview,
  type MergeDecision,
  type MergeOutcome,
} from '#shared/contract/libraryExchange.ts'
import { diffProfiles } from '#shared/document/profileDiff.ts'
import type { Author } from '../history.ts'
import { profileHash } from '../rows.ts'
import { change } from '../userProfiles.ts'
import { readLibrary } from './read.ts'
import { SHELVES, type Item, type Mine } from './shelves.ts'

/** A library file as it came: its name and its text, which may be anything. */
export interface LibraryFile {
  readonly name: string
  readonly text: string
}

type Entry = ImportPreview['entries'][number]

/** An entry of the file beside the one of its id that is here. */
interface Pair {
  readonly kind: ExchangeKind
  readonly theirs: Item
  readonly mine: Mine | null
}

/**
 * What a library file would bring, entry by entry. Changes nothing.
 * @throws CodedError of `readLibrary`
 */
export function previewMerge(database: Database, file: LibraryFile): ImportPreview {
  const pairs = pairsOf(database, file)
  return { mark: markOf(file, pairs), entries: pairs.map(entryOf) }
}

/**
 * Takes a library file in, all of it or, where anything fails, nothing.
 * @param mark of the preview the decisions were made on
 * @param decisions one for each conflict
 * @throws CodedError not-allowed where the library has changed since the preview or a conflict is undecided; those of
 * `readLibrary`
 */
export function acceptMerge(
  database: Database,
  author: Author,
  request: LibraryFile & { readonly mark: string; readonly decisions: readonly MergeDecision[] },
): MergeOutcome {
  return change(database, () => {
    const pairs = pairsOf(database, request)
    if (markOf(request, pairs) !== request.mark) {
      throw new CodedError('not-allowed', 'The library or the file changed since the preview: look at it again.')
    }
    const choices = new Map(request.decisions.map(({ kind, id, choice }) => [`${kind}/${id}`, choice]))
    const undecided = pairs.filter((pair) => isConflict(pair) && !choices.has(`${pair.kind}/${pair.theirs.id}`))
    if (undecided.length > 0) {
      throw new CodedError(
        'not-allowed',
        `${undecided.length === 1 ? 'One entry of the file is here and differs' : `${undecided.length} entries of the file are here and differ`}: choose mine, theirs or both for each.`,
        undecided.map(({ kind, theirs }) => ({ kind, id: theirs.id })),
      )
    }
    const outcome = { added: 0, replaced: 0, beside: 0, kept: 0, same: 0 }
    for (const pair of pairs) {
      outcome[takeIn(database, author, request.name, pair, choices.get(`${pair.kind}/${pair.theirs.id}`))] += 1
    }
    return outcome
  })
}

function takeIn(
  database: Database,
  author: Author,
  file: string,
  pair: Pair,
  choice: MergeDecision['choice'] | undefined,
): keyof MergeOutcome {
  const { kind, theirs, mine } = pair
  const put = (after: Item, before: Item | null) => SHELVES[kind].put(database, author, file, after, before)
  if (mine === null) {
    put(theirs, null)
    return 'added'
  }
  if (!isConflict(pair)) return 'same'
  switch (choice) {
    case 'theirs':
      put(theirs, mine.origin === 'user' ? mine.item : null)
      return 'replaced'
    case 'both':
      put(besideOurs(database, kind, theirs), null)
      return 'beside'
    default:
      return 'kept'
  }
}

/** Theirs under the next free id, its name saying which one it is. */
function besideOurs(database: Database, kind: ExchangeKind, theirs: Item): Item {
  const shelf = SHELVES[kind]
  for (let number = 2; ; number += 1) {
    const id = `${theirs.id.slice(0, 58)}-${number}`
    if (shelf.find(database, id) !== null) continue
    return shelf.schema.parse(shelf.rename(theirs, id, `${theirs.name.slice(0, 110)} (${number})`))
  }
}

function pairsOf(database: Database, { name, text }: LibraryFile): readonly Pair[] {
  const contents = readLibrary(name, text)
  return EXCHANGE_KINDS.flatMap((kind) =>
    contents[kind].map((theirs) => ({ kind, theirs, mine: SHELVES[kind].find(database, theirs.id) })),
  )
}

function isConflict({ theirs, mine }: Pair): boolean {
  return mine !== null && mine.hash !== profileHash(theirs)
}

function entryOf(pair: Pair): Entry {
  const { kind, theirs, mine } = pair
  const conflict = isConflict(pair)
  return {
    kind,
    id: theirs.id,
    name: theirs.name,
    state: mine === null ? 'new' : conflict ? 'conflict' : 'same',
    mine: mine?.origin ?? null,
    differences:
      mine !== null && conflict
        ? diffProfiles(mine.item, theirs).map(({ path, before, after }) => ({ path, mine: before, theirs: after }))
        : [],
  }
}

/** The file and what it meets here, as one text to compare. */
function markOf({ text }: LibraryFile, pairs: readonly Pair[]): string {
  const digest = createHash('sha256').update(text)
  for (const { kind, theirs, mine } of pairs) digest.update(`\n${kind}/${theirs.id} ${mine?.hash ?? 'none'}`)
  return digest.digest('hex')
}
