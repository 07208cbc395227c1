import { expect, test } from 'vitest'
import { changedParts } from '../../../../src-renderer/decide/changedParts.ts'
import { BRIEF, PROFILES } from '../../../support/briefVerdicts.ts'

const workspace = { brief: BRIEF, profiles: PROFILES }

test('what a verdict rests on is named when it is another one', () => {
  const demand = { ...BRIEF.demand, inputTokens: 4096 }
  expect(changedParts(workspace, { ...workspace, brief: { ...BRIEF, demand, horizon: 48 } })).toEqual([
    'demand',
    'horizon',
  ])
  const models = Object.fromEntries(
    Object.entries(PROFILES.models).map(([id, each]) => [id, { ...each, hash: 'f'.repeat(64) }]),
  )
  expect(changedParts(workspace, { ...workspace, profiles: { ...PROFILES, models } })).toEqual(['profiles'])
})

test('a word of the question or an objection changes no figure, and what is taken back is unchanged', () => {
  const brief = { ...BRIEF, question: 'Another one?', owner: 'Somebody else', dissent: [] }
  expect(changedParts(workspace, { ...workspace, brief })).toEqual([])
  expect(changedParts(workspace, workspace)).toEqual([])
  const back = { ...workspace, brief: { ...BRIEF, demand: { ...BRIEF.demand } }, profiles: { ...PROFILES } }
  expect(changedParts(workspace, back)).toEqual([])
})
