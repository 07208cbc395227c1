import { describe, expect, it } from 'vitest'
import { CodedError } from '#shared/contract/errors.ts'
import { profileHash } from '#main/documents/embed.ts'
import { smallDisk, makeReadOnly, temporaryFolder } from '../../../support/folders.ts'
import { openForTest, smallSeed } from './librarySupport.ts'

const [template] = smallSeed().profiles().hardware
if (!template) throw new Error('the seed is empty')
const mine = (id: string, name = 'Mine') => ({ kind: 'hardware' as const, profile: { ...template, id, name } })

describe('entering profiles', () => {
  it('outlives the library’s closing and a new seed, with the hash a document embeds', () => {
    const folder = temporaryFolder()
    const library = openForTest(folder)
    const { entered, revision } = library.enter({ entries: [mine('mine')], file: 'mine.json', replace: false })
    expect(entered).toEqual([{ kind: 'hardware', id: 'mine', hash: profileHash(mine('mine').profile) }])
    expect(revision).toBe(library.summary().revision)
    library.close()
    const again = openForTest(folder, { seed: smallSeed('second') })
    expect(again.hardware('mine').profile.name).toBe('Mine')
    expect(again.origin('hardware', 'mine')).toBe('user')
    expect(again.origin('hardware', template.id)).toBe('bundled')
    expect(again.origin('model', 'mine')).toBe(null)
  })

  it('hides a shipped profile only when asked, and all or none', () => {
    const library = openForTest(null)
    const attempt = () =>
      library.enter({ entries: [mine('new'), mine(template.id)], file: 'mine.json', replace: false })
    expect(attempt).toThrow(CodedError)
    expect(attempt).toThrow(/would hide/)
    expect(library.origin('hardware', 'new')).toBe(null)
    const before = library.summary()
    library.enter({ entries: [mine('new'), mine(template.id)], file: 'mine.json', replace: true })
    expect(library.hardware(template.id).profile.name).toBe('Mine')
    expect(library.summary()).toMatchObject({ revision: before.revision + 1, devices: before.devices + 1 })
    expect(() => library.enter({ entries: [mine('new')], file: 'mine.json', replace: false })).toThrow(/of yours/)
  })

  it('keeps what was there before, and where it came from, in the history', () => {
    const library = openForTest(null)
    library.enter({ entries: [mine('mine')], file: 'first.json', replace: false })
    library.enter({ entries: [mine('mine', 'Renamed')], file: 'second.json', replace: true })
    const { revision } = library.restore({ kind: 'hardware', id: 'mine', revision: 1 })
    expect(revision).toBe(3)
    expect(library.hardware('mine').profile.name).toBe('Mine')
    expect(JSON.stringify(library.history({ kind: 'hardware', id: 'mine' }))).toMatch(/second\.json.*first\.json/)
  })

  it('is refused with the reason where a library on a medium that cannot be written would not keep it', (context) => {
    const disk = smallDisk(8192)
    if (disk === null) return context.skip('this machine mounts no disks')
    openForTest(disk).close()
    makeReadOnly(disk)
    const library = openForTest(disk)
    expect(() => library.enter({ entries: [mine('mine')], file: '', replace: false })).toThrow(CodedError)
    expect(library.origin('hardware', 'mine')).toBeNull()
  })
})
