import { expect, test } from 'vitest'
import { perMillionOf } from '#shared/domain/brief/perMillion.ts'
import { keyFigure } from '#shared/words/decision/keyFigure.ts'
import { shownAlternatives } from '#shared/words/decision/shownAlternatives.ts'
import { shortLimit } from '#shared/words/decision/shortLimit.ts'
import { verdictReport } from '#shared/words/decision/verdictReport.ts'
import { briefVerdictWords } from '#shared/words/briefVerdictWords.ts'
import { BRIEF, CHOSEN, PROFILES, VERDICTS } from '../../../../support/briefVerdicts.ts'

function figureOf(state: keyof typeof VERDICTS) {
  const verdict = VERDICTS[state]
  return keyFigure(BRIEF, verdict, shownAlternatives(BRIEF, PROFILES, verdict))
}
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ')

test('a choice has its cost, with the interval of the draws', () => {
  expect(figureOf('choose')?.text).toBe('4.92')
  expect(figureOf('choose')?.note).toBe('USD/M all-in, 80 % 4.38 to 5.61')
})

test('where two cannot be told apart one figure of two digits stands for both', () => {
  for (const state of ['undecided', 'tied'] as const) {
    expect(figureOf(state)?.text).toBe('5.3')
    expect(figureOf(state)?.note).toContain('either')
  }
})

test('what is not met has the limit it misses, what is not priced its floor, and no demand no figure', () => {
  expect(plain(figureOf('noneFeasible')?.text)).toBe('420 ms')
  expect(plain(figureOf('noneFeasible')?.note)).toBe('nearest B, limit 200 ms')
  expect(plain(figureOf('cannotSay')?.text)).toBe('580,000 USD')
  expect(figureOf('needsDemand')).toBeNull()
})

test('the interval of a cost is that of the draws over the same tokens; one that was not drawn has none', () => {
  const [chosen] = CHOSEN.table
  const cost = chosen && perMillionOf(chosen)
  expect(cost?.low).toBeCloseTo(4.38, 6)
  expect(cost?.high).toBeCloseTo(5.61, 6)
  expect(chosen && perMillionOf({ ...chosen, fared: null })).toEqual({ value: cost?.value, low: null, high: null })
  expect(chosen && perMillionOf({ ...chosen, costing: null })).toBeNull()
})

test('a broken limit names both its numbers; what is no limit is said as it is', () => {
  const power = { code: 'brief.limit.power', parameters: { needed: watts(132e3), allowed: watts(100e3) } } as const
  expect(plain(shortLimit(power))).toBe('132 kW > 100 kW')
  expect(shortLimit({ code: 'brief.limit.racks', parameters: { needed: 7, allowed: 4 } })).toBe('7 > 4 racks')
  const sure = { code: 'brief.limit.confidence', parameters: { share: 0.62, asked: 0.9 } } as const
  expect(plain(shortLimit(sure))).toBe('enough in 62 % < 90 %')
  expect(shortLimit({ code: 'verbatim', parameters: { text: 'as it is' } })).toBe('as it is')
})
const watts = (value: number) => ({ value, dimension: 'watts' }) as const

test('a verdict as text begins with its headline and says no line twice', () => {
  const words = briefVerdictWords(CHOSEN, new Map([['b200', 'B200, bought']]))
  const lines = verdictReport(words, 'choose').split('\n')
  expect(lines[0]).toBe(words.headline)
  expect(new Set(lines).size).toBe(lines.length)
  expect(lines).toEqual(expect.arrayContaining([...words.flips]))
})
