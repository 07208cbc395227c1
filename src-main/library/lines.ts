import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { databaseState } from './databaseState.ts'
import { readRow, type ProfileTable } from './rows.ts'
import { sealed } from './seals.ts'
import { parseText } from './texts.ts'
import { matches, queryWords } from '#shared/domain/searchWords.ts'

/** The lines of one list, kept in memory in the order they are shown in. */
export interface Lines<Line> {
  /** The lines that match every word of a query. */
  find(query: string): Line[]
  /** Every line with the words it is searched by. */
  all(): (Line & { readonly words: string })[]
}

const row = z.object({
  id: z.string(),
  origin: z.string(),
  listing: z.string(),
  words: z.string(),
  seal: z.string(),
})

/** What a line needs to be put in order. */
export interface LineKey {
  readonly owner: string
  /** After the owner's others: systems stand behind the devices they are built of. */
  readonly later?: boolean
  readonly name: string
}

/** A line in memory, with the row it was read from. */
interface Known<Line> extends z.infer<typeof row> {
  readonly line: Line
  readonly key: LineKey
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/**
 * Reads the lines of a table when first asked, and again when this or another process has changed the library since: a
 * search over ten thousand is then a walk over texts in memory. A user's line stands for the bundled one of its id.
 * @param schema what a line must hold; one that does not, from another version, is left out
 * @param keyOf by what lines are ordered: owner, then name, numbers by value ("Llama 2 7B" before "Llama 2 13B")
 */
export function createLines<Line>(
  database: Database,
  table: ProfileTable,
  schema: z.ZodType<Line>,
  keyOf: (line: Line) => LineKey,
): Lines<Line> {
  let known: readonly Known<Line>[] = []
  let state = ''

  function read(): void {
    const now = databaseState(database)
    if (now === state) return
    const rows = new Map(
      readRow(
        z.array(row),
        database
          .prepare(
            `SELECT id, max(origin) AS origin, listing, words, seal FROM ${table}
             WHERE listing IS NOT NULL GROUP BY id`,
          )
          .all(),
      ).map((found) => [found.id, found]),
    )
    // After a change almost all lines are what they were, and where they were: those are not read again, and sorting
    // what is sorted is quick.
    const kept = known.flatMap((line) => {
      const found = rows.get(line.id)
      rows.delete(line.id)
      if (!found) return []
      return found.seal === line.seal ? [line] : readLine(found)
    })
    known = [...kept, ...[...rows.values()].flatMap(readLine)].sort(compare)
    state = now
  }

  function readLine(found: z.infer<typeof row>): readonly Known<Line>[] {
    const parsed = schema.safeParse({ ...(parseText(sealed(table, found).listing) as object), origin: found.origin })
    return parsed.success ? [{ ...found, line: parsed.data, key: keyOf(parsed.data) }] : []
  }

  return {
    find(query) {
      read()
      const words = queryWords(query)
      return known.filter((candidate) => matches(candidate.words, words)).map(({ line }) => line)
    },
    all() {
      read()
      return known.map(({ line, words }) => ({ ...line, words }))
    },
  }
}

/** By owner, devices before systems, then name; lines that are called the same by id, so that the order is always one. */
function compare(left: Known<unknown>, right: Known<unknown>): number {
  return (
    compareTexts(left.key.owner, right.key.owner) ||
    Number(left.key.later ?? false) - Number(right.key.later ?? false) ||
    compareTexts(left.key.name, right.key.name) ||
    (left.id < right.id ? -1 : 1)
  )
}

function compareTexts(left: string, right: string): number {
  // Most neighbours share their owner, and asking the collator about equal texts is the larger part of a long sort.
  return left === right ? 0 : collator.compare(left, right)
}
