import { expect, test } from 'vitest'
import { rankWeakFigures, weakHardware, weakModel } from '#main/library/weakFigures.ts'
import { withFigure } from '#shared/domain/figures.ts'
import type { WeakFiguresQuery } from '#shared/contract/weakFigures.ts'
import { device, shippedModel } from '../../resources/libraryProfiles.ts'
import { openForTest } from './librarySupport.ts'

const ALL: WeakFiguresQuery = { kind: 'hardware', id: null, weakness: null, systems: true, limit: 2000 }
const b200 = device('b200-sxm')
const bandwidth = 'memory.hbm.bandwidth'

test('a figure that is measured and sourced is not weak; each weakness is named', () => {
  const source = b200.memory.find(({ id }) => id === 'hbm')?.bandwidth.source ?? null
  const of = (figure: Parameters<typeof withFigure>[2]) =>
    weakHardware(withFigure(b200, bandwidth, figure)).figures.find(({ path }) => path === bandwidth)
  expect(source).not.toBeNull()
  expect(of({ value: 8e12, grade: 'vendor', source })).toBeUndefined()
  expect(of({ value: null, grade: null, source: null })).toMatchObject({ weaknesses: ['unknown'], rank: 0 })
  expect(of({ value: 8e12, grade: 'guess', source: null })?.weaknesses).toEqual(['guess', 'unsourced'])
  expect(of({ value: 8e12, grade: 'estimate', source })?.weaknesses).toEqual(['estimate'])
  const other = (value: number) => ({ value, grade: 'vendor' as const, source })
  expect(of({ value: 8e12, grade: 'vendor', source, alternatives: [other(7.7e12)] })).toMatchObject({
    weaknesses: ['disputed'],
    spread: [7.7e12, 8e12],
  })
  expect(of({ value: 8e12, grade: 'vendor', source, alternatives: [other(8.01e12)] })).toBeUndefined()
})

test('other kinds of price are no disagreement', () => {
  const price = { value: 1, grade: 'vendor', source: 'x', alternatives: [{ value: 2, grade: 'vendor', source: 'x' }] }
  const weak = weakHardware(withFigure(b200, 'price.purchase', price as Parameters<typeof withFigure>[2]))
  expect(weak.figures.some(({ path }) => path === 'price.purchase')).toBe(false)
})

test('what an evaluation reads first stands first, and of that the weakest', () => {
  const weak = weakHardware({
    ...withFigure(b200, bandwidth, { value: 8e12, grade: 'estimate', source: null }),
    id: 'mine',
  })
  const unknown = weakHardware(withFigure(b200, bandwidth, { value: null, grade: null, source: null }))
  const { figures, found, counts } = rankWeakFigures([weak, unknown], ALL)
  expect(figures.slice(0, 2).map(({ id, path }) => [id, path])).toEqual([
    ['b200-sxm', bandwidth],
    ['mine', bandwidth],
  ])
  expect(figures.map(({ rank }) => rank)).toEqual(figures.map(({ rank }) => rank).toSorted((one, two) => one - two))
  expect(figures.at(-1)?.rank).toBeGreaterThan(6)
  expect(found).toBe(weak.figures.length + unknown.figures.length)
  expect(rankWeakFigures([weak, unknown], { ...ALL, weakness: 'estimate', limit: 1 })).toMatchObject({
    found: counts.estimate,
    counts,
    figures: [{ id: 'mine' }],
  })
})

test('systems are left out unless they are asked for', () => {
  const system = { ...weakHardware(b200), system: true }
  expect(rankWeakFigures([system], { ...ALL, systems: false }).found).toBe(0)
  expect(rankWeakFigures([system], { ...ALL, systems: false, id: 'b200-sxm' }).found).toBe(system.figures.length)
})

test('the dimensions of a model count as one figure', () => {
  const model = shippedModel('llama-3.1-70b')
  const guessed = weakModel({ ...model, dimensions: { grade: 'guess', source: null } })
  expect(guessed.figures[0]).toMatchObject({ path: 'dimensions', weaknesses: ['guess', 'unsourced'] })
})

test('the library answers for all and for one, and follows a change', () => {
  const library = openForTest(null)
  const all = library.weakFigures(ALL)
  expect(new Set(all.figures.map(({ id }) => id))).toEqual(new Set(['b200-sxm', 'cerebras-wse3', 'rtx-4090']))
  const one = library.weakFigures({ ...ALL, id: 'rtx-4090' })
  expect(one.figures).toEqual(all.figures.filter(({ id }) => id === 'rtx-4090'))
  expect(library.weakFigures({ ...ALL, id: 'gone' }).found).toBe(0)
  library.copy({ kind: 'hardware', id: 'rtx-4090', newId: 'mine', name: 'Mine' })
  const edit = { typed: '', unit: '', low: '', high: '', grade: null, note: '', source: null } as const
  library.edit({ kind: 'hardware', id: 'mine', path: 'memory.gddr.bandwidth', edit })
  expect(library.weakFigures(ALL).figures[0]).toMatchObject({
    id: 'mine',
    path: 'memory.gddr.bandwidth',
    weaknesses: ['unknown'],
  })
})
