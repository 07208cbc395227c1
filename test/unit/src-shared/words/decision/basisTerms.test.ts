import { expect, test } from 'vitest'
import { entered, NOT_GIVEN } from '#shared/domain/brief/assumed.ts'
import { basisTerms } from '#shared/words/decision/basisTerms.ts'
import { BRIEF } from '../../../../support/briefVerdicts.ts'

const valueOf = (brief: typeof BRIEF, id: string) => basisTerms(brief).find((term) => term.id === id)?.value

test('every term says what the brief says', () => {
  expect(valueOf(BRIEF, 'demand')).toBe('500 M out/day, +40 %/year'.replace(' M', '\u00a0M').replace(' %', '\u00a0%'))
  // 500 M tokens a day of 512 a request, twice as many in the busiest hours.
  expect(valueOf(BRIEF, 'load')).toBe('Peak ×2, 22.6 requests/s')
  expect(valueOf(BRIEF, 'promise')?.replaceAll('\u00a0', ' ')).toBe('p95, TTFT 1 s, TPOT 50 ms, 90 % sure')
  expect(valueOf(BRIEF, 'horizon')?.replaceAll('\u00a0', ' ')).toBe('36 months at 9 %')
  expect(valueOf(BRIEF, 'risks')).toBe('Priced in, 12 scored')
})

test('what nobody has said is not made up', () => {
  const silent = { ...BRIEF, demand: { ...BRIEF.demand, amount: NOT_GIVEN, growth: entered(0) } }
  expect(valueOf(silent, 'demand')).toBe('not said')
  expect(valueOf(silent, 'load')).toBe('Peak ×2')
  const none = { ...BRIEF.promise, timeToFirstToken: null, timePerToken: null, endToEnd: null }
  expect(valueOf({ ...BRIEF, promise: none }, 'promise')).toBe('none')
})

test('a demand in requests is said in requests', () => {
  const demand = { ...BRIEF.demand, unit: 'requestsPerSecond' as const, amount: entered(12), growth: entered(0) }
  expect(valueOf({ ...BRIEF, demand }, 'demand')).toBe('12 requests/s')
  expect(valueOf({ ...BRIEF, demand }, 'load')).toBe('Peak ×2, 24.0 requests/s')
})
