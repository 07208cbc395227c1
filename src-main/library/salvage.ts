import type { Database } from 'better-sqlite3'
import { attempt, readDamaged, type UnreadableRow } from './damagedRows.ts'
import type { StoredAudit, StoredState } from './history.ts'
import type { LedgerState } from './ledger.ts'
import type { ProfileTable, StoredRow } from './rows.ts'
import { isSealed, type SealedTable } from './seals.ts'
import type { StoredStack } from './stacks.ts'

/** A database that may hold what is looked for, whole or not. */
export interface SalvageSource {
  readonly database: Database
  /** The damaged library itself, rather than a backup. */
  readonly main: boolean
}

/** What is missing of what the user had. */
export interface Loss {
  readonly kind: ProfileTable | 'stacks' | 'audit'
  /** Null: the history of many. */
  readonly id: string | null
  readonly name: string
  /** `older`: an earlier state of it is there. */
  readonly fate: 'lost' | 'older'
}

/** One of the user's profiles as it is to stand again. */
export interface SalvagedProfile {
  readonly kind: ProfileTable
  readonly row: StoredRow
  /** Its state in the history; null: it has none there. */
  readonly revision: number | null
}

/** Everything of the user's that is whole somewhere. */
export interface Salvaged {
  readonly profiles: readonly SalvagedProfile[]
  readonly states: readonly StoredState[]
  readonly audit: readonly StoredAudit[]
  readonly stacks: readonly StoredStack[]
  /** The library's highest known revision. */
  readonly revision: number
  readonly losses: readonly Loss[]
  readonly unreadable: readonly UnreadableRow[]
  /** Whether anything could be read of the damaged library itself, and of a backup. */
  readonly read: { readonly main: boolean; readonly backup: boolean }
}

/** What is known of one profile, from all that could be read. */
interface Known {
  readonly kind: ProfileTable
  readonly id: string
  /** Hash by number of state; null: it was removed in it. */
  readonly states: Map<number, string | null>
  /** What stood in the lists, in the order of the sources, with the last state that source knew of. */
  readonly shown: { readonly hash: string; readonly after: number }[]
  /** Number of the last state that anything speaks of. */
  last: number
}

/**
 * Collects what is whole from a damaged library and its backups, row by row: a text counts where its hash is its own,
 * whichever table it stood in, and of each profile the latest state that any source, or the ledger, knows of is taken.
 * @param sources the damaged library first, then its backups, newest first
 * @param ledger what was committed since the last backup; null: unknown
 */
export function salvage(sources: readonly SalvageSource[], ledger: LedgerState | null): Salvaged {
  const texts = new Map<string, string>()
  const lines = new Map<string, { listing: string; words: string }>()
  const known = new Map<string, Known>()
  const audit = new Map<number, StoredAudit>()
  const unreadable: UnreadableRow[] = []
  const read = { main: false, backup: false }
  let revision = ledger?.revision ?? 0

  function knownOf(kind: ProfileTable, id: string): Known {
    const key = `${kind}/${id}`
    const found = known.get(key) ?? { kind, id, states: new Map(), shown: [], last: 0 }
    known.set(key, found)
    return found
  }

  function addState(kind: ProfileTable, id: string, number: number, hash: string | null): void {
    const found = knownOf(kind, id)
    if (!found.states.has(number)) found.states.set(number, hash)
    found.last = Math.max(found.last, number)
  }

  for (const state of ledger?.states ?? []) addState(state.kind, state.id, state.revision, state.hash)

  const stacks = new Map<string, StoredStack>()
  const doubtfulStacks = new Set<string>()
  let wholeStacks = false
  for (const { database, main } of sources) {
    const found = readDamaged(database)
    if (found.some) read[main ? 'main' : 'backup'] = true
    if (main) unreadable.push(...found.unreadable)
    revision = Math.max(revision, found.revision)
    for (const [hash, text] of found.texts) if (!texts.has(hash)) texts.set(hash, text)
    for (const [hash, line] of found.lines) if (!lines.has(hash)) lines.set(hash, line)
    for (const state of found.states) addState(state.kind, state.id, state.revision, state.hash)
    for (const line of found.audit) {
      if (!audit.has(line.sequence)) audit.set(line.sequence, line)
      const profile = knownOf(line.kind, line.id)
      profile.last = Math.max(profile.last, line.revision)
      if (line.action === 'removed') addState(line.kind, line.id, line.revision, null)
    }
    for (const { kind, id, hash } of found.shown) {
      const after = Math.max(0, ...found.lasts(kind, id))
      knownOf(kind, id).shown.push({ hash, after })
    }
    for (const { kind, id } of found.named) knownOf(kind, id)
    if (!wholeStacks) {
      for (const stack of found.stacks) if (!stacks.has(stack.id)) stacks.set(stack.id, stack)
      for (const id of found.brokenStacks) doubtfulStacks.add(id)
      // Who removed one has no history of it: an older source must not bring it back.
      wholeStacks = found.allStacks
    }
  }

  const losses: Loss[] = []
  const profiles: SalvagedProfile[] = []
  const states: StoredState[] = []
  const nameOf = (hash: string | undefined | null, id: string) => titleOf(texts.get(hash ?? '')) ?? id
  for (const profile of known.values()) {
    const { kind, id, states: numbers } = profile
    for (const [number, hash] of [...numbers].toSorted(([left], [right]) => left - right)) {
      const text = hash === null ? null : texts.get(hash)
      if (text !== undefined) states.push({ kind, id, revision: number, hash, profile: text })
    }
    const chosen = choose(profile, texts)
    if (chosen === 'removed') continue
    if (chosen === null) {
      losses.push({
        kind,
        id,
        name: nameOf(
          [...numbers.values()].findLast((hash) => hash !== null),
          id,
        ),
        fate: 'lost',
      })
      continue
    }
    const text = texts.get(chosen.hash) ?? ''
    const line = lines.get(chosen.hash) ?? { listing: null, words: null }
    profiles.push({
      kind,
      row: { id, origin: 'user', hash: chosen.hash, profile: text, ...line },
      revision: chosen.revision,
    })
    if (chosen.older) losses.push({ kind, id, name: nameOf(chosen.hash, id), fate: 'older' })
  }

  for (const [id, seal] of ledger?.stacks ?? []) {
    const held = stacks.get(id)
    if (seal === null) stacks.delete(id)
    else if (!held) doubtfulStacks.add(id)
    else if (!isSealed('stacks', { ...held, seal })) losses.push({ kind: 'stacks', id, name: held.name, fate: 'older' })
  }
  for (const id of doubtfulStacks) if (!stacks.has(id)) losses.push({ kind: 'stacks', id, name: id, fate: 'lost' })

  const stillUnreadable = unreadable.filter(
    ({ table, row }) => !isReplaced(table, row, { profiles, states, audit, stacks }),
  )
  if (stillUnreadable.some(({ table }) => table === 'audit' || table === 'revisions')) {
    losses.push({ kind: 'audit', id: null, name: '', fate: 'lost' })
  }
  return {
    profiles,
    states,
    audit: [...audit.values()].toSorted((left, right) => left.sequence - right.sequence),
    stacks: [...stacks.values()],
    revision,
    losses,
    unreadable: stillUnreadable,
    read,
  }
}

/**
 * The latest state of which there is a text; null: there is none. `older`: a later one is known of.
 * @param last number of the last state that anything speaks of
 */
function choose(
  { states, shown, last }: Known,
  texts: ReadonlyMap<string, string>,
): { readonly hash: string; readonly revision: number | null; readonly older: boolean } | 'removed' | null {
  const hashes = new Set(states.values())
  // What the lists showed, and no state of the history is, came after all that its source knew, or before what is lost.
  const unrecorded = shown
    .filter(({ hash }) => !hashes.has(hash))
    .toSorted((left, right) => right.after - left.after)[0]
  if (unrecorded && unrecorded.after > Math.max(-1, ...states.keys())) {
    return { hash: unrecorded.hash, revision: null, older: unrecorded.after < last }
  }
  for (const [revision, hash] of [...states].toSorted(([left], [right]) => right - left)) {
    if (hash === null) return 'removed'
    if (texts.has(hash)) return { hash, revision, older: revision < last }
    if (unrecorded && unrecorded.after >= revision) break
  }
  return unrecorded ? { hash: unrecorded.hash, revision: null, older: true } : null
}

function isReplaced(
  table: SealedTable,
  row: UnreadableRow['row'],
  found: {
    readonly profiles: readonly SalvagedProfile[]
    readonly states: readonly StoredState[]
    readonly audit: ReadonlyMap<number, StoredAudit>
    readonly stacks: ReadonlyMap<string, StoredStack>
  },
): boolean {
  switch (table) {
    case 'facts':
      return true
    case 'hardware':
    case 'models':
      return found.profiles.some(
        ({ kind, row: { id, hash } }) => kind === table && (id === row['id'] || hash === row['hash']),
      )
    case 'revisions':
      return found.states.some(
        ({ kind, id, revision, hash }) =>
          (kind === row['kind'] && id === row['id'] && revision === row['revision']) ||
          (hash !== null && hash === row['hash']),
      )
    case 'audit':
      return found.audit.has(Number(row['sequence']))
    case 'stacks':
      return found.stacks.has(String(row['id']))
  }
}

function titleOf(text: string | undefined): string | null {
  const value = text === undefined ? null : attempt(() => JSON.parse(text) as unknown)
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? value.name
    : null
}
