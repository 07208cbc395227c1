import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hardwareRow } from '#main/library/hardware.ts'
import { putRow } from '#main/library/rows.ts'
import { libraryContract } from '#shared/contract/library.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { profileHash } from '#main/documents/embed.ts'
import { makeReadOnly, smallDisk, temporaryFolder } from '../../../support/folders.ts'
import { connectForTest, openForTest, smallSeed } from './librarySupport.ts'

const file = (folder: string) => join(folder, 'library.sqlite')

/** Adds a device of the user's beside the shipped ones. */
function addUserDevice(folder: string, id: string, name: string): void {
  const [profile] = smallSeed().profiles().hardware
  if (!profile) throw new Error('the seed is empty')
  const database = connectForTest(file(folder))
  putRow(database, 'hardware', 'user', hardwareRow({ ...profile, id, name }))
  database.close()
}

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (thrown) {
    return thrown instanceof CodedError ? thrown.code : String(thrown)
  }
  return 'nothing thrown'
}

describe('a library', () => {
  it('answers as the contract says', () => {
    const library = openForTest(temporaryFolder())
    const summary = libraryContract['library.summary'].output.parse(library.summary())
    expect(summary).toMatchObject({ revision: 1, devices: 3, models: 2, notice: null })
    expect(libraryContract['library.listHardware'].output.parse(library.listHardware('')).length).toBe(3)
    expect(libraryContract['library.listModels'].output.parse(library.listModels('')).length).toBe(2)
    expect(libraryContract['library.hardware'].output.parse(library.hardware('b200-sxm')).profile.id).toBe('b200-sxm')
    expect(libraryContract['library.model'].output.parse(library.model('deepseek-v3')).profile.id).toBe('deepseek-v3')
  })

  it('gives the hash a document embeds', () => {
    const library = openForTest(null)
    const { hash, profile } = library.hardware('cerebras-wse3')
    expect(hash).toBe(profileHash(profile))
    const model = library.model('llama-3.1-70b')
    expect(model.hash).toBe(profileHash(model.profile))
  })

  it('names what it does not have', () => {
    const library = openForTest(null)
    expect(codeOf(() => library.hardware('b900'))).toBe('not-found')
    expect(codeOf(() => library.model("x' OR '1'='1"))).toBe('not-found')
  })

  it('finds words in any order, without punctuation and case', () => {
    const library = openForTest(null)
    const find = (query: string) => library.listHardware(query).map((device) => device.id)
    expect(find('WSE3')).toEqual(['cerebras-wse3'])
    expect(find('hgx nvidia')).toEqual(['b200-sxm'])
    expect(find('ada 4090')).toEqual(['rtx-4090'])
    expect(find('wafer')).toEqual(['cerebras-wse3'])
    expect(find('%')).toEqual([])
    expect(find('nvidia cerebras')).toEqual([])
    expect(library.listModels('mla').map((model) => model.id)).toEqual(['deepseek-v3'])
  })

  it('sorts by owner, then name', () => {
    expect(
      openForTest(null)
        .listHardware('')
        .map((device) => device.vendor),
    ).toEqual(['Cerebras', 'NVIDIA', 'NVIDIA'])
  })

  it('writes nothing when it is opened again with the same facts', () => {
    const folder = temporaryFolder()
    openForTest(folder).close()
    const before = readFileSync(file(folder))
    const again = openForTest(folder)
    expect(again.summary().revision).toBe(1)
    again.close()
    expect(readFileSync(file(folder)).equals(before)).toBe(true)
  })

  it('takes new facts and keeps what the user added', () => {
    const folder = temporaryFolder()
    openForTest(folder).close()
    addUserDevice(folder, 'mine', 'My own box')
    const library = openForTest(folder, { seed: smallSeed('second', (name) => `${name} renewed`) })
    expect(library.summary()).toMatchObject({ revision: 2, devices: 4 })
    expect(library.hardware('mine').profile.name).toBe('My own box')
    expect(library.hardware('b200-sxm').profile.name).toMatch(/renewed$/)
    expect(library.listHardware('renewed').length).toBe(3)
  })

  it('forgets what is no longer shipped', () => {
    const folder = temporaryFolder()
    openForTest(folder).close()
    const { hardware, models } = smallSeed().profiles()
    const fewer = { hardware: hardware.slice(1), models: models.slice(1), systems: [], missing: [] }
    const library = openForTest(folder, { seed: { hash: 'second', profiles: () => fewer } })
    expect(library.summary()).toMatchObject({ devices: 2, models: 1 })
    expect(codeOf(() => library.hardware(hardware[0]?.id ?? ''))).toBe('not-found')
  })

  it("shows the user's profile in place of the shipped one of the same id", () => {
    const folder = temporaryFolder()
    openForTest(folder).close()
    addUserDevice(folder, 'b200-sxm', 'B200 as we measured it')
    const library = openForTest(folder)
    expect(library.hardware('b200-sxm').profile.name).toBe('B200 as we measured it')
    expect(library.listHardware('measured').map((device) => device.id)).toEqual(['b200-sxm'])
    expect(library.summary().devices).toBe(3)
  })
})

describe('damage', () => {
  const damages: readonly [string, (path: string) => void][] = [
    ['is not a database', (path) => writeFileSync(path, 'x'.repeat(10_000))],
    ['is cut off', (path) => truncateSync(path, Math.floor(statSync(path).size / 2))],
    [
      'has a page overwritten',
      (path) => {
        const bytes = readFileSync(path)
        bytes.fill(0xa5, 4096, 4096 * 6)
        writeFileSync(path, bytes)
      },
    ],
  ]

  it.each(damages)('restores the backup when the file %s', (_, damage) => {
    const folder = temporaryFolder()
    openForTest(folder).close()
    expect(existsSync(join(folder, 'library.backup.sqlite'))).toBe(true)
    damage(file(folder))
    const library = openForTest(folder)
    expect(library.summary()).toMatchObject({ devices: 3, models: 2 })
    expect(library.notice).toBe(
      'The library was damaged and its backup was restored. The damaged file is kept as library.corrupt-1.sqlite.',
    )
    expect(readdirSync(folder)).toContain('library.corrupt-1.sqlite')
    library.close()
    expect(openForTest(folder).notice).toBeNull()
  })

  it("keeps the user's rows through it", () => {
    const folder = temporaryFolder()
    openForTest(folder).close()
    addUserDevice(folder, 'mine', 'My own box')
    // Anything that changes the library writes the backup when it closes.
    openForTest(folder, { seed: smallSeed('second') }).close()
    writeFileSync(file(folder), 'nonsense'.repeat(2000))
    expect(openForTest(folder).hardware('mine').profile.name).toBe('My own box')
  })

  it('makes a fresh library where there is no backup, or the backup is damaged too', () => {
    const folder = temporaryFolder()
    writeFileSync(file(folder), 'nonsense'.repeat(2000))
    expect(openForTest(folder).notice).toMatch(/made anew from the shipped facts/)
    const other = temporaryFolder()
    writeFileSync(file(other), 'nonsense'.repeat(2000))
    writeFileSync(join(other, 'library.backup.sqlite'), 'nonsense'.repeat(2000))
    const library = openForTest(other)
    expect(library.notice).toMatch(/made anew from the shipped facts/)
    expect(library.summary().devices).toBe(3)
  })

  it('numbers the files it moves aside', () => {
    const folder = temporaryFolder()
    for (const number of [1, 2, 3]) {
      writeFileSync(file(folder), 'nonsense'.repeat(2000))
      const library = openForTest(folder)
      expect(library.notice).toContain(`library.corrupt-${number}.sqlite`)
      library.close()
    }
  })
})

describe('a library from elsewhere', () => {
  it('of a newer Memwall is refused and left as it is', () => {
    const folder = temporaryFolder()
    const database = connectForTest(file(folder))
    database.exec('CREATE TABLE future (id TEXT) STRICT')
    database.pragma('user_version = 9990')
    database.close()
    const before = readFileSync(file(folder))
    expect(() => openForTest(folder)).toThrow(/written by a newer version of Memwall/)
    expect(codeOf(() => openForTest(folder))).toBe('library-failed')
    expect(readFileSync(file(folder)).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['library.sqlite'])
  })

  it('on a read-only medium is read, the user’s rows included, and says so', ({ skip }) => {
    const disk = smallDisk(16_384)
    if (disk === null) return skip('mounting a disk needs root')
    openForTest(disk).close()
    addUserDevice(disk, 'mine', 'My own box')
    openForTest(disk).close()
    makeReadOnly(disk)
    const library = openForTest(disk, { seed: smallSeed('second') })
    expect(library.notice).toMatch(/cannot be written/)
    expect(library.hardware('mine').profile.name).toBe('My own box')
    expect(library.summary().devices).toBe(4)
  })

  it('on a full disk still answers, and says so', ({ skip }) => {
    const disk = smallDisk(64)
    if (disk === null) return skip('mounting a disk needs root')
    const library = openForTest(disk)
    expect(library.notice).toMatch(/disk is full|cannot be written/)
    expect(library.summary().devices).toBe(3)
  })

  it('whose folder cannot be made is kept in memory', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    const library = openForTest(join(folder, 'file', 'inside'))
    expect(library.notice).toMatch(/cannot be written/)
    expect(library.summary().devices).toBe(3)
  })

  it('whose name is taken by a folder is kept in memory', () => {
    const folder = temporaryFolder()
    mkdirSync(file(folder))
    expect(openForTest(folder).notice).toMatch(/cannot be written/)
  })
})

describe('two at once', () => {
  it('share the file', () => {
    const folder = temporaryFolder()
    const first = openForTest(folder)
    const second = openForTest(folder)
    expect(second.notice).toBeNull()
    expect(second.summary()).toEqual(first.summary())
  })

  it('wait for each other only so long, then go on with a copy', () => {
    const folder = temporaryFolder()
    openForTest(folder).close()
    addUserDevice(folder, 'mine', 'My own box')
    const hog = connectForTest(file(folder))
    hog.exec('BEGIN IMMEDIATE')
    const library = openForTest(folder, { seed: smallSeed('second'), busyTimeout: 50 })
    expect(library.notice).toMatch(/keeps the library busy/)
    expect(library.hardware('mine').profile.name).toBe('My own box')
    hog.exec('ROLLBACK')
    library.close()
    expect(openForTest(folder, { seed: smallSeed('second') }).summary()).toMatchObject({ revision: 2, notice: null })
  })
})
