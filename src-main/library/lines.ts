import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { readText } from './damage.ts'
import type { ProfileTable } from './rows.ts'
import { matches, queryWords } from './search.ts'

/** The lines of one list, kept in memory in the order they are shown in. */
export interface Lines<Line> {
  /** The lines that match every word of a query. */
  find(query: string): Line[]
}

const row = z.object({ id: z.string(), origin: z.string(), listing: z.string(), words: z.string() })

/** What a line needs to be put in order. */
export interface LineKey {
  readonly owner: string
  readonly name: string
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
  let known: readonly { readonly line: Line; readonly words: string }[] = []
  let state = ''

  function read(): void {
    // Any change through this connection counts in total_changes, any through another one in data_version.
    const now = `${String(database.pragma('data_version', { simple: true }))}:${String(
      database.prepare('SELECT total_changes()').pluck().get(),
    )}`
    if (now === state) return
    const rows = z
      .array(row)
      .parse(
        database
          .prepare(
            `SELECT id, max(origin) AS origin, listing, words FROM ${table} WHERE listing IS NOT NULL GROUP BY id`,
          )
          .all(),
      )
    known = rows
      .flatMap(({ listing, words, origin }) => {
        const parsed = schema.safeParse({ ...(readText(listing, null) as object), origin })
        return parsed.success ? [{ line: parsed.data, words, key: keyOf(parsed.data) }] : []
      })
      .sort(
        (left, right) => compareTexts(left.key.owner, right.key.owner) || compareTexts(left.key.name, right.key.name),
      )
    state = now
  }

  return {
    find(query) {
      read()
      const words = queryWords(query)
      return known.filter((candidate) => matches(candidate.words, words)).map(({ line }) => line)
    },
  }
}

function compareTexts(left: string, right: string): number {
  // Most neighbours share their owner, and asking the collator about equal texts is the larger part of a long sort.
  return left === right ? 0 : collator.compare(left, right)
}
