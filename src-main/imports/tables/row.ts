import { limitProblem } from '#shared/domain/limitProblem.ts'
import { LIMITS, type Limit, type LimitName } from '#shared/domain/limits.ts'
import { GRADES, unknownFigure, type Figure, type Grade, type SourceTable } from '#shared/domain/provenance.ts'
import { readNumber } from '#shared/domain/readNumber.ts'
import { wordingText } from '#shared/words/say.ts'
import { quoted } from '../failures.ts'
import { FILE_SOURCE } from '../modelReading.ts'
import { plainLine } from '../plainLine.ts'
import type { TableRow } from './csv.ts'
import { columnOfTitle, titleUnit } from './titles.ts'

/** The columns of a table, by the names under which they are known here. */
export interface Columns {
  /** Where each known column stands, and what in its title may be a unit: "Bandwidth (GB/s)", "FP16 TFLOPS". */
  readonly places: ReadonlyMap<string, Place>
  /** Titles nobody knows. */
  readonly ignored: readonly string[]
  /** One sentence for each title that cannot be used. */
  readonly problems: readonly string[]
}

interface Place {
  readonly index: number
  readonly title: string
  readonly units: readonly string[]
}

/** Columns that hold a bandwidth per direction. */
const LINKS: ReadonlySet<string> = new Set(['scaleUp', 'network', 'hostLink'])

/**
 * Finds the columns of a table. A title that is a column's to the letter comes before one that only means it.
 * @param names for each column the titles it may have, without spaces and punctuation
 */
export function columnsOf(titles: readonly string[], names: Readonly<Record<string, readonly string[]>>): Columns {
  const places = new Map<string, Place>()
  const ignored: string[] = []
  const problems: string[] = []
  const found = titles.map((title, index) => ({ title, index, of: columnOfTitle(title, names) }))
  const ordered = [...found.filter(({ of }) => of?.exact === true), ...found.filter(({ of }) => of?.exact !== true)]
  for (const { title, index, of } of ordered) {
    if (of === null) {
      if (title !== '') ignored.push(title)
    } else if (/spars/i.test(title)) {
      problems.push(`${quoted(title)} holds sparse peaks: give the dense ones, which are often half of them.`)
    } else if (/bidirect|both directions|total/i.test(title) && LINKS.has(of.column)) {
      problems.push(`${quoted(title)} holds both directions of a link: give one, which is half of them.`)
    } else if (!places.has(of.column)) {
      places.set(of.column, { index, title, units: of.units })
    } else if (of.exact) {
      problems.push(`${quoted(title)} means the same as another column: remove one of them.`)
    } else {
      ignored.push(title)
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
    const unit = titleUnit(places.get(column)?.units ?? [], limit.dimension)
    const read = readNumber(
      typed,
      { ...limit, least: -Infinity },
      unit.symbol === null ? {} : { bareUnit: unit.symbol },
    )
    const small = read.ok ? limitProblem(limit, read.value) : null
    // A bare number under a title whose unit is none of the column's: the title is to blame.
    if (!read.ok) problem(column, BARE.test(typed) && unit.problem !== null ? unit.problem : wordingText(read.message))
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
  const unitOf = (column: string, name: LimitName): string | null =>
    titleUnit(places.get(column)?.units ?? [], LIMITS[name].dimension).symbol
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
      return { value: found, grade, source: FILE_SOURCE, published: published(cell(column), unitOf(column, name)) }
    },
    count: (column) => value(column, LIMITS['model.dimension']),
  }
}

/** A number without a unit. */
const BARE = /^[\d.,\s]+$/

function published(text: string, unit: string | null): string {
  return (unit && BARE.test(text) ? `${text} ${unit}` : text).slice(0, 200)
}
