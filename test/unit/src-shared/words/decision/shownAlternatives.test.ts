import { expect, test } from 'vitest'
import { shownAlternatives } from '#shared/words/decision/shownAlternatives.ts'
import { whyCount } from '#shared/words/decision/whyCount.ts'
import { BRIEF, CHOSEN, PROFILES } from '../../../../support/briefVerdicts.ts'

test('ranked ones come first, then those that break a limit, last those without a price', () => {
  const shown = shownAlternatives(BRIEF, PROFILES, CHOSEN)
  expect(shown.map(({ letter }) => letter).join('')).toBe('ACDEBF')
  expect(shown.map(({ judged }) => judged?.rank ?? null)).toEqual([1, 2, 3, 4, null, null])
})

test('before there is a verdict they stand as the brief lists them, and nothing is said of how many', () => {
  const shown = shownAlternatives(BRIEF, PROFILES, null)
  expect(shown.map(({ letter }) => letter).join('')).toBe('ABCDEF')
  expect(shown[0]?.name).toBe('B200')
  expect(shown.every(({ judged }) => judged === null)).toBe(true)
})

test('an alternative is named by its machine, its offer and what carries the demand', () => {
  const [first, , , hosted, , wafer] = shownAlternatives(BRIEF, PROFILES, CHOSEN)
  expect(first?.name).toBe('48 × B200')
  expect(first?.offer).toBe('Buy, 6 systems, 7 from Q8')
  expect(first?.configuration[0]?.replaceAll('\u00a0', ' ')).toBe('6 copies, TP 8, FP8')
  expect(hosted?.name).toBe('Hosted interface')
  // A fleet that does not grow has no quarter, and a copy may span several systems.
  expect(wafer?.offer).toBe('Buy, 4 devices')
  expect(wafer?.configuration[0]?.replaceAll('\u00a0', ' ')).toBe('1 copy over 4 systems, TP 8, FP8')
})

test('why a fleet is larger than its load is said where it is little busy', () => {
  const busy = CHOSEN.table.find(({ id }) => id === 'b200')?.sizing ?? null
  const idle = CHOSEN.table.find(({ id }) => id === 'gb200')?.sizing ?? null
  expect(whyCount(busy)?.short).toBe('')
  expect(whyCount(idle)?.short).toBe('for the spare')
  expect(whyCount(idle && { ...idle, spare: 0, atCentral: 1, atConfidence: 2 })?.short).toBe('to be sure')
  expect(whyCount(idle && { ...idle, spare: 0, atCentral: 1, atConfidence: 1 })?.short).toBe('whole systems')
  expect(whyCount(null)).toBeNull()
})
