import { CodedError } from '#shared/contract/errors.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { askToSave, placeOf } from '../grants/askForFile.ts'
import { writeGranted } from '../grants/granted.ts'
import type { Grants } from '../grants/grants.ts'
import type { Ports } from '../ports.ts'
import type { SettingsStore } from '../settings.ts'
import { safeAddress } from '../safeAddress.ts'

/** What `app.info` says, but for what Node itself knows. */
export interface Identity {
  readonly version: string
  readonly shell: 'electron' | 'browser' | 'process'
  readonly dataFolder: string
}

/** The application's own methods. */
export function appHandlers(identity: Identity, ports: Ports, settings: SettingsStore, grants: Grants) {
  return {
    'app.info': () => ({
      version: identity.version,
      shell: identity.shell,
      platform: process.platform,
      runtime: runtimeName(),
      dataFolder: identity.dataFolder,
    }),
    'app.settings': () => settings.read(),
    'app.saveSettings': async (input) => {
      const saved = await settings.write(input)
      ports.applySettings(saved)
      return saved
    },
    'app.openExternal': async ({ address }) => {
      const safe = safeAddress(address)
      if (safe === null) {
        throw new CodedError('not-allowed', 'Only https addresses are opened. Copy the address to open it yourself.')
      }
      return { opened: await ports.openExternal(safe) }
    },
    'app.showFile': async ({ file, kind, how }) => {
      const { real } = await grants.readable(file, kind)
      return { shown: await ports.showFile(real, how) }
    },
    'app.saveFigure': async ({ kind, suggestedName, bytes }) => {
      const target = await askToSave(ports.dialogs, grants, kind, suggestedName)
      if (target === null) return null
      await writeGranted(target, Buffer.from(bytes, 'base64'))
      return placeOf(target)
    },
    'app.documentState': ({ file, ...state }) => {
      const path = file === null ? null : grants.named(file, 'workspace').path
      return { applied: ports.showDocumentState({ ...state, path }) }
    },
    'app.confirmClose': ({ close }) => ({ applied: ports.confirmClose(close) }),
  } satisfies Partial<Handlers>
}

/** E.g. "Electron 45.4.1, Node 24.18.0". */
function runtimeName(): string {
  const electron = process.versions['electron']
  return `${electron === undefined ? '' : `Electron ${electron}, `}Node ${process.versions.node}`
}
