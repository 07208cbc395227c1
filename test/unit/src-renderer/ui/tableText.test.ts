import { expect, test } from 'vitest'
import { cellText, siText, tableCsv } from '../../../../src-renderer/ui/tableText.ts'

const table = {
  columns: [
    { label: 'Cause', dimension: null },
    { label: 'Time', dimension: 'seconds' as const },
  ],
  rows: [
    ['Weights, "all"', 0.0019],
    ['=SUM(A1)', null],
  ],
}

test('the CSV has SI values, names their unit, quotes what needs it and disarms formulas', () => {
  expect(tableCsv(table)).toBe('Cause,Time (s)\r\n"Weights, ""all""",0.0019\r\n\'=SUM(A1),\r\n')
})

test.each(['=', '+', '-', '@', '\t', '\r', '\n'])(
  'a text that begins with %j is no formula, in a head or a cell',
  (sign) => {
    const text = `${sign}HYPERLINK("http://example.com")`
    const columns = [
      { label: text, dimension: null },
      { label: text, dimension: 'seconds' as const },
    ]
    const cells = tableCsv({ columns, rows: [[text, -1.5]] })
    const quoted = text.replaceAll('"', '""')
    expect(cells).toBe(`"'${quoted}","'${quoted} (s)"\r\n"'${quoted}",-1.5\r\n`)
  },
)

test('an unknown cell says so and is never 0', () => {
  expect(cellText(null, { label: 'Time', dimension: 'seconds' })).toBe('Unknown')
  expect(siText(null, 'B/s')).toBe('Unknown')
})

test('terms of explanations are printed in units people read', () => {
  expect(siText(0.00242, 's')).toBe('2.42\u00a0ms')
  expect(siText(8e12, 'B/s')).toBe('8.00\u00a0TB/s')
})
