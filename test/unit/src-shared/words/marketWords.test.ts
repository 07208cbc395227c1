import { describe, expect, it } from 'vitest'
import { PLATFORMS } from '#shared/domain/market/platform.ts'
import { SOFTWARE_CRITERIA } from '#shared/domain/market/software.ts'
import {
  criterionMeaning,
  criterionName,
  datedText,
  platformName,
  priceText,
  shareRangeText,
  spendText,
  spendYear,
  standingText,
} from '#shared/words/marketWords.ts'
import { sharePoint } from '../../../support/shares.ts'

describe('words of the market', () => {
  it('name every platform and criterion apart', () => {
    expect(new Set(PLATFORMS.map(platformName)).size).toBe(PLATFORMS.length)
    expect(new Set(SOFTWARE_CRITERIA.map(criterionName)).size).toBe(SOFTWARE_CRITERIA.length)
    expect(new Set(SOFTWARE_CRITERIA.map(criterionMeaning)).size).toBe(SOFTWARE_CRITERIA.length)
  })

  it.each([
    [{ date: '2026' }, '2026'],
    [{ date: '2025-11', edition: 'v0.11.2' }, '2025-11, v0.11.2'],
    [{ date: '2026-07', from: '2026-04' }, '2026-04 to 2026-07'],
  ])('say when: %j', (dated, text) => expect(datedText(dated)).toBe(text))

  it('say how a platform stands: a count of none is none, and what is unknown is said to be', () => {
    expect(standingText({ standing: 'plugin', value: 'tpu-inference' })).toBe('Plug-in')
    expect(standingText({ standing: null, value: null, counts: { results: 1277, submitters: 24 } })).toBe('1,277 by 24')
    expect(standingText({ standing: null, value: null, counts: { results: 0, submitters: 0 } })).toBe('none')
    expect(standingText({ standing: null, value: 'JAX, vLLM' })).toBe('JAX, vLLM')
  })

  it('print amounts as exactly as they were told', () => {
    expect([0.6, 0.039, 2.8, 12, null].map(priceText)).toEqual(['0.60', '0.039', '2.80', '12.00', 'Unknown'])
    expect(spendText({ unit: 'dollars' }, sharePoint(2026, 2_528e9))).toBe('2,528 B USD')
    expect(spendText({ unit: 'dollars' }, sharePoint(2026, 500e9, { atLeast: true }))).toBe('more than 500 B USD')
    expect(spendText({ unit: 'share' }, sharePoint(2026, 0.67))).toBe('67 %')
    expect(shareRangeText({ low: 0.1, high: 0.2 })).toBe('10 % to 20 %')
    expect(shareRangeText({ low: 0.19, high: 0.19 })).toBe('19 %')
  })

  it('say of which year, and whether it was a forecast', () => {
    expect(spendYear(sharePoint(2026, 1, { forecast: true }))).toBe('2026, forecast')
    expect(spendYear(sharePoint(2026, 1, { onwards: true }))).toBe('from 2026')
    expect(spendYear(sharePoint(2027, 1, { until: true }))).toBe('to 2027')
  })
})
