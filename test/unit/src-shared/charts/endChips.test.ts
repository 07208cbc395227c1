import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHIP } from '#shared/charts/kit/draw.ts'
import { endChips } from '#shared/charts/kit/scenarioLine.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { FOUR } from '../../../support/results.ts'

const TOP = 40

/** Middles of the chips, in the order of their lines' ends. */
function middles(ends: readonly number[]): number[] {
  const drawn = endChips(
    chartTheme('light'),
    500,
    TOP,
    FOUR.slice(0, ends.length).map((scenario, index) => ({ scenario, at: ends[index] ?? 0 })),
  )
  const byLetter = new Map(
    drawn.flatMap((each) => {
      const { type, y, style } = each as { type: string; y?: number; style?: { text?: string } }
      return type === 'text' && y !== undefined ? [[style?.text ?? '', y] as const] : []
    }),
  )
  return ends.map((_, index) => byLetter.get('ABCD'[index] ?? '') ?? Number.NaN)
}

describe('chips at the ends of lines', () => {
  it('never cover one another, stay below the top, and keep the order of their lines', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: TOP, max: 300, noNaN: true }), { minLength: 1, maxLength: 4 }), (ends) => {
        const found = middles(ends)
        expect(found).toHaveLength(ends.length)
        const sorted = found.toSorted((one, two) => one - two)
        for (const [index, at] of sorted.entries()) {
          expect(at).toBeGreaterThanOrEqual(TOP - 1)
          const next = sorted[index + 1]
          if (next !== undefined) expect(next - at).toBeGreaterThanOrEqual(CHIP - 1)
        }
        for (const [one, first] of ends.entries()) {
          for (const [two, second] of ends.entries()) {
            if (first < second) expect(found.at(one)).toBeLessThan(found.at(two) ?? Number.NaN)
          }
        }
      }),
      { numRuns: 300, seed: 3 },
    )
  })

  it('stand at their lines where these are far apart', () => {
    expect(middles([60, 120, 200, 280])).toEqual([60.5, 120.5, 200.5, 280.5])
  })
})
