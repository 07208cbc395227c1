import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { AUDIT_ACTIONS } from '#shared/contract/libraryHistory.ts'
import { SEALED_VERSION } from './contents.ts'
import { DamagedLibrary } from './damage.ts'
import type { StoredAudit, StoredState } from './history.ts'
import type { LedgerState } from './ledger.ts'
import { schemaVersion } from './migrate.ts'
import type { ProfileTable, StoredRow } from './rows.ts'
import { isSealed, textHash, type SealedTable } from './seals.ts'
import type { StoredStack } from './stacks.ts'

/** A database that may hold what is looked for, whole or not. */
export interface SalvageSource {
  readonly database: Database
  /** The damaged library itself, rather than a backup. */
  readonly main: boolean
}

/** A row that is not what was written, as it was read. */
export interface UnreadableRow {
  readonly table: SealedTable
  readonly row: Readonly<Record<string, unknown>>
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

type Row = Readonly<Record<string, unknown>>

const KINDS = ['hardware', 'models'] as const

const ownSchema = z.object({ id: z.string(), hash: z.string(), profile: z.string() })
const lineSchema = z.object({ listing: z.string(), words: z.string() })
const stateSchema = z.object({
  kind: z.enum(KINDS),
  id: z.string(),
  revision: z.number(),
  hash: z.string().nullable(),
  profile: z.string().nullable(),
})
const auditSchema = z.object({
  sequence: z.number(),
  kind: z.enum(KINDS),
  id: z.string(),
  revision: z.number(),
  action: z.enum(AUDIT_ACTIONS),
  detail: z.string(),
  path: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  person: z.string(),
  moment: z.string(),
})
const stackSchema = z.object({ id: z.string(), name: z.string(), hardware: z.string(), text: z.string() })

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
    const found = readSource(database)
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
  row: Row,
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

/** What one source holds. */
interface Found {
  readonly some: boolean
  readonly revision: number
  readonly texts: ReadonlyMap<string, string>
  readonly lines: ReadonlyMap<string, { listing: string; words: string }>
  readonly shown: readonly { readonly kind: ProfileTable; readonly id: string; readonly hash: string }[]
  /** Profiles of which only the name is whole. */
  readonly named: readonly { readonly kind: ProfileTable; readonly id: string }[]
  readonly states: readonly { kind: ProfileTable; id: string; revision: number; hash: string | null }[]
  readonly audit: readonly StoredAudit[]
  readonly stacks: readonly StoredStack[]
  readonly brokenStacks: readonly string[]
  readonly allStacks: boolean
  readonly unreadable: readonly UnreadableRow[]
  /** Numbers of the states that this source speaks of. */
  lasts(kind: ProfileTable, id: string): readonly number[]
}

function readSource(database: Database): Found {
  const version = attempt(() => schemaVersion(database)) ?? 0
  const seals = version >= SEALED_VERSION
  const texts = new Map<string, string>()
  const lines = new Map<string, { listing: string; words: string }>()
  const shown: Found['shown'][number][] = []
  const named: Found['named'][number][] = []
  const unreadable: UnreadableRow[] = []
  let some = false

  /** Rows with the right seal, or of a time without seals; the others are set aside. */
  function rowsOf(table: SealedTable, rows: readonly Row[]): readonly Row[] {
    some ||= rows.length > 0
    return rows.filter((row) => {
      const whole = !seals || isSealed(table, row)
      if (!whole) unreadable.push({ table, row })
      return whole
    })
  }

  for (const kind of KINDS) {
    for (const row of ownRows(database, kind)) {
      // A shipped row whose origin lost a bit is shipped again; one of the user's has the seal of one.
      if (row['origin'] !== 'user' && !isSealed(kind, { ...row, origin: 'user' })) continue
      some = true
      const own = ownSchema.safeParse(row)
      const whole = !seals || isSealed(kind, row)
      const id = own.success ? idOfText(own.data.profile, own.data.hash) : null
      if (!own.success || id === null) {
        unreadable.push({ table: kind, row })
        if (typeof row['id'] === 'string') named.push({ kind, id: row['id'] })
        continue
      }
      texts.set(own.data.hash, own.data.profile)
      shown.push({ kind, id, hash: own.data.hash })
      const line = lineSchema.safeParse(row)
      if (whole && line.success) lines.set(own.data.hash, line.data)
    }
  }

  const states: StoredState[] = []
  for (const row of stateRows(database)) {
    some = true
    const state = stateSchema.safeParse(row)
    const { hash, profile, kind } = state.data ?? {}
    const id = typeof profile === 'string' && typeof hash === 'string' ? idOfText(profile, hash) : null
    // A text that is its hash's counts, even where the row around it does not.
    if (id !== null && hash && profile) texts.set(hash, profile)
    const whole = state.success && (seals ? isSealed('revisions', row) : hash === null || id !== null)
    if (state.success && whole) states.push(state.data)
    if (!state.success || !whole || (hash !== null && id === null)) {
      unreadable.push({ table: 'revisions', row })
      if (kind && id !== null) named.push({ kind, id })
    }
  }

  const audit = rowsOf('audit', auditRows(database)).flatMap((row) => {
    const line = auditSchema.safeParse(row)
    return line.success ? [line.data] : []
  })
  const lasts = new Map<string, number[]>()
  for (const { kind, id, revision } of [...states, ...audit]) {
    const key = `${kind}/${id}`
    const numbers = lasts.get(key)
    if (numbers) numbers.push(revision)
    else lasts.set(key, [revision])
  }

  const scanned = scan(database, 'stacks', ['id'])
  const allStackRows = [...scanned.rows.values()]
  const stackRows = rowsOf('stacks', allStackRows)
  const stacks = stackRows.flatMap((row) => {
    const stack = stackSchema.safeParse(row)
    return stack.success && isJson(stack.data.text) ? [stack.data] : []
  })
  const brokenStacks = allStackRows
    .filter((row) => !stacks.some(({ id }) => id === row['id']))
    .flatMap(({ id }) => (typeof id === 'string' ? [id] : []))

  const facts = rowsOf('facts', [...scan(database, 'facts', ['name']).rows.values()])
  const revision = Number(facts.find(({ name }) => name === 'revision')?.['value'] ?? 0)
  return {
    some,
    revision: Number.isSafeInteger(revision) ? revision : 0,
    texts,
    lines,
    shown,
    named,
    states,
    audit,
    stacks,
    brokenStacks,
    allStacks: version >= 50 && scanned.whole && brokenStacks.length === 0,
    unreadable,
    lasts: (kind, id) => lasts.get(`${kind}/${id}`) ?? [],
  }
}

/**
 * Visits what a damaged table gives. Pages that lead back to one another would give the same rows for ever, so that a key
 * that comes twice is the end; nothing is left out before it is seen here.
 * @throws whatever SQLite throws
 */
function visit(database: Database, sql: string, key: readonly string[], seen: (key: string, row: Row) => void): void {
  const keys = new Set<string>()
  for (const found of database.prepare(sql).iterate()) {
    const row = found as Row
    const name = JSON.stringify(key.map((column) => row[column]))
    if (keys.has(name)) throw new DamagedLibrary()
    keys.add(name)
    seen(name, row)
  }
}

/** Every row that can be read, from both ends where pages between them cannot be. */
function scan(
  database: Database,
  table: SealedTable,
  key: readonly string[],
): { readonly rows: Map<string, Row>; readonly whole: boolean } {
  const rows = new Map<string, Row>()
  for (const direction of ['ASC', 'DESC']) {
    try {
      const order = key.map((column) => `${column} ${direction}`).join(', ')
      visit(database, `SELECT * FROM ${table} ORDER BY ${order}`, key, (name, row) => rows.set(name, row))
      return { rows, whole: true }
    } catch {
      // What lies behind is read from the other end, and by name.
    }
  }
  return { rows, whole: false }
}

/**
 * The rows of a scan, and where it broke off those that are known by name elsewhere.
 * @param names what gives the names @param unique what is different in each row of that
 */
function scanAndLookUp(
  database: Database,
  table: SealedTable,
  key: readonly string[],
  { names, unique }: { readonly names: string; readonly unique: readonly string[] },
): readonly Row[] {
  const { rows, whole } = scan(database, table, key)
  if (whole) return [...rows.values()]
  const wanted = new Map<string, Row>()
  attempt(() =>
    visit(database, names, unique, (_, row) => {
      wanted.set(JSON.stringify(key.map((column) => row[column])), row)
    }),
  )
  const condition = key.map((column) => `${column} = ?`).join(' AND ')
  for (const [name, named] of wanted) {
    if (rows.has(name)) continue
    const values = key.map((column) => named[column])
    const row = attempt(() => database.prepare(`SELECT * FROM ${table} WHERE ${condition}`).get(...values))
    rows.set(name, (row as Row | undefined) ?? Object.fromEntries(key.map((column) => [column, named[column]])))
  }
  return [...rows.values()]
}

/** Rows of the user's, and any whose origin cannot be read. */
function ownRows(database: Database, kind: ProfileTable): readonly Row[] {
  const key = ['id', 'origin']
  const names = `SELECT id, origin FROM ${kind} INDEXED BY ${kind}_lines`
  return scanAndLookUp(database, kind, key, { names, unique: key }).filter(({ origin }) => origin !== 'bundled')
}

function stateRows(database: Database): readonly Row[] {
  const names = 'SELECT sequence, kind, id, revision FROM audit'
  return scanAndLookUp(database, 'revisions', ['kind', 'id', 'revision'], { names, unique: ['sequence'] })
}

function auditRows(database: Database): readonly Row[] {
  const names = 'SELECT sequence FROM audit INDEXED BY audit_of_profile ORDER BY kind, id, revision'
  return scanAndLookUp(database, 'audit', ['sequence'], { names, unique: ['sequence'] })
}

/** The id of a profile whose text is what its hash says; null: it is not, or no profile. */
function idOfText(text: string, hash: string): string | null {
  if (textHash(text) !== hash) return null
  const value = attempt(() => JSON.parse(text) as unknown)
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' ? value.id : null
}

function isJson(text: string): boolean {
  return attempt(() => JSON.parse(text) as unknown) !== null
}

function titleOf(text: string | undefined): string | null {
  const value = text === undefined ? null : attempt(() => JSON.parse(text) as unknown)
  return typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string'
    ? value.name
    : null
}

/** What a step gives; null where the damage stops it. */
function attempt<Result>(step: () => Result): Result | null {
  try {
    return step()
  } catch {
    return null
  }
}
