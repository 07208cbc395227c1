import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDelta, formatNumber, formatQuantity, formatText, MINUS } from '#shared/units/format.ts'
import { parseQuantity } from '#shared/units/parse.ts'
import { DIMENSIONS, UNITS, type Dimension } from '#shared/units/quantity.ts'

describe('formatQuantity', () => {
  it.each<[number, Dimension, string, string]>([
    [4.8e12, 'bytesPerSecond', '4.80', 'TB/s'],
    [900e9, 'bytesPerSecond', '900', 'GB/s'],
    [141e9, 'bytes', '141', 'GB'],
    [989e12, 'flopsPerSecond', '989', 'TFLOP/s'],
    [15.84e15, 'flopsPerSecond', '15.8', 'PFLOP/s'],
    [0.0086, 'seconds', '8.60', 'ms'],
    [30.2e-6, 'seconds', '30.2', 'µs'],
    [599, 'seconds', '599', 's'],
    [900, 'seconds', '15.0', 'min'],
    [700, 'watts', '700', 'W'],
    [23_000, 'watts', '23.0', 'kW'],
    [64e-12, 'joulesPerByte', '8.00', 'pJ/bit'],
    [40_000, 'dollars', '40,000', 'USD'],
    [1.04, 'dollars', '1.04', 'USD'],
    [0.09, 'dollarsPerKilowattHour', '0.0900', 'USD/kWh'],
    [4096, 'tokens', '4,096', 'tokens'],
    [131_072, 'tokens', '131,072', 'tokens'],
    [5162, 'tokensPerSecond', '5,160', 'tok/s'],
    [0.62, 'share', '62.0', '%'],
    [70_552_387_584, 'parameters', '70.6', 'B'],
    [46_225, 'area', '46,200', 'mm²'],
    [64, 'count', '64', ''],
  ])('prints %d of %s as %s %s', (value, dimension, text, unit) => {
    expect(formatQuantity(value, dimension)).toEqual({ text, unit })
  })

  it('moves to the next unit when rounding reaches it', () => {
    expect(formatText(999.9e9, 'bytes')).toBe('1.00\u00a0TB')
    expect(formatText(999.4e9, 'bytes')).toBe('999\u00a0GB')
  })

  it('keeps unknown, zero and negative apart', () => {
    expect(formatQuantity(null, 'bytes')).toEqual({ text: 'Unknown', unit: '' })
    expect(formatQuantity(Number.NaN, 'bytes')).toEqual({ text: 'Unknown', unit: '' })
    expect(formatQuantity(0, 'seconds')).toEqual({ text: '0', unit: 's' })
    expect(formatQuantity(-0.5, 'seconds')).toEqual({ text: `${MINUS}500`, unit: 'ms' })
  })

  it('prints binary units and a wished unit on demand', () => {
    expect(formatQuantity(80 * 2 ** 30, 'bytes', { binary: true })).toEqual({ text: '80.0', unit: 'GiB' })
    expect(formatQuantity(50e9, 'bytesPerSecond', { unit: 'Gb/s' })).toEqual({ text: '400', unit: 'Gb/s' })
    expect(formatQuantity(4.8e12, 'bytesPerSecond', { unit: 'GB/s' })).toEqual({ text: '4,800', unit: 'GB/s' })
  })

  it('drops zeros on demand, and only behind the point', () => {
    expect(formatQuantity(0.09, 'dollarsPerKilowattHour', { trim: true }).text).toBe('0.09')
    expect(formatQuantity(8e12, 'bytesPerSecond', { trim: true }).text).toBe('8')
    expect(formatQuantity(40_000, 'dollars', { trim: true }).text).toBe('40,000')
  })

  it('writes very small and very large numbers with powers of ten', () => {
    expect(formatNumber(1.2e-5)).toBe(`1.20e${MINUS}5`)
    expect(formatNumber(1.2e15)).toBe('1.20e15')
  })
})

describe('what is printed can be read again', () => {
  const value = fc.tuple(fc.double({ min: 1, max: 9.99, noNaN: true }), fc.integer({ min: -6, max: 17 }))

  it.each(DIMENSIONS.filter((dimension) => dimension !== 'area'))('%s, to three digits', (dimension) => {
    fc.assert(
      fc.property(value, ([digits, power]) => {
        const number = digits * 10 ** power
        const parsed = parseQuantity(formatText(number, dimension), dimension)
        expect(parsed).toMatchObject({ ok: true })
        if (parsed.ok) expect(Math.abs(parsed.value / number - 1)).toBeLessThanOrEqual(0.0051)
      }),
      { numRuns: 200 },
    )
  })

  it('every unit that is printed is read as itself', () => {
    for (const dimension of DIMENSIONS) {
      for (const unit of UNITS[dimension].units) {
        const parsed = parseQuantity(`7 ${unit.symbol}`, dimension)
        expect(parsed, `${unit.symbol} in ${dimension}`).toMatchObject({ ok: true })
        if (parsed.ok) expect(parsed.value).toBeCloseTo(7 * unit.factor, -Math.log10(unit.factor) + 6)
      }
    }
  })
})

describe('formatDelta', () => {
  it.each<[number, number, Dimension, string, string]>([
    [323, 116, 'tokensPerSecond', '2.78×', 'up'],
    [77.5, 116, 'tokensPerSecond', '−33 %', 'down'],
    [640, 412, 'seconds', '+55 %', 'up'],
    [0.71, 0.62, 'share', '+9 pt', 'up'],
    [0.58, 0.62, 'share', '−4 pt', 'down'],
    [10, 10, 'dollars', '0 %', 'same'],
    [1.999, 1, 'dollars', '2.00×', 'up'],
    [0, 0, 'dollars', '0 %', 'same'],
  ])('%d against %d of %s is %s, %s', (value, baseline, dimension, text, direction) => {
    expect(formatDelta(value, baseline, dimension)).toEqual({ text, direction })
  })

  it('says nothing where a number is unknown', () => {
    expect(formatDelta(null, 1, 'seconds')).toEqual({ text: '', direction: 'unknown' })
    expect(formatDelta(1, null, 'seconds')).toEqual({ text: '', direction: 'unknown' })
  })
})
