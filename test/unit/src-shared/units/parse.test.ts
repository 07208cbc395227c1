import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseQuantity, type ParseReason } from '#shared/units/parse.ts'
import { DIMENSIONS, type Dimension } from '#shared/units/quantity.ts'
import { draws } from '../../../support/draws.ts'

function value(text: string, dimension: Dimension): number | string {
  const parsed = parseQuantity(text, dimension)
  return parsed.ok ? parsed.value : parsed.reason
}

describe('parseQuantity reads', () => {
  it.each<[string, Dimension, number]>([
    ['4.8 TB/s', 'bytesPerSecond', 4.8e12],
    ['=8*4.8 TB/s', 'bytesPerSecond', 38.4e12],
    ['400 Gb/s', 'bytesPerSecond', 50e9],
    ['400Gbps', 'bytesPerSecond', 50e9],
    ['400 GBps', 'bytesPerSecond', 400e9],
    ['1 GiB/s', 'bytesPerSecond', 2 ** 30],
    ['141GB', 'bytes', 141e9],
    ['80 GiB', 'bytes', 80 * 2 ** 30],
    ['512 Mb', 'bytes', 64e6],
    ['23 kW', 'watts', 23_000],
    ['0.09 USD/kWh', 'dollarsPerKilowattHour', 0.09],
    ['$0.09/kWh', 'dollarsPerKilowattHour', 0.09],
    ['0.09', 'dollarsPerKilowattHour', 0.09],
    ['$2.50/h', 'dollarsPerHour', 2.5],
    ['$40,000', 'dollars', 40_000],
    ['2k', 'tokens', 2000],
    ['2 k tokens', 'tokens', 2000],
    ['30k', 'dollars', 30_000],
    ['30K', 'dollars', 30_000],
    ['1.5M', 'dollars', 1.5e6],
    ['1.5 m', 'dollars', 1.5e6],
    ['$30k', 'dollars', 30_000],
    ['$1.5 million', 'dollars', 1.5e6],
    ['USD 2B', 'dollars', 2e9],
    ['30k USD', 'dollars', 30_000],
    ['30k$', 'dollars', 30_000],
    ['2 thousand dollars', 'dollars', 2000],
    ['1T', 'dollars', 1e12],
    ['$2.50', 'dollarsPerHour', 2.5],
    ['$2.5k/h', 'dollarsPerHour', 2500],
    ['2.5k', 'dollarsPerHour', 2500],
    ['2.5k USD/h', 'dollarsPerHour', 2500],
    ['2 thousand', 'count', 2000],
    ['1.5M', 'count', 1.5e6],
    ['3G', 'count', 3e9],
    ['1.2T', 'tokens', 1.2e12],
    ['1.2 T tokens', 'tokens', 1.2e12],
    ['30 000', 'dollars', 30_000],
    ['1\u202f024\u202f000', 'count', 1_024_000],
    ['1’024', 'tokens', 1024],
    ['1,024', 'tokens', 1024],
    ['1,024,000', 'count', 1_024_000],
    ['1.5 ms', 'seconds', 0.0015],
    ['1.5 us', 'seconds', 1.5e-6],
    ['15 min', 'seconds', 900],
    ['60 %', 'share', 0.6],
    ['70B', 'parameters', 70e9],
    ['989 TFLOPS', 'flopsPerSecond', 989e12],
    ['989 tflop/s', 'flopsPerSecond', 989e12],
    ['8 pJ/bit', 'joulesPerByte', 64e-12],
    ['8 pJ/B', 'joulesPerByte', 8e-12],
    ['814 mm2', 'area', 814],
    ['(3 + 1) × 16 GB − 4 GB', 'bytes', 60e9],
    ['64 GB / 2', 'bytes', 32e9],
    ['64 GB / 2 GB', 'count', Number.NaN],
    ['-3 s', 'seconds', -3],
    ['2 - -1', 'count', 3],
    ['1.2e−3 s', 'seconds', 0.0012],
    ['.5 s', 'seconds', 0.5],
    ['4.80\u00a0TB/s', 'bytesPerSecond', 4.8e12],
  ])('%s as %s', (text, dimension, expected) => {
    if (Number.isNaN(expected)) expect(value(text, dimension)).toBe('wrong-dimension')
    else expect(value(text, dimension)).toBeCloseTo(expected, 6 - Math.ceil(Math.log10(Math.abs(expected))))
  })

  it('a bare number in the unit its field shows', () => {
    expect(parseQuantity('60', 'share', { bareUnit: '%' })).toEqual({ ok: true, value: 0.6, unit: '%' })
    expect(parseQuantity('900', 'bytesPerSecond', { bareUnit: 'GB/s' })).toEqual({
      ok: true,
      value: 9e11,
      unit: 'GB/s',
    })
  })

  it('the unit that was typed, for the field to go on showing', () => {
    expect(parseQuantity('80 GiB', 'bytes')).toMatchObject({ unit: 'GiB' })
    expect(parseQuantity('4096', 'tokens')).toMatchObject({ unit: 'tokens' })
  })
})

describe('parseQuantity refuses', () => {
  it.each<[string, Dimension, ParseReason]>([
    ['', 'seconds', 'empty'],
    [' = ', 'seconds', 'empty'],
    ['abc', 'seconds', 'not-a-number'],
    ['Unknown', 'bytes', 'not-a-number'],
    ['5 s)', 'seconds', 'not-a-number'],
    ['(5 s', 'seconds', 'not-a-number'],
    ['1..2 s', 'seconds', 'not-a-number'],
    ['1,5 GB', 'bytes', 'decimal-comma'],
    ['1,024,5', 'count', 'decimal-comma'],
    ['1 024 5', 'count', 'not-a-number'],
    ['$2.50/h', 'dollars', 'wrong-dimension'],
    ['30k tokens', 'dollars', 'wrong-dimension'],
    ['4.8', 'bytesPerSecond', 'missing-unit'],
    ['60', 'share', 'missing-unit'],
    ['64 GB + 16', 'bytes', 'missing-unit'],
    ['400 GB', 'bytesPerSecond', 'wrong-dimension'],
    ['8 GB/s', 'bytes', 'wrong-dimension'],
    ['23 kW', 'joules', 'wrong-dimension'],
    ['141gb', 'bytes', 'ambiguous-unit'],
    ['4.8 tb/s', 'bytesPerSecond', 'ambiguous-unit'],
    ['5 mw', 'watts', 'ambiguous-unit'],
    ['5 parsecs', 'seconds', 'unknown-unit'],
    ['2 GB * 2 GB', 'bytes', 'mixed-units'],
    ['1 / 0 s', 'seconds', 'mixed-units'],
    ['1 s / 0', 'seconds', 'not-finite'],
    ['9e999 s', 'seconds', 'not-finite'],
    ['alert(1)', 'count', 'not-a-number'],
    ['1'.repeat(201), 'count', 'too-long'],
    ['('.repeat(100), 'count', 'not-a-number'],
    ['-'.repeat(150) + '1', 'count', 'not-a-number'],
  ])('%s as %s: %s', (text, dimension, reason) => {
    const parsed = parseQuantity(text, dimension)
    expect(parsed).toMatchObject({ ok: false, reason })
    if (!parsed.ok) expect(parsed.message).toMatch(/^\S.*[.]$/)
  })
})

describe('properties', () => {
  it('never throws, and never gives a number that is not finite', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.constantFrom(...DIMENSIONS), (text, dimension) => {
        const parsed = parseQuantity(text, dimension)
        if (parsed.ok) expect(Number.isFinite(parsed.value)).toBe(true)
        else expect(parsed.message.length).toBeGreaterThan(10)
      }),
      { numRuns: draws(1000) },
    )
  })

  it('a gibibyte is 7 % more than a gigabyte, a bit an eighth of a byte, at every size', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), (number) => {
        const text = number.toFixed(6)
        const [decimal, binary, bits] = ['GB/s', 'GiB/s', 'Gb/s'].map((unit) =>
          value(`${text} ${unit}`, 'bytesPerSecond'),
        )
        expect(Number(binary) / Number(decimal)).toBeCloseTo(1.073741824, 9)
        expect(Number(decimal) / Number(bits)).toBeCloseTo(8, 9)
      }),
    )
  })

  it('arithmetic agrees with JavaScript', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('+', '-', '*'), fc.integer({ min: 1, max: 99 })), { maxLength: 12 }),
        (steps) => {
          const text = steps.reduce((sum, [operator, number]) => `${sum} ${operator} ${number}`, '7')
          // The reference evaluates by hand: products first, then sums, left to right.
          const sums: number[] = [7]
          for (const [operator, number] of steps) {
            const last = sums.pop() ?? 0
            if (operator === '*') sums.push(last * number)
            else sums.push(last, operator === '-' ? -number : number)
          }
          expect(value(text, 'count')).toBe(sums.reduce((sum, term) => sum + term, 0))
        },
      ),
    )
  })
})
