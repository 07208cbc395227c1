import type { Wording } from '#shared/domain/wording.ts'
import { csvRows } from '../text/csvRows.ts'
import { readLines } from '../text/lines.ts'
import { plainText } from '../text/plainText.ts'
import type { ByteSource } from '../timeline/source.ts'
import type { Watch } from '../timeline/watch.ts'
import { counterKey, isWanted, launchOf, ruleVerdict, type Counters, type NcuLaunch } from './launch.ts'
import { valueOf } from './units.ts'

/** A table of Nsight Compute, read whole, in part for a reason, or refused for a reason. */
export type NcuReading =
  | {
      readonly read: 'whole'
      readonly reason: null
      readonly notes: readonly Wording[]
      readonly launches: readonly NcuLaunch[]
    }
  | {
      readonly read: 'partial'
      readonly reason: Wording
      readonly notes: readonly Wording[]
      readonly launches: readonly NcuLaunch[]
    }
  | { readonly read: 'refused'; readonly reason: Wording; readonly notes: readonly Wording[]; readonly launches: null }

const MOST_LAUNCHES = 200_000
/** What the program printed before the table, of which so many lines are passed over. */
const MOST_BEFORE = 100_000
const LONGEST_NAME = 4096

/** Titles that every table of Nsight Compute has. */
export function isNcuTitles(cells: readonly string[]): boolean {
  return cells.includes('Kernel Name') && (cells.includes('ID') || cells.includes('Metric Name'))
}

interface Reader {
  titles: ReadonlyMap<string, number> | null
  /** The line under the titles of a wide table. */
  units: readonly string[] | null
  readonly launches: Map<string, Counters>
  errors: string
  before: number
  beyond: number
  unread: number
}

/**
 * Reads tables of Nsight Compute (`ncu --csv`): a line a counter, with what the program printed before it, or wide, a line
 * a launch. What each launch waits for is decided by its counters.
 * @throws CodedError cancelled, and what the source throws
 */
export async function readNcu(source: ByteSource, watch: Watch): Promise<NcuReading> {
  const reader: Reader = { titles: null, units: null, launches: new Map(), errors: '', before: 0, beyond: 0, unread: 0 }
  const rows = csvRows((cells) => {
    if (reader.titles === null) return beforeTable(reader, cells)
    if (isWide(reader.titles)) takeWide(reader, reader.titles, cells)
    else takeCounter(reader, reader.titles, cells)
    return true
  })
  const { ending, bytes } = await readLines(source, watch, (line) => rows.feed(`${line}\n`))
  rows.end()
  reader.unread += rows.lost()
  return closed(reader, bytes, ending === 'broken')
}

function beforeTable(reader: Reader, cells: readonly string[]): boolean {
  if (isNcuTitles(cells)) {
    reader.titles = new Map(cells.map((cell, index) => [cell, index]))
    return true
  }
  const [first = ''] = cells
  if (reader.errors === '' && first.startsWith(ERROR)) reader.errors = cells.join(',').slice(ERROR.length)
  return ++reader.before < MOST_BEFORE
}

const ERROR = '==ERROR=='

function isWide(titles: ReadonlyMap<string, number>): boolean {
  return !titles.has('Metric Name')
}

/** The counters of a launch, by process and number, which processes count for themselves. */
function countersOf(reader: Reader, titles: ReadonlyMap<string, number>, cells: readonly string[]): Counters | null {
  const cell = (title: string): string => cells[titles.get(title) ?? -1] ?? ''
  const id = cell('ID')
  if (!/^\d{1,15}$/.test(id)) {
    reader.unread += 1
    return null
  }
  const key = `${cell('Process ID')}/${id}`
  const known = reader.launches.get(key)
  if (known !== undefined) return known
  if (reader.launches.size >= MOST_LAUNCHES) {
    reader.beyond += 1
    return null
  }
  const name = cell('Kernel Name').slice(0, LONGEST_NAME)
  const made: Counters = { name, architecture: cell('CC').slice(0, 20), values: new Map(), rule: null }
  reader.launches.set(key, made)
  return made
}

function takeCounter(reader: Reader, titles: ReadonlyMap<string, number>, cells: readonly string[]): void {
  const cell = (title: string): string => cells[titles.get(title) ?? -1] ?? ''
  const counters = countersOf(reader, titles, cells)
  if (counters === null) return
  const name = cell('Metric Name')
  if (name === '') {
    counters.rule ??= ruleVerdict(cell('Rule Name'), cell('Rule Description'))
    return
  }
  keep(counters, name, cell('Metric Unit'), cell('Metric Value'))
}

function keep(counters: Counters, name: string, unit: string, text: string): void {
  const key = counterKey(name, unit)
  if (!isWanted(key)) return
  const value = valueOf(text, unit)
  if (value !== null) counters.values.set(key, value)
}

function takeWide(reader: Reader, titles: ReadonlyMap<string, number>, cells: readonly string[]): void {
  if (reader.units === null) {
    reader.units = cells
    return
  }
  const counters = countersOf(reader, titles, cells)
  if (counters === null) return
  for (const [title, index] of titles) keep(counters, title, reader.units[index] ?? '', cells[index] ?? '')
}

function closed(reader: Reader, bytes: number, isBroken: boolean): NcuReading {
  const { titles, launches, errors, beyond, unread } = reader
  const refused = (reason: Wording): NcuReading => ({ read: 'refused', reason, notes: [], launches: null })
  if (bytes === 0) return refused({ code: 'trace.refused.empty' })
  if (titles === null) {
    if (errors === '') return refused({ code: 'ncu.refused.noTable' })
    return refused({ code: 'ncu.refused.failed', parameters: { error: plainText(errors, 200) } })
  }
  if (!titles.has('ID')) return refused({ code: 'ncu.refused.summary' })
  if (launches.size === 0) return refused({ code: 'ncu.refused.noLaunches' })
  const read = [...launches.values()].map(launchOf)
  const notes = notesOf(read, isWide(titles))
  if (isBroken) return { read: 'partial', reason: { code: 'trace.partial.brokenGzip' }, notes, launches: read }
  const count = beyond + unread
  return count === 0
    ? { read: 'whole', reason: null, notes, launches: read }
    : { read: 'partial', reason: { code: 'ncu.partial.rows', parameters: { count } }, notes, launches: read }
}

function notesOf(launches: readonly NcuLaunch[], wide: boolean): readonly Wording[] {
  const count = launches.filter(({ bound }) => bound === 'unknown').length
  return [
    ...(wide ? [{ code: 'ncu.wideByDocumentation' } as const] : []),
    ...(count === 0 ? [] : [{ code: 'ncu.unknownBound', parameters: { count } } as const]),
  ]
}
