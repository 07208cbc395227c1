import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSettingsStore, DEFAULT_SETTINGS } from '../../../../src-main/app/settings.ts'
import { temporaryFolder } from '../../../support/folders.ts'

describe('createSettingsStore', () => {
  it('keeps settings from one start to the next', () => {
    const folder = temporaryFolder()
    createSettingsStore(folder).write({ theme: 'dark', reducedMotion: true })
    expect(createSettingsStore(folder).read()).toEqual({ theme: 'dark', reducedMotion: true })
  })

  it.each(['', '{', '[]', '{"theme":"pink","reducedMotion":false}', '{"theme":"dark"}'])(
    'starts with the defaults when the file holds %j',
    (text) => {
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'settings.json'), text)
      expect(createSettingsStore(folder).read()).toEqual(DEFAULT_SETTINGS)
    },
  )

  it('says in one sentence why settings were not saved', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'file')
    writeFileSync(file, '')
    // Its folder is a file.
    expect(() => createSettingsStore(join(file, 'inside')).write(DEFAULT_SETTINGS)).toThrow(
      /^Settings were not saved: /,
    )
    expect(readFileSync(file, 'utf8')).toBe('')
  })
})
