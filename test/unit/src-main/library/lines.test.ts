import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hardwareRow } from '#main/library/hardware.ts'
import { putRow } from '#main/library/rows.ts'
import { sealOf } from '#main/library/seals.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { connectForTest, openForTest, smallSeed } from './librarySupport.ts'

const [device] = smallSeed().profiles().hardware
if (!device) throw new Error('the seed is empty')
const template = device

/** An open library, and another connection that writes devices into it. */
function watched() {
  const folder = temporaryFolder()
  const library = openForTest(folder)
  const other = connectForTest(join(folder, 'library.sqlite'))
  const put = (id: string, name: string, vendor = 'Own') =>
    putRow(other, 'hardware', 'user', hardwareRow({ ...template, id, name, vendor }))
  const remove = (id: string) => other.prepare("DELETE FROM hardware WHERE id = ? AND origin = 'user'").run(id)
  const names = (query = 'own') => library.listHardware(query).map(({ name }) => name)
  return { library, other, put, remove, names }
}

describe('the lines in memory', () => {
  it('follow what another process adds, renames, hides and removes', () => {
    const { put, remove, names, library } = watched()
    expect(names()).toEqual([])
    put('first', 'Box 2')
    expect(names()).toEqual(['Box 2'])
    put('second', 'Box 10')
    put('third', 'Box 1')
    expect(names()).toEqual(['Box 1', 'Box 2', 'Box 10'])
    put('third', 'Box 3')
    expect(names()).toEqual(['Box 2', 'Box 3', 'Box 10'])
    remove('first')
    expect(names()).toEqual(['Box 3', 'Box 10'])
    put('b200-sxm', 'Own B200')
    expect(names('b200')).toEqual(['Own B200'])
    remove('b200-sxm')
    expect(library.listHardware('b200').map(({ origin }) => origin)).toEqual(['bundled'])
  })

  it('are in one order, however they came', () => {
    const { put, names, library } = watched()
    for (const id of ['z', 'a', 'm']) put(id, 'Same name')
    library.listHardware('')
    put('b', 'Same name')
    expect(names().length).toBe(4)
    expect(library.listHardware('own').map(({ id }) => id)).toEqual(['a', 'b', 'm', 'z'])
  })

  it('leave out one that this version cannot read, and give the rest', () => {
    const { other, put, names, library } = watched()
    put('good', 'Good')
    put('odd', 'Odd')
    const words = other.prepare("SELECT words FROM hardware WHERE id = 'odd'").pluck().get() as string
    const listing = '{"id":"odd"}'
    other
      .prepare("UPDATE hardware SET listing = ?, seal = ? WHERE id = 'odd'")
      .run(listing, sealOf('odd', 'user', listing, words))
    expect(names()).toEqual(['Good'])
    expect(library.summary().devices).toBe(4)
  })

  it('that are not what was written are damage', () => {
    const { other, put, library } = watched()
    put('good', 'Good')
    other.exec(`UPDATE hardware SET listing = replace(listing, 'Good', 'Gold') WHERE id = 'good'`)
    expect(() => library.listHardware('')).toThrow(/library is damaged: restart Memwall/)
  })

  it('that are cut short are damage', () => {
    const { other, put, library } = watched()
    put('good', 'Good')
    other.exec(`UPDATE hardware SET listing = substr(listing, 1, 20) WHERE id = 'good'`)
    expect(() => library.listHardware('')).toThrow(/library is damaged: restart Memwall/)
  })
})
