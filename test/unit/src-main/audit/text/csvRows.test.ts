import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRows } from '#main/audit/text/csvRows.ts'

function rowsOf(text: string, piece = text.length || 1): { rows: (readonly string[])[]; lost: number } {
  const rows: (readonly string[])[] = []
  const reader = csvRows((cells) => rows.push(cells) > 0)
  for (let from = 0; from < text.length; from += piece) reader.feed(text.slice(from, from + piece))
  reader.end()
  return { rows, lost: reader.lost() }
}

describe('rows of a table', () => {
  it('have cells in quotes, doubled quotes, commas and line ends in them', () => {
    expect(rowsOf('a,"b ""c"", d",\r\n"x\ny",,z\n\n1').rows).toEqual([['a', 'b "c", d', ''], ['x\ny', '', 'z'], ['1']])
    expect(rowsOf('==PROF== Profiling "kernel" - 0: 0%, done\n').rows).toEqual([
      ['==PROF== Profiling "kernel" - 0: 0%', ' done'],
    ])
  })

  it('are what was written, whatever pieces they come in', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', 'é', ' '), maxLength: 6 })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 9 }), (rows, piece) => {
        const text = rows.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join('\r\n')
        expect(rowsOf(text, piece)).toEqual({ rows, lost: 0 })
      }),
    )
  })

  it('with a quote that does not close lose themselves, and not the rest', () => {
    const { rows, lost } = rowsOf(`a,b\nc,"${'x'.repeat(70_000)}\nd,e\n`)
    expect([rows, lost]).toEqual([
      [
        ['a', 'b'],
        ['d', 'e'],
      ],
      1,
    ])
    expect(rowsOf('a,b\nc,"d')).toEqual({ rows: [['a', 'b']], lost: 1 })
  })
})
