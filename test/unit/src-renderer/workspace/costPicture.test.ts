import { expect, test } from 'vitest'
import { costPicture } from '../../../../src-renderer/workspace/costPicture.ts'
import { BRIEF, CHOSEN, PROFILES } from '../../../support/briefVerdicts.ts'

test('draws whoever has a price in the order they were judged in, and hollow who breaks a limit', () => {
  const picture = costPicture({ brief: BRIEF, profiles: PROFILES }, CHOSEN)
  if (picture?.kind !== 'bars') throw new Error('no bars')
  const priced = CHOSEN.table.filter(({ costing }) => costing !== null)
  expect(picture.bars).toHaveLength(priced.length)
  expect(picture.bars.length).toBeLessThan(CHOSEN.table.length)
  expect(picture.bars[0]?.slot).toBe(BRIEF.alternatives.find(({ id }) => id === CHOSEN.choice[0])?.slot)
  expect(picture.bars.filter(({ hollow }) => hollow)).toHaveLength(
    priced.filter(({ limits }) => limits.length > 0).length,
  )
  expect(picture.bars.some(({ hollow }) => hollow)).toBe(true)
  expect(picture.altText).toContain('> ')
})

test('is none where nothing is priced', () => {
  const table = CHOSEN.table.map((row) => ({ ...row, costing: null }))
  expect(costPicture({ brief: BRIEF, profiles: PROFILES }, { table })).toBeNull()
})
