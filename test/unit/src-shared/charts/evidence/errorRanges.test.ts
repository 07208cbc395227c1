import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorRanges, errorRangesHeight, type ErrorRange } from '#shared/charts/evidence/errorRanges.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { renderSvg } from '../../../../support/renderSvg.ts'

const range = (name: string, median: number, p90: number): ErrorRange => ({
  key: name,
  name,
  errors: { count: 120, median, mean: median * 1.2, p90, bias: 0, coverage: 0.8 },
})
const ranges = fc
  .array(fc.tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 9, noNaN: true })), {
    minLength: 1,
    maxLength: 20,
  })
  .map((pairs) => pairs.map(([median, more], index) => range(`device ${index}`, median, median + more)))

describe('errors by device', () => {
  it('says every row in its table and its words, and draws whatever the errors are', () => {
    fc.assert(
      fc.property(ranges, (drawn) => {
        const figure = errorRanges({ title: 'Error by device', noun: 'device', ranges: drawn }, chartTheme('light'))
        expect(figure.table.rows.map((row) => row[0])).toEqual(drawn.map(({ name }) => name))
        for (const { name } of drawn) expect(figure.altText).toContain(`${name}: median`)
        const svg = renderSvg(figure.option, { width: 392, height: errorRangesHeight(drawn.length) })
        expect(svg).not.toMatch(/NaN|Infinity|undefined/)
      }),
      { numRuns: 20 },
    )
  })

  it('names the largest median, and one alone without a comparison', () => {
    const theme = chartTheme('light')
    const two = [range('H100', 0.05, 0.2), range('MI300X', 0.19, 0.6)]
    const words = errorRanges({ title: 'Error by device', noun: 'device', ranges: two }, theme).sentence
    expect(words).toMatch(/^Medians 5\.00\s% to 19\.0\s%; largest: MI300X\.$/)
    const one = errorRanges({ title: 'Error by device', noun: 'device', ranges: two.slice(0, 1) }, theme).sentence
    expect(one).toMatch(/^One device: median error 5\.00\s%\.$/)
  })

  it('ends its axis at 100 % however large an error is', () => {
    const figure = errorRanges(
      { title: 'Error by device', noun: 'device', ranges: [range('far', 2, 7)] },
      chartTheme('light'),
    )
    expect(figure.axes?.x).toEqual([0, 1])
  })

  it('is empty in words when nothing passes the filters', () => {
    expect(errorRanges({ title: 'Error by device', noun: 'device', ranges: [] }, chartTheme('light')).state).toBe(
      'empty',
    )
  })
})
