import width from 'string-width'

/** A column of a printed table. */
export interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
}

/**
 * A table in plain text: columns aligned, two spaces between them, no line longer than its text.
 * @param rows as many cells as columns; missing cells are empty
 * @param style what the title row is set in
 * @param indent spaces before each line
 */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  style: (text: string) => string = (text) => text,
  indent = 0,
): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(width(title), ...rows.map((row) => width(row[index] ?? ''))),
  )
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => {
        const cell = cells[index] ?? ''
        const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - width(cell)))
        return align === 'right' ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  const margin = ' '.repeat(indent)
  const titles = line(columns.map(({ title }) => title))
  return [style(margin + titles), ...rows.map((row) => margin + line(row))].map((text) => `${text}\n`).join('')
}
