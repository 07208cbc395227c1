import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { onScreen, readWindowState, writeWindowState } from '../../../../../src-main/shells/electron/windowState.ts'
import { temporaryFolder } from '../../../../support/folders.ts'

describe('window state', () => {
  it('is remembered', () => {
    const path = join(temporaryFolder(), 'deep', 'window.json')
    const state = { bounds: { x: -5, y: 0, width: 1200, height: 800 }, maximised: true }
    writeWindowState(path, state)
    expect(readWindowState(path)).toEqual(state)
  })

  it.each([
    '',
    'null',
    '[]',
    '{"bounds":{"x":"1"}}',
    '{"bounds":{"x":0,"y":0,"width":1e9,"height":2}}',
    '{"bounds":7}',
  ])('starts afresh from %j', (text) => {
    const path = join(temporaryFolder(), 'window.json')
    writeFileSync(path, text)
    expect(readWindowState(path)).toEqual({ bounds: null, maximised: false })
  })

  it('comes back only on a screen that is there', () => {
    const screen = { x: 0, y: 0, width: 1920, height: 1080 }
    const here = { x: 100, y: 100, width: 1440, height: 900 }
    expect(onScreen(here, [screen])).toEqual(here)
    expect(onScreen({ ...here, x: 1850 }, [screen])).toBeNull()
    expect(onScreen({ ...here, x: 2500 }, [screen])).toBeNull()
    expect(onScreen({ ...here, x: 2500 }, [screen, { ...screen, x: 1920 }])).not.toBeNull()
    expect(onScreen(null, [screen])).toBeNull()
  })
})
