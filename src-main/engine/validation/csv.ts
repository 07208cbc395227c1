import { CodedError } from '#shared/contract/errors.ts'

/** One record of a comma-separated file by column name. Columns the record lacks are ''. */
export type Row = Readonly<Record<string, string>>

/** Longest record, line ends inside quotes included, in characters. */
export const LONGEST_RECORD = 2 ** 20
/** Most columns of a record. */
export const MOST_COLUMNS = 1000

const FIELD_END = /[,\r\n]/g

/** Takes text as it arrives and hands on whole records. */
export interface CsvParser {
  /** @param text the next part of the file @returns the records completed by it @throws CodedError invalid-input */
  push(text: string): string[][]
  /** Ends the file. @returns the last record where it has no line end @throws CodedError invalid-input: an open quote */
  end(): string[][]
}

/**
 * A parser for comma-separated text (RFC 4180): quoted fields may hold commas, line ends and doubled quotes; lines end
 * in LF, CRLF or CR; a byte-order mark at the start and empty lines are passed over. A quote inside an unquoted field is
 * a character like others.
 */
export function createCsvParser(): CsvParser {
  let record: string[] = []
  let field = ''
  /** Characters of the record so far. */
  let length = 0
  let line = 1
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start'
  let isFirst = true
  let afterReturn = false

  function endField(): void {
    record.push(field)
    field = ''
    state = 'start'
    if (record.length > MOST_COLUMNS) {
      throw new CodedError(
        'invalid-input',
        `Line ${line} has more than ${MOST_COLUMNS} columns; this is no table of measurements.`,
      )
    }
  }

  function endRecord(records: string[][]): void {
    endField()
    if (record.length > 1 || record[0] !== '') records.push(record)
    record = []
    length = 0
  }

  function grow(by: number): void {
    length += by
    if (length > LONGEST_RECORD) {
      throw new CodedError(
        'invalid-input',
        `Line ${line} is longer than 1 MiB; close the quote it opens, or shorten it.`,
      )
    }
  }

  function push(text: string): string[][] {
    const records: string[][] = []
    let index = 0
    if (isFirst && text !== '') {
      isFirst = false
      if (text.charCodeAt(0) === 0xfeff) index = 1
    }
    while (index < text.length) {
      const character = text[index] ?? ''
      if (character === '\n' && afterReturn) {
        afterReturn = false
        index += 1
        continue
      }
      afterReturn = false
      if (state === 'quoted') {
        const quote = text.indexOf('"', index)
        const stop = quote < 0 ? text.length : quote
        const part = text.slice(index, stop)
        grow(part.length + 1)
        for (const sign of part) if (sign === '\n') line += 1
        field += part
        index = stop
        if (quote >= 0) {
          state = 'closed'
          index += 1
        }
        continue
      }
      if (state === 'closed' && character === '"') {
        field += '"'
        state = 'quoted'
        index += 1
        continue
      }
      if (character === ',') {
        grow(1)
        endField()
        index += 1
      } else if (character === '\n' || character === '\r') {
        afterReturn = character === '\r'
        endRecord(records)
        line += 1
        index += 1
      } else if (character === '"' && state === 'start') {
        state = 'quoted'
        index += 1
      } else {
        FIELD_END.lastIndex = index + 1
        const stop = FIELD_END.exec(text)?.index ?? text.length
        grow(stop - index)
        field += text.slice(index, stop)
        state = 'plain'
        index = stop
      }
    }
    return records
  }

  function end(): string[][] {
    if (state === 'quoted') {
      throw new CodedError('invalid-input', `A quote is still open at the end of the file, in line ${line}.`)
    }
    const records: string[][] = []
    if (length > 0 || field !== '' || record.length > 0) endRecord(records)
    return records
  }

  return { push, end }
}

/** Makes rows of records. @param header column names @returns null: more fields than columns */
export function rowOf(header: readonly string[], record: readonly string[]): Row | null {
  if (record.length > header.length) return null
  const row: Record<string, string> = Object.create(null) as Record<string, string>
  for (let index = 0; index < header.length; index += 1) row[header[index] ?? ''] = record[index] ?? ''
  return row
}

/** A column as a number. @returns NaN when it is empty, missing or not a number */
export function numberOf(row: Row, name: string): number {
  const text = row[name] ?? ''
  return text.trim() === '' ? Number.NaN : Number(text)
}
