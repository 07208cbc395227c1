import { expect, test } from 'vitest'
import { powerByQuarter } from '#shared/charts/brief/powerByQuarter.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import type { Budget } from '#shared/domain/brief/powerBudget.ts'
import { powerRows } from '#shared/words/decision/powerRows.ts'
import { shownAlternatives } from '#shared/words/decision/shownAlternatives.ts'
import { BRIEF, CHOSEN, PROFILES } from '../../../../support/briefVerdicts.ts'

const theme = chartTheme('light')
const shown = shownAlternatives(BRIEF, PROFILES, CHOSEN)
const figureOf = (budget: Budget | null) => powerByQuarter({ rows: powerRows(BRIEF, shown, budget), budget }, theme)
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('the table has the systems, power and racks of every alternative in every quarter to the horizon', () => {
  const { table } = figureOf(null)
  expect(table.columns.slice(0, 4).map(({ label }) => label)).toEqual([
    'Quarter',
    'A, systems',
    'A, IT power',
    'A, Racks',
  ])
  expect(table.rows).toHaveLength(16)
  expect(table.rows[0]?.slice(0, 4)).toEqual([1, 6, 6 * 14.3e3, 2])
  expect(table.rows.at(-1)?.slice(0, 4)).toEqual([16, 7, 7 * 14.3e3, 2])
  // Nobody knows what the rented ones draw: their systems are there all the same.
  const rented = table.columns.findIndex(({ label }) => label === 'D, systems')
  expect(table.rows[0]?.slice(rented, rented + 2)).toEqual([10, null])
})

test('who outgrows the budget is said, and the budget is in the words for those who do not see it', () => {
  const figure = figureOf({ kind: 'power', watts: 100.1e3 })
  expect(plain(figure.sentence)).toBe('96.0 kW to 132 kW at the end of the horizon. C and B outgrow the budget.')
  expect(plain(figure.altText)).toContain('budget 100 kW of IT')
  expect(plain(figure.altText)).toContain('A 48 × B200, Q16: 7 systems, 100 kW, 2 racks')
  expect(plain(figureOf({ kind: 'power', watts: 1e6 }).sentence)).toContain('All stay within the budget.')
})

test('a budget of racks is set against racks', () => {
  const figure = figureOf({ kind: 'racks', racks: 3 })
  expect(figure.title).toBe('Racks the demand asks, by quarter')
  expect(figure.sentence).toBe('1 to 4 racks at the end of the horizon. F outgrows the budget.')
})

test('where nothing that is sized has a known power there is a reason, not an empty plot', () => {
  const figure = powerByQuarter({ rows: [], budget: null }, theme)
  expect(figure.state).toBe('empty')
  expect(figure.altText).toContain('No power known')
})
