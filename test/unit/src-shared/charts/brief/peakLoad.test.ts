import { expect, test } from 'vitest'
import { peakLoad } from '#shared/charts/brief/peakLoad.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'

const theme = chartTheme('light')
const own = (value: number) => ({ value, low: null, high: null, grade: 'own' as const, source: '', date: null })
const demand = { ...DEFAULT_BRIEF.demand, amount: own(500e6), growth: own(0.44) }

test('the peak load goes from the start to the end of the horizon, in words and in the table alike', () => {
  const figure = peakLoad({ demand, horizon: 24 }, theme)
  expect(figure?.sentence).toBe('The peak load goes from 22.6 to 46.9 requests/s in 24 months.')
  const rows = figure?.table.rows ?? []
  expect(rows[0]).toEqual([0, expect.closeTo(22.606, 3)])
  expect(rows.at(-1)).toEqual([24, expect.closeTo(22.606 * 1.44 ** 2, 2)])
  expect(rows.map(([month]) => month)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24])
  // The axis holds the whole line.
  expect(figure?.axes?.y?.[1]).toBeGreaterThan(47)
})

test('a horizon that is no multiple of a quarter ends where it ends', () => {
  const months = peakLoad({ demand, horizon: 10 }, theme)?.table.rows.map(([month]) => month)
  expect(months).toEqual([0, 3, 6, 9, 10])
})

test('without a demand there is no chart', () => {
  expect(peakLoad({ demand: DEFAULT_BRIEF.demand, horizon: 36 }, theme)).toBeNull()
})
