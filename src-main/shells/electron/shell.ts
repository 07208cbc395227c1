import { join } from 'node:path'
import { BrowserWindow, Menu, nativeTheme, screen, session, type App as ElectronApp, type WebContents } from 'electron'
import type { Settings } from '#shared/contract/app.ts'
import type { EventName, EventPayload } from '#shared/contract/events.ts'
import type { App } from '../../app/createApp.ts'
import type { AppPaths } from '../../app/paths.ts'
import type { DocumentState, Ports } from '../../app/ports.ts'
import { guardClosing, type Closing } from './closing.ts'
import { surviveCrashes } from './crash.ts'
import { askUnsaved, nativeDialogs } from './dialogs.ts'
import { openExternal, showFile } from './external.ts'
import { fileArgument } from '../common/fileArgument.ts'
import { systemUserName } from '../../app/systemUserName.ts'
import { answerCalls, sendEvent } from './ipc.ts'
import { menuTemplate } from './menu.ts'
import { forbidNavigation } from './navigation.ts'
import { restrictPermissions } from './permissions.ts'
import { PAGE_ADDRESS, serveScheme } from './scheme.ts'
import { originOf } from './sender.ts'
import { frameColours } from './theme.ts'
import { windowOptions } from './window.ts'
import { onScreen, readWindowState, writeWindowState } from './windowState.ts'

/** A promise and what settles it. */
function promiseOf<Value>() {
  let resolve: (value: Value) => void = () => {}
  const promise = new Promise<Value>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

/** The page: from the development server while developing, otherwise our own build under our own scheme. */
const PAGE = (import.meta.env.DEV && process.env['ELECTRON_RENDERER_URL']) || PAGE_ADDRESS

/**
 * Opens the window and joins it with the core. The window comes first: the core is loaded when the page asks for it.
 * @param electron Electron's application, not yet ready
 */
export function startElectronShell(electron: ElectronApp, paths: AppPaths): void {
  const pageOrigin = originOf(PAGE)
  const statePath = join(paths.dataFolder, 'window.json')
  let window: BrowserWindow | null = null
  let closing: Closing | null = null
  let core: Promise<App> | null = null
  let document: DocumentState | null = null
  let quitting = false
  /** A file to open, kept until a page listens. */
  let pendingFile = fileArgument(process.argv.slice(1), process.cwd())
  let listening = false

  const emit = <Name extends EventName>(name: Name, payload: EventPayload<Name>) => {
    if (window) sendEvent(window.webContents, name, payload)
  }
  const requestFile = (path: string | null) => {
    if (path === null) return
    if (!listening) {
      pendingFile = path
      return
    }
    void loadCore()
      .then(({ grants }) => grants.give(path, 'workspace'))
      .then(({ id }) => emit('documents.openRequested', { file: id }))
  }

  const ports: Ports = {
    dialogs: nativeDialogs(() => window),
    openExternal,
    showFile,
    emit,
    showDocumentState(state) {
      document = state
      if (!window) return false
      window.setTitle(state.title === '' ? 'Memwall' : `${state.title} — Memwall`)
      window.setDocumentEdited(state.edited)
      if (process.platform === 'darwin') window.setRepresentedFilename(state.path ?? '')
      return true
    },
    confirmClose(close) {
      const asked = closing?.confirm(close) ?? false
      if (asked && close && quitting) electron.quit()
      if (!close) quitting = false
      return asked
    },
    userName: systemUserName,
    applySettings: (settings: Settings) => {
      nativeTheme.themeSource = settings.theme
    },
  }

  // Loading the core keeps this process busy, which also serves the page its files: the first frame goes first.
  const firstFrame = promiseOf<void>()
  const loadCore = (): Promise<App> => {
    core ??= firstFrame.promise
      .then(() => import('../../app/createApp.ts'))
      .then(({ createApp }) => createApp({ shell: 'electron', paths, ports }))
    return core
  }
  const log = (event: string, detail: string) => {
    void loadCore().then((running) => running.logger.error({ detail }, event))
  }

  const openWindow = () => {
    const remembered = readWindowState(statePath)
    const opened = new BrowserWindow(
      windowOptions({
        platform: process.platform,
        dark: nativeTheme.shouldUseDarkColors,
        preload: join(paths.outputFolder, 'preload', 'index.cjs'),
        icon: join(paths.resourcesFolder, 'icons', 'memwall.png'),
        bounds: onScreen(
          remembered.bounds,
          screen.getAllDisplays().map((display) => display.workArea),
        ),
      }),
    )
    window = opened
    listening = false
    document = null
    if (remembered.maximised) opened.maximize()
    opened.once('ready-to-show', () => {
      firstFrame.resolve()
      opened.show()
      process.send?.('ready')
    })
    opened.on('close', () => {
      writeWindowState(statePath, { bounds: opened.getNormalBounds(), maximised: opened.isMaximized() })
    })
    closing = guardClosing(opened, {
      unsavedTitle: () => (document?.edited === true ? document.title : null),
      ask: async (asked, title) => {
        const choice = await askUnsaved(asked, title)
        if (choice === 'cancel') quitting = false
        return choice
      },
      request: (asked, choice) => sendEvent(asked.webContents, 'app.closeRequested', { choice }),
    })
    opened.webContents.once('did-fail-load', () => firstFrame.resolve())
    opened.on('closed', () => {
      firstFrame.resolve()
      window = null
      closing = null
    })
    void opened.loadURL(PAGE)
  }

  surviveCrashes(electron, {
    log,
    reload: (page) => {
      void loadCore().then((running) => {
        running.abandonSessions()
        page.reload()
      })
    },
  })
  forbidNavigation(electron, pageOrigin)
  answerCalls(loadCore, pageOrigin, (page: WebContents) => {
    if (page !== window?.webContents) return
    listening = true
    const file = pendingFile
    pendingFile = null
    requestFile(file)
  })

  electron.on('second-instance', (_event, commandLine, folder, data) => {
    const told = data !== null && typeof data === 'object' && 'file' in data ? data.file : null
    requestFile(typeof told === 'string' ? told : fileArgument(commandLine.slice(1), folder))
    if (!window) return openWindow()
    if (window.isMinimized()) window.restore()
    window.focus()
  })
  electron.on('open-file', (event, path) => {
    event.preventDefault()
    requestFile(path)
    if (electron.isReady() && !window) openWindow()
  })
  electron.on('activate', () => {
    if (!window) openWindow()
  })
  electron.on('before-quit', () => {
    quitting = true
  })
  electron.on('window-all-closed', () => {
    if (process.platform !== 'darwin' || quitting) electron.quit()
  })
  let closed = false
  electron.on('will-quit', (event) => {
    if (closed || !core) return
    event.preventDefault()
    closed = true
    void core.then((running) => running.close()).finally(() => electron.exit())
  })
  nativeTheme.on('updated', () => {
    const colours = frameColours(nativeTheme.shouldUseDarkColors)
    window?.setBackgroundColor(colours.background)
    if (process.platform !== 'darwin') window?.setTitleBarOverlay(colours.overlay)
  })

  void electron.whenReady().then(() => {
    serveScheme(session.defaultSession, join(paths.outputFolder, 'renderer'))
    restrictPermissions(session.defaultSession)
    openWindow()
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        menuTemplate(process.platform, import.meta.env.DEV, {
          command: (command) => emit('app.command', { command }),
        }),
      ),
    )
  })
}
