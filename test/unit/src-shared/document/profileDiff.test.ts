import { expect, it } from 'vitest'
import { diffProfiles } from '#shared/document/profileDiff.ts'
import { withFigure } from '#shared/domain/figures.ts'
import { device, shippedModel } from '../../resources/libraryProfiles.ts'

const b200 = device('b200-sxm')
const NEW = { value: 7e12, grade: 'guess', source: null } as const

it('equal profiles differ nowhere, in whatever order their keys are', () => {
  const reversed = Object.fromEntries(Object.entries(b200).reverse())
  expect(diffProfiles(b200, reversed)).toEqual([])
})

it('a figure differs as a whole, found by its level’s id', () => {
  const hbm = b200.memory.find(({ id }) => id === 'hbm')
  expect(diffProfiles(b200, withFigure(b200, 'memory.hbm.bandwidth', NEW))).toEqual([
    { path: 'memory.hbm.bandwidth', before: hbm?.bandwidth, after: NEW },
  ])
})

it('a level that came and a link that went are one difference each', () => {
  const level = { ...b200.memory[0], id: 'extra' }
  const changed = { ...b200, memory: [...b200.memory, level], scaleUp: null }
  expect(diffProfiles(b200, changed)).toEqual([
    { path: 'memory.extra', before: null, after: level },
    { path: 'scaleUp', before: b200.scaleUp, after: null },
  ])
})

it('the table of sources shows only where nothing else differs', () => {
  const sources = { ...b200.sources, own: { title: 'Mine', address: null } }
  expect(diffProfiles(b200, { ...b200, sources, name: 'Mine' }).map(({ path }) => path)).toEqual(['name'])
  expect(diffProfiles(b200, { ...b200, sources }).map(({ path }) => path)).toEqual(['sources.own'])
})

it('the layers of a model are one list', () => {
  const llama = shippedModel('llama-3.1-70b')
  const [group] = llama.layerGroups
  const layerGroups = [{ ...group, count: 81 }]
  expect(diffProfiles(llama, { ...llama, layerGroups })).toEqual([
    { path: 'layerGroups', before: llama.layerGroups, after: layerGroups },
  ])
})
