import { expect, test } from 'vitest'
import { entered, guessed, NOT_GIVEN, type Assumed } from '#shared/domain/brief/assumed.ts'
import type { Alternative } from '#shared/domain/brief/alternative.ts'
import { openingScreen } from '#shared/domain/openingScreen.ts'
import { BRIEF } from '../../../support/briefVerdicts.ts'

const opens = (amount: Assumed, alternatives: readonly Alternative[] = BRIEF.alternatives) =>
  openingScreen({ brief: { ...BRIEF, demand: { ...BRIEF.demand, amount }, alternatives: [...alternatives] } })

test('a demand somebody stands for, with a choice, opens on the decision; an assumed or missing one on the comparison', () => {
  expect(opens(entered(500e6))).toBe('decide')
  expect(opens({ ...entered(500e6), grade: 'estimate' })).toBe('decide')
  expect(opens(guessed(500e6, 350e6, 700e6))).toBe('compare')
  expect(opens(NOT_GIVEN)).toBe('compare')
})

test('one machine paid for in one way is no choice, whatever is changed of it', () => {
  const [one] = BRIEF.alternatives
  if (!one) throw new Error('no alternative')
  const faster = { ...one, id: 'faster', hardwareOverrides: { 'scaleOut.bandwidth': 1e11 } }
  expect(opens(entered(1), [])).toBe('compare')
  expect(opens(entered(1), [one])).toBe('compare')
  expect(opens(entered(1), [one, faster])).toBe('compare')
  expect(opens(entered(1), [one, { ...faster, kind: one.kind === 'rent' ? 'buy' : 'rent' }])).toBe('decide')
})
