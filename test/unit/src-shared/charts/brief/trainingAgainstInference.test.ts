import { expect, test } from 'vitest'
import { trainingAgainstInference } from '#shared/charts/brief/trainingAgainstInference.ts'
import { inferenceShare } from '#shared/charts/evidence/inferenceShare.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { serviceBegins } from '#shared/domain/brief/serviceBegins.ts'
import type { Lifecycle } from '#shared/domain/brief/lifecycle.ts'
import { leadingRow, lifecycleCell, lifecycleRows } from '#shared/words/decision/lifecycleRows.ts'
import { shownAlternatives } from '#shared/words/decision/shownAlternatives.ts'
import { BRIEF, CHOSEN, PROFILES } from '../../../../support/briefVerdicts.ts'
import { sharePoint } from '../../../../support/shares.ts'

const theme = chartTheme('light')
const shown = shownAlternatives(BRIEF, PROFILES, CHOSEN)
const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const rowsOf = (training: Partial<Lifecycle['training']> = {}) =>
  lifecycleRows(
    { ...BRIEF, lifecycle: { ...BRIEF.lifecycle, training: { ...BRIEF.lifecycle.training, ...training } } },
    shown,
  )
const figureOf = (training: Partial<Lifecycle['training']> = {}) =>
  trainingAgainstInference({ row: leadingRow(rowsOf(training), CHOSEN), horizon: BRIEF.horizon }, theme)

test('the month is said with its ends, and the table adds up to it', () => {
  const { sentence, table, altText } = figureOf()
  const month = Number(/in month (\d+) of service; (\d+) to (\d+)/.exec(sentence)?.[1])
  expect(sentence).toMatch(/^With A, in month \d+ of service; \d+ to \d+ as training is said\.$/)
  const at = (row: readonly unknown[] | undefined) => [row?.[0], row?.[1], row?.[2]] as [number, number, number]
  const before = at(table.rows.findLast((row) => Number(row[0]) <= month - 1))
  const after = at(table.rows.find((row) => Number(row[0]) >= month))
  expect(before[2]).toBeLessThan(before[1])
  expect(after[2]).toBeGreaterThanOrEqual(after[1])
  expect(table.rows.at(-1)?.[0]).toBe(36)
  expect(altText).toContain(sentence)
})

test('beyond the horizon there is no month, but how far inference comes', () => {
  expect(plain(figureOf({ tokens: 150e12 }).sentence)).toMatch(
    /^With A, not within the 36 months: inference comes to 1\d % of training\.$/,
  )
})

test('training that nobody has said is unknown and asks for it; so is what has no device-hours', () => {
  const unsaid = figureOf({ tokens: null })
  expect(unsaid.state).toBe('unknown')
  expect(unsaid.altText).toContain('Training cost not said')
  const hosted = rowsOf().find((row) => row.shown.id === 'hosted') ?? null
  expect(trainingAgainstInference({ row: hosted, horizon: 36 }, theme).altText).toContain('No device-hours known')
  expect(hosted && lifecycleCell(hosted)).toBe('no device-hours')
  expect(trainingAgainstInference({ row: null, horizon: 36 }, theme).state).toBe('empty')
})

test('what leads is shown first; where it has no device-hours, the first that has', () => {
  const rows = rowsOf()
  expect(leadingRow(rows, CHOSEN)?.shown.id).toBe('b200')
  expect(leadingRow(rows, { choice: ['hosted'], leaning: null })?.shown.id).toBe('b200')
  expect(leadingRow(rows, { choice: [], leaning: 'h200' })?.shown.id).toBe('h200')
  expect(leadingRow([], CHOSEN)).toBeNull()
})

test('the company stands beside the market on one axis of years, by quarter, as it said', () => {
  const row = leadingRow(rowsOf(), CHOSEN)
  if (row === null || row.company === null) throw new Error('The brief says what the company trains for.')
  const begins = serviceBegins(BRIEF, new Date(0))
  expect(begins).toBeCloseTo(2027 + 10 / 12, 9)
  const points = [sharePoint(2025, 0.48), sharePoint(2026, 0.64, { forecast: true })]
  const figure = inferenceShare(
    { points, thisYear: 2026, company: { ...row.shown, shares: row.company, begins } },
    theme,
  )
  expect(plain(figure.sentence)).toMatch(
    /^Company with A: half in Q\d 20\d\d\. Market: half in 2026, 64 % forecast for 2026\.$/,
  )
  expect(figure.table.rows).toHaveLength(2 + 12)
  expect(figure.table.rows[2]).toEqual([
    'Q4 2027',
    row.company[0]?.share,
    'as said of the company',
    'This brief, 48 × B200',
  ])
  expect(figure.axes?.x?.[1]).toBeGreaterThan(2030)
})
