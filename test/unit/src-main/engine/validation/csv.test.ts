import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CodedError } from '#shared/contract/errors.ts'
import { createCsvParser, LONGEST_RECORD, MOST_COLUMNS, numberOf, rowOf } from '#main/engine/validation/csv.ts'

function parse(...parts: readonly string[]): string[][] {
  const parser = createCsvParser()
  return [...parts.flatMap((part) => parser.push(part)), ...parser.end()]
}

/** Cuts a text at given places. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [...places.map((place) => place % (text.length + 1)), 0, text.length].sort((a, b) => a - b)
  return at.slice(1).map((end, index) => text.slice(at[index], end))
}

describe('the CSV parser', () => {
  it('reads quotes, doubled quotes, commas and line ends inside fields', () => {
    expect(parse('a,b\n"x, ""y""","line\nbreak"\n')).toEqual([
      ['a', 'b'],
      ['x, "y"', 'line\nbreak'],
    ])
  })

  it('takes LF, CRLF and CR, a byte-order mark, empty lines and a missing last line end', () => {
    expect(parse('\ufeffa,b\r\n1,2\r\r\n3,4\n\n5,')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', ''],
    ])
    expect(parse('')).toEqual([])
    expect(parse('a,b\r', '\n1,2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it('gives back every table that was written, however the text is cut', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '0', ',', '"', '\n', '\r', ' ', 'é', '🜂') })
    const table = fc.array(fc.array(field, { minLength: 2, maxLength: 5 }), { maxLength: 6 })
    fc.assert(
      fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.nat()), (rows, end, places) => {
        const text = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',') + end).join('')
        expect(parse(...cut(text, places))).toEqual(rows)
      }),
    )
  })

  it('reads or refuses any text, and never as something else than a typed failure', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '\ufeff', '\0') })
    fc.assert(
      fc.property(text, fc.array(fc.nat()), (value, places) => {
        const read = (parts: readonly string[]): unknown => {
          try {
            return parse(...parts)
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(CodedError)
            return (thrown as CodedError).message
          }
        }
        expect(read(cut(value, places))).toEqual(read([value]))
      }),
    )
  })

  it('refuses an open quote, endless lines and too many columns', () => {
    expect(() => parse('a\n"x')).toThrow('still open')
    expect(() => parse('"'.padEnd(LONGEST_RECORD + 2, 'x'))).toThrow('1 MiB')
    expect(() => parse('x'.repeat(LONGEST_RECORD + 1))).toThrow('1 MiB')
    expect(() => parse(','.repeat(MOST_COLUMNS))).toThrow('columns')
  })

  it('makes rows by column name, and knows blank from zero', () => {
    const row = rowOf(['a', '__proto__', 'c'], ['1', '2'])
    expect(row?.['a']).toBe('1')
    expect(row?.['__proto__']).toBe('2')
    expect(numberOf(row ?? {}, 'a')).toBe(1)
    expect(numberOf(row ?? {}, 'c')).toBeNaN()
    expect(numberOf({ zero: '0', blank: '  ' }, 'zero')).toBe(0)
    expect(numberOf({ zero: '0', blank: '  ' }, 'blank')).toBeNaN()
    expect(rowOf(['a'], ['1', '2'])).toBeNull()
  })
})
