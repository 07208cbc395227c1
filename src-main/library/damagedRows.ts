import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { SEALED_VERSION } from './contents.ts'
import { DamagedLibrary } from './damage.ts'
import { auditRowSchema, type StoredAudit, type StoredState } from './history.ts'
import { schemaVersion } from './migrate.ts'
import type { ProfileTable } from './rows.ts'
import { isSealed, textHash, type SealedTable } from './seals.ts'
import type { StoredStack } from './stacks.ts'

/** A row that is not what was written, as it was read. */
export interface UnreadableRow {
  readonly table: SealedTable
  readonly row: Readonly<Record<string, unknown>>
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
const auditSchema = auditRowSchema.omit({ seal: true })
const stackSchema = z.object({ id: z.string(), name: z.string(), hardware: z.string(), text: z.string() })

/** What one source holds that is whole, and what it holds that is not. */
export interface Found {
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

/** Reads what can be read of a library, whole or damaged. Never fails: what cannot be read is left out or set aside. */
export function readDamaged(database: Database): Found {
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

/** What a step gives; null where the damage stops it. */
export function attempt<Result>(step: () => Result): Result | null {
  try {
    return step()
  } catch {
    return null
  }
}
