import type { BrowserWindowConstructorOptions } from 'electron'
import { frameColours } from './theme.ts'
import type { Rectangle } from './windowState.ts'

/** What decides how the window is made. */
export interface WindowCircumstances {
  readonly platform: NodeJS.Platform
  readonly dark: boolean
  /** Absolute path of the built preload. */
  readonly preload: string
  /** Absolute path of the application's picture; macOS takes it from the bundle instead. */
  readonly icon: string
  /** Remembered place on a screen that is there; null: the platform chooses. */
  readonly bounds: Rectangle | null
}

/**
 * How the window is made. Pure, so that a test reads the policy: the page is isolated and sandboxed, without Node.
 * The page draws the title bar itself and leaves room for the platform's buttons.
 */
export function windowOptions(circumstances: WindowCircumstances): BrowserWindowConstructorOptions {
  const { platform, dark, preload, icon, bounds } = circumstances
  const colours = frameColours(dark)
  return {
    ...(bounds ?? { width: 1440, height: 900 }),
    minWidth: 900,
    minHeight: 600,
    title: 'Memwall',
    ...(platform === 'darwin' ? {} : { icon }),
    show: false,
    backgroundColor: colours.background,
    titleBarStyle: 'hidden',
    // macOS centres its three buttons in the bar; elsewhere they lie over its right end.
    ...(platform === 'darwin' ? { trafficLightPosition: { x: 12, y: 11 } } : { titleBarOverlay: colours.overlay }),
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  }
}
