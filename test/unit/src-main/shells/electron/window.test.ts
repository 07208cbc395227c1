import { describe, expect, it } from 'vitest'
import { windowOptions } from '../../../../../src-main/shells/electron/window.ts'

const circumstances = {
  platform: 'linux',
  dark: false,
  preload: '/out/preload/index.cjs',
  icon: '/icon.png',
  bounds: null,
} as const

describe('windowOptions', () => {
  it('isolates and sandboxes the page on every platform', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      for (const dark of [true, false]) {
        expect(windowOptions({ ...circumstances, platform, dark }).webPreferences).toMatchObject({
          contextIsolation: true,
          sandbox: true,
          nodeIntegration: false,
          nodeIntegrationInWorker: false,
          nodeIntegrationInSubFrames: false,
          webSecurity: true,
          allowRunningInsecureContent: false,
          webviewTag: false,
        })
      }
    }
  })

  it('shows only what is painted, in the theme’s colour', () => {
    expect(windowOptions(circumstances)).toMatchObject({ show: false, backgroundColor: '#F5F6F7' })
    expect(windowOptions({ ...circumstances, dark: true }).backgroundColor).toBe('#0E1013')
  })

  it('leaves the title bar to the page', () => {
    expect(windowOptions(circumstances)).toMatchObject({ titleBarStyle: 'hidden', titleBarOverlay: { height: 35 } })
    const mac = windowOptions({ ...circumstances, platform: 'darwin' })
    expect(mac).toMatchObject({ titleBarStyle: 'hidden', trafficLightPosition: { x: 12 } })
    expect(mac.titleBarOverlay).toBeUndefined()
  })

  it('opens at 1440 × 900, or where it was', () => {
    expect(windowOptions(circumstances)).toMatchObject({ width: 1440, height: 900, minWidth: 900, minHeight: 600 })
    const bounds = { x: 5, y: 6, width: 1000, height: 700 }
    expect(windowOptions({ ...circumstances, bounds })).toMatchObject(bounds)
  })
})
