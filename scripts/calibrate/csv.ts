import { readFileSync } from 'node:fs'
import { createCsvParser, rowOf, type Row } from '../../src-main/engine/validation/csv.ts'

export { numberOf, type Row } from '../../src-main/engine/validation/csv.ts'

/** Reads a comma-separated file with a header line. @param path the file @returns its rows in order */
export function readRows(path: string): Row[] {
  const parser = createCsvParser()
  const [header = [], ...records] = [...parser.push(readFileSync(path, 'utf8')), ...parser.end()]
  return records.map((record) => rowOf(header, record)).filter((row): row is Row => row !== null)
}
