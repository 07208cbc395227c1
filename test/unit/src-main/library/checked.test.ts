import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { libraryFiles } from '#main/library/files.ts'
import { dueCheck, rememberCheck } from '#main/library/checked.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { connectForTest, openForTest } from './librarySupport.ts'

const HOUR = 3_600_000
const START = Date.UTC(2026, 0, 1)

/** A closed library, read through at START, in whose profiles the disk has since lost pages without anyone writing. */
function silentlyDamaged(): string {
  const folder = temporaryFolder()
  openForTest(folder, { now: () => START }).close()
  const files = libraryFiles(folder)
  expect(dueCheck(files, START)).toEqual({ due: 'nothing', checkedAt: START })
  const bytes = readFileSync(files.main)
  const marker = bytes.indexOf('"unitOfAccount"')
  expect(marker).toBeGreaterThan(0)
  // The pages that continue a long profile; the lists do not need them.
  const page = Math.floor(marker / 4096)
  bytes.fill(0xa5, page * 4096, (page + 1) * 4096)
  writeFileSync(files.main, bytes)
  rememberCheck(files, START)
  return folder
}

describe('reading a library through at its start', () => {
  it('is left out while it is the file that we closed, and not for longer than a day', () => {
    const folder = silentlyDamaged()
    const trusting = openForTest(folder, { now: () => START + 23 * HOUR })
    expect(trusting.notice).toBeNull()
    trusting.close()
    const checking = openForTest(folder, { now: () => START + 24 * HOUR })
    expect(checking.notice).toMatch(/was damaged and was repaired/)
  })

  it('is done after any change from outside', () => {
    const folder = silentlyDamaged()
    writeFileSync(join(folder, 'library.sqlite'), readFileSync(join(folder, 'library.sqlite')))
    expect(openForTest(folder, { now: () => START + HOUR }).notice).toMatch(/was repaired/)
  })

  it('is done where a clock went back or the note is nonsense', () => {
    expect(openForTest(silentlyDamaged(), { now: () => START - HOUR }).notice).toMatch(/was repaired/)
    const folder = silentlyDamaged()
    writeFileSync(libraryFiles(folder).checked, '{"checkedAt":')
    expect(openForTest(folder, { now: () => START + HOUR }).notice).toMatch(/was repaired/)
  })

  it('is done at the start after damage was met, which is one sentence', () => {
    const folder = silentlyDamaged()
    const library = openForTest(folder, { now: () => START + HOUR })
    const failures = ['b200-sxm', 'cerebras-wse3', 'rtx-4090'].flatMap((id) => {
      try {
        library.hardware(id)
        return []
      } catch (thrown) {
        return [thrown]
      }
    })
    expect(failures.length).toBeGreaterThan(0)
    for (const failure of failures) {
      expect(failure).toBeInstanceOf(CodedError)
      expect(failure).toMatchObject({
        code: 'library-failed',
        message: 'The library is damaged: restart Memwall, which repairs it.',
      })
    }
    library.close()
    const again = openForTest(folder, { now: () => START + HOUR })
    expect(again.notice).toMatch(/was damaged and was repaired/)
    expect(again.hardware('b200-sxm').profile.id).toBe('b200-sxm')
  })

  it('meets what no page shows: a profile that is not the one its hash was made of', () => {
    const folder = temporaryFolder()
    openForTest(folder, { now: () => START }).close()
    const database = connectForTest(libraryFiles(folder).main)
    database.exec("UPDATE hardware SET profile = replace(profile, '8000000000000', '9000000000000')")
    database.close()
    const library = openForTest(folder, { now: () => START })
    expect(library.notice).toBeNull()
    expect(() => library.hardware('b200-sxm')).toThrow(/restart Memwall, which repairs it/)
    library.close()
    const again = openForTest(folder, { now: () => START })
    expect(again.notice).toMatch(/was repaired/)
    expect(again.hardware('b200-sxm').profile.memory.some(({ bandwidth }) => bandwidth.value === 8e12)).toBe(true)
  })

  it('is not trusted while another process has it open', () => {
    const folder = temporaryFolder()
    openForTest(folder, { now: () => START }).close()
    const open = openForTest(folder, { now: () => START })
    open.copy({ kind: 'hardware', id: 'b200-sxm', newId: 'mine', name: 'Mine' })
    expect(dueCheck(libraryFiles(folder), START).due).toBe('rows')
    open.close()
    expect(dueCheck(libraryFiles(folder), START).due).toBe('nothing')
  })
})
