import { expect, test } from 'vitest'
import { figureGroups } from '../../../../../src-renderer/library/figures/figureRows.ts'
import { citedSources, gradeCounts } from '../../../../../src-renderer/library/profile/profileCounts.ts'
import { device } from '../../../resources/libraryProfiles.ts'

const profile = device('b200-sxm')
const figures = figureGroups(profile).flatMap((group) => group.rows.map((row) => row.figure))

test('every figure has one grade or is unknown', () => {
  const counts = gradeCounts(figures)
  expect(counts.reduce((sum, each) => sum + each.count, 0)).toBe(figures.length)
  expect(counts.at(-1)).toEqual({ grade: null, count: figures.filter((figure) => figure.value === null).length })
})

test('sources come by use; one that nobody cites is listed all the same', () => {
  const unused = { title: 'Unused', address: null }
  const cited = citedSources({ ...profile.sources, unused }, figures)
  expect(cited[0]?.key).toBe('ml-engineering-compute')
  expect(cited.at(-1)).toEqual({ key: 'unused', source: unused, figures: 0, alternatives: 0 })
  expect(cited.find((each) => each.key === 'aiconfigurator')?.alternatives).toBeGreaterThan(1)
})
