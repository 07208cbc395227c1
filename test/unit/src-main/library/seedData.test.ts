import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSeed } from '#main/library/seedData.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { openForTest, RESOURCES } from './librarySupport.ts'

function copyOfResources(): string {
  const folder = temporaryFolder()
  cpSync(join(RESOURCES, 'library'), join(folder, 'library'), { recursive: true })
  return folder
}

describe('readSeed', () => {
  it('has a hash that follows the contents', () => {
    const folder = copyOfResources()
    const before = readSeed(folder).hash
    expect(readSeed(folder).hash).toBe(before)
    writeFileSync(join(folder, 'library/hardware/zz.json'), '{}')
    expect(readSeed(folder).hash).not.toBe(before)
  })

  it.each([
    ['not JSON', 'zz.json', '{'],
    ['not a profile', 'zz.json', '{"id":"zz"}'],
    ['too large', 'zz.json', ' '.repeat(1_000_001)],
  ])('names a file that is %s', (_, name, text) => {
    const folder = copyOfResources()
    writeFileSync(join(folder, 'library/hardware', name), text)
    expect(() => readSeed(folder).profiles()).toThrow(/The fact file zz\.json is not valid/)
  })

  it('names a file whose name is not its id', () => {
    const folder = copyOfResources()
    cpSync(join(folder, 'library/models/phi-4.json'), join(folder, 'library/models/other.json'))
    expect(() => readSeed(folder).profiles()).toThrow(/other\.json/)
  })

  it('names a device file that is missing, and goes on without what is built of it', () => {
    const folder = copyOfResources()
    const whole = readSeed(folder).profiles()
    expect(whole.missing).toEqual([])
    rmSync(join(folder, 'library/hardware/b200-sxm.json'))
    const { hardware, systems, models, missing } = readSeed(folder).profiles()
    expect(missing).toHaveLength(1)
    expect(missing[0]?.file).toBe('b200-sxm.json')
    expect(missing[0]?.systems.length).toBeGreaterThan(0)
    expect(hardware).toHaveLength(whole.hardware.length - 1)
    expect(systems).toHaveLength(whole.systems.length - (missing[0]?.systems.length ?? 0))
    expect(models).toHaveLength(whole.models.length)
    const home = temporaryFolder()
    for (let start = 0; start < 2; start += 1) {
      const library = openForTest(home, { seed: readSeed(folder) })
      expect(library.notice).toMatch(
        /^The fact file b200-sxm\.json is missing, and left out with \d+ systems? built of it/,
      )
      library.close()
    }
  })

  it('says that the installation is incomplete when there is no folder', () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'library'))
    expect(() => readSeed(folder)).toThrow(/install Memwall again/)
  })
})
