import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { hardwareRow } from '#main/library/hardware.ts'
import { putRow } from '#main/library/rows.ts'
import { weakHardware, weakModel, type WeakProfile } from '#main/library/weakFigures.ts'
import { rankWeakFigures, selectWeakFigures } from '#main/library/weakRanking.ts'
import { withFigure } from '#shared/domain/figures.ts'
import type { WeakFiguresQuery } from '#shared/contract/weakFigures.ts'
import { device, shippedModel } from '../../resources/libraryProfiles.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { connectForTest, openForTest } from './librarySupport.ts'

const ALL: WeakFiguresQuery = { kind: 'hardware', id: null, weakness: null, systems: true, offset: 0, limit: 2000 }
const b200 = device('b200-sxm')
const select = async (profiles: readonly WeakProfile[], query: WeakFiguresQuery) =>
  selectWeakFigures(await rankWeakFigures(profiles), query)
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

test('what an evaluation reads first stands first, and of that the weakest', async () => {
  const weak = weakHardware({
    ...withFigure(b200, bandwidth, { value: 8e12, grade: 'estimate', source: null }),
    id: 'mine',
  })
  const unknown = weakHardware(withFigure(b200, bandwidth, { value: null, grade: null, source: null }))
  const { figures, found, counts } = await select([weak, unknown], ALL)
  expect(figures.slice(0, 2).map(({ id, path }) => [id, path])).toEqual([
    ['b200-sxm', bandwidth],
    ['mine', bandwidth],
  ])
  expect(figures.map(({ rank }) => rank)).toEqual(figures.map(({ rank }) => rank).toSorted((one, two) => one - two))
  expect(figures.at(-1)?.rank).toBeGreaterThan(6)
  expect(found).toBe(weak.figures.length + unknown.figures.length)
  expect(await select([weak, unknown], { ...ALL, weakness: 'estimate', limit: 1 })).toMatchObject({
    found: counts.estimate,
    counts,
    figures: [{ id: 'mine' }],
  })
})

test('systems are left out unless they are asked for', async () => {
  const system = { ...weakHardware(b200), system: true }
  expect((await select([system], { ...ALL, systems: false })).found).toBe(0)
  expect((await select([system], { ...ALL, systems: false, id: 'b200-sxm' })).found).toBe(system.figures.length)
})

test('the dimensions of a model count as one figure', () => {
  const model = shippedModel('llama-3.1-70b')
  const guessed = weakModel({ ...model, dimensions: { grade: 'guess', source: null } })
  expect(guessed.figures[0]).toMatchObject({ path: 'dimensions', weaknesses: ['guess', 'unsourced'] })
})

test('the library answers for all and for one, and follows a change', async () => {
  const library = openForTest(null)
  const all = await library.weakFigures(ALL)
  expect(new Set(all.figures.map(({ id }) => id))).toEqual(new Set(['b200-sxm', 'cerebras-wse3', 'rtx-4090']))
  const one = await library.weakFigures({ ...ALL, id: 'rtx-4090' })
  expect(one.figures).toEqual(all.figures.filter(({ id }) => id === 'rtx-4090'))
  expect((await library.weakFigures({ ...ALL, id: 'gone' })).found).toBe(0)
  library.copy({ kind: 'hardware', id: 'rtx-4090', newId: 'mine', name: 'Mine' })
  const edit = { typed: '', unit: '', low: '', high: '', grade: null, note: '', source: null } as const
  library.edit({ kind: 'hardware', id: 'mine', path: 'memory.gddr.bandwidth', edit })
  expect((await library.weakFigures(ALL)).figures[0]).toMatchObject({
    id: 'mine',
    path: 'memory.gddr.bandwidth',
    weaknesses: ['unknown'],
  })
})

test('what is asked for in parts is what is asked for whole', async () => {
  const library = openForTest(null)
  const whole = await library.weakFigures(ALL)
  const parts = await Promise.all(
    [0, 7, 14].map((offset) => library.weakFigures({ ...ALL, offset, limit: offset === 14 ? 2000 : 7 })),
  )
  expect(parts.flatMap(({ figures }) => figures)).toEqual(whole.figures)
  expect(parts.map(({ found }) => found)).toEqual([whole.found, whole.found, whole.found])
})

/** A library file with so many copies of a device as the user's own. */
function libraryOfMany(count: number): string {
  const folder = temporaryFolder()
  openForTest(folder).close()
  const database = connectForTest(join(folder, 'library.sqlite'))
  database.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      putRow(database, 'hardware', 'user', hardwareRow({ ...b200, id: `own-${index}`, name: `Own ${index}` }))
    }
  })()
  database.close()
  return folder
}

test('while thousands of profiles are read for the first time, other calls are answered', async () => {
  const library = openForTest(libraryOfMany(2000))
  let done = false
  const weak = library.weakFigures(ALL).finally(() => (done = true))
  let answered = 0
  while (!done) {
    expect(library.summary().devices).toBe(2003)
    answered += 1
    await setImmediate()
  }
  expect((await weak).found).toBeGreaterThan(20_000)
  expect(answered).toBeGreaterThan(100)
})

test('who asks for the same meanwhile waits for the same, and a change meanwhile is in the next answer', async () => {
  const library = openForTest(libraryOfMany(100))
  const [first, second] = [library.weakFigures(ALL), library.weakFigures({ ...ALL, weakness: 'unknown' })]
  const before = await library.weakFigures({ ...ALL, id: 'own-7' })
  library.remove({ kind: 'hardware', id: 'own-7' })
  const after = await library.weakFigures(ALL)
  expect((await second).found).toBe((await first).counts.unknown)
  expect(after.figures.some(({ id }) => id === 'own-7')).toBe(false)
  expect(before.found).toBeGreaterThan(0)
})

test('a library that is closed meanwhile ends the reading in a sentence', async () => {
  const library = openForTest(libraryOfMany(100))
  const weak = library.weakFigures(ALL)
  library.close()
  await expect(weak).rejects.toMatchObject({ code: 'cancelled', message: 'The library was closed.' })
})
