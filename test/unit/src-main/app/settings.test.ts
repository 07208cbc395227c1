import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createSettingsStore, DEFAULT_SETTINGS } from '../../../../src-main/app/settings.ts'
import { temporaryFolder } from '../../../support/folders.ts'

describe('createSettingsStore', () => {
  it('keeps settings from one start to the next', async () => {
    const folder = temporaryFolder()
    await createSettingsStore(folder).write({ theme: 'dark', reducedMotion: true })
    expect(createSettingsStore(folder).read()).toEqual({ theme: 'dark', reducedMotion: true })
  })

  it('keeps what was chosen last, however fast, and chooses again after a failure', async () => {
    const folder = temporaryFolder()
    const store = createSettingsStore(join(folder, 'data'))
    writeFileSync(join(folder, 'data'), '')
    await expect(store.write({ theme: 'dark', reducedMotion: true })).rejects.toThrow(/^Settings were not saved: /)
    rmSync(join(folder, 'data'))
    const themes = ['dark', 'light', 'dark', 'system', 'light'] as const
    await Promise.all(themes.map((theme) => store.write({ theme, reducedMotion: false })))
    expect(store.read().theme).toBe('light')
    expect(createSettingsStore(join(folder, 'data')).read().theme).toBe('light')
  })

  it.each(['', '{', '[]', '{"theme":"pink","reducedMotion":false}', '{"theme":"dark"}'])(
    'starts with the defaults when the file holds %j',
    (text) => {
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'settings.json'), text)
      expect(createSettingsStore(folder).read()).toEqual(DEFAULT_SETTINGS)
    },
  )

  it('says in one sentence why settings were not saved', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'file')
    writeFileSync(file, '')
    // Its folder is a file.
    await expect(createSettingsStore(join(file, 'inside')).write(DEFAULT_SETTINGS)).rejects.toThrow(
      /^Settings were not saved: /,
    )
    expect(readFileSync(file, 'utf8')).toBe('')
  })
})
