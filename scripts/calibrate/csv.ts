import { readFileSync } from 'node:fs'

/** One line of a measurement file by column name. */
export type Row = Readonly<Record<string, string>>

function fields(line: string): string[] {
  const values: string[] = []
  let value = ''
  let quoted = false
  for (const character of line) {
    if (character === '"') quoted = !quoted
    else if (character === ',' && !quoted) {
      values.push(value)
      value = ''
    } else value += character
  }
  values.push(value)
  return values
}

/** Reads a comma-separated file with a header line. @param path the file @returns its rows in order */
export function readRows(path: string): Row[] {
  const lines = readFileSync(path, 'utf8').replaceAll('\r', '').trim().split('\n')
  const names = fields(lines[0] ?? '')
  return lines.slice(1).map((line) => {
    const values = fields(line)
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']))
  })
}

/** A column as a number. @returns NaN when it is empty or not a number */
export function numberOf(row: Row, name: string): number {
  const text = row[name] ?? ''
  return text === '' ? Number.NaN : Number(text)
}
