import { limitProblem } from '#shared/domain/limitProblem.ts'
import { LIMITS, type Limit, type LimitName } from '#shared/domain/limits.ts'
import { GRADES, unknownFigure, type Figure, type Grade, type SourceTable } from '#shared/domain/provenance.ts'
import { readNumber } from '#shared/domain/readNumber.ts'
import { wordingText } from '#shared/words/say.ts'
import { quoted } from '../failures.ts'
import { FILE_SOURCE } from '../modelReading.ts'
import { plainLine } from '../plainLine.ts'
import type { TableRow } from './csv.ts'

/** The columns of a table, by the names under which they are known here. */
export interface Columns {
  /** Where each known column stands, and the unit its title shows: "Bandwidth (GB/s)". */
  readonly places: ReadonlyMap<string, { readonly index: number; readonly title: string; readonly unit: string | null }>
  /** Titles nobody knows. */
  readonly ignored: readonly string[]
  /** One sentence for each title that cannot be used. */
  readonly problems: readonly string[]
}

/** Letters and digits of a title in lower case, without what stands in parentheses. */
function plain(title: string): string {
  return title
    .replace(/[([].*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}

/** Columns that hold a bandwidth per direction. */
const LINKS: ReadonlySet<string> = new Set(['scaleUp', 'network', 'hostLink'])

/**
 * Finds the columns of a table.
 * @param names for each column the titles it may have, without spaces and punctuation
 */
export function columnsOf(titles: readonly string[], names: Readonly<Record<string, readonly string[]>>): Columns {
  const places = new Map<string, { index: number; title: string; unit: string | null }>()
  const ignored: string[] = []
  const problems: string[] = []
  for (const [index, title] of titles.entries()) {
    const word = plain(title)
    const column = Object.keys(names).find((name) => names[name]?.includes(word))
    if (column === undefined) {
      if (title !== '') ignored.push(title)
    } else if (places.has(column)) {
      problems.push(`${quoted(title)} means the same as another column: remove one of them.`)
    } else if (/spars/i.test(title)) {
      problems.push(`${quoted(title)} holds sparse peaks: give the dense ones, which are often half of them.`)
    } else if (/bidirect|both directions|total/i.test(title) && LINKS.has(column)) {
      problems.push(`${quoted(title)} holds both directions of a link: give one, which is half of them.`)
    } else {
      places.set(column, { index, title, unit: /[([]([^)\]]+)[)\]]/.exec(title)?.[1]?.trim() ?? null })
    }
  }
  return { places, ignored, problems }
}

/** Words for a cell nobody can fill. */
const UNKNOWN = /^(?:|-|–|—|\?|n\/a|na|unknown|null|tbd)$/i

/** One row, read cell by cell; what cannot be read is collected and never thrown. */
export interface RowReader {
  text(column: string): string | null
  /** SI value of a quantity as typed; null: empty, or not understood and told in `problems`. */
  value(column: string, limit: Limit): number | null
  /** The same with the row's grade and source and the text as published. */
  figure(column: string, name: LimitName): Figure
  /** A whole number from 1. */
  count(column: string): number | null
  /** One of several words, compared without case. */
  choice<Word extends string>(column: string, words: readonly Word[]): Word | null
  readonly grade: Grade
  /** Key of the row's source in `sources`. */
  readonly source: string
  readonly sources: SourceTable
  readonly problems: readonly string[]
}

/** @param file name of the table, which is the source where a row names none */
export function readRow(row: TableRow, { places }: Columns, file: string): RowReader {
  const problems: string[] = []
  const cell = (column: string): string => {
    const place = places.get(column)
    const text = place ? (row.cells[place.index] ?? '') : ''
    return UNKNOWN.test(text) ? '' : text
  }
  const problem = (column: string, message: string) => {
    const title = places.get(column)?.title ?? column
    problems.push(`Line ${row.line}, ${quoted(title)}: ${message}`)
  }
  const text = (column: string) => plainLine(cell(column), 2000) || null
  const choice = <Word extends string>(column: string, words: readonly Word[]): Word | null => {
    const typed = cell(column).toLowerCase()
    const found = words.find((word) => word === typed)
    if (typed !== '' && found === undefined) problem(column, `write one of ${words.join(', ')}.`)
    return found ?? null
  }
  const value = (column: string, limit: Limit): number | null => {
    const typed = cell(column)
    if (typed === '') return null
    const unit = places.get(column)?.unit
    const read = readNumber(typed, { ...limit, least: -Infinity }, unit ? { bareUnit: unit } : {})
    const small = read.ok ? limitProblem(limit, read.value) : null
    if (!read.ok) problem(column, wordingText(read.message))
    else if (read.value <= 0) problem(column, 'leave the cell empty where the figure is not known, and write no 0.')
    else if (small !== null) problem(column, wordingText(small))
    else return read.value
    return null
  }
  const grade = choice('grade', GRADES) ?? 'secondary'
  const cited = text('source')
  const title = cited ?? `Table ${file}`
  const sources: SourceTable = {
    [FILE_SOURCE]: {
      title: plainLine(title, 300),
      address: cited !== null && /^https?:\/\/\S{1,1900}$/.test(cited) ? cited : null,
      ...(cited === null ? {} : { note: `Read from the table ${plainLine(file, 255)}, line ${row.line}.` }),
    },
  }
  return {
    text,
    value,
    choice,
    grade,
    source: FILE_SOURCE,
    sources,
    problems,
    figure(column, name) {
      const found = value(column, LIMITS[name])
      if (found === null) return unknownFigure()
      return { value: found, grade, source: FILE_SOURCE, published: published(cell(column), places.get(column)?.unit) }
    },
    count: (column) => value(column, LIMITS['model.dimension']),
  }
}

function published(text: string, unit: string | null | undefined): string {
  return (unit && /^[\d.,\s]+$/.test(text) ? `${text} ${unit}` : text).slice(0, 200)
}
