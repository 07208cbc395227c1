import { join } from 'node:path'
import { createApp } from '../../app/createApp.ts'
import { appPaths } from '../../app/paths.ts'
import { silentPorts, type Ports } from '../../app/ports.ts'
import { safeAddress } from '../../app/safeAddress.ts'
import { createEventStreams } from './events.ts'
import { createGate, type GateOptions } from './gate.ts'
import { openAddress } from './openAddress.ts'
import { startServer, type RunningServer } from './server.ts'

/** How the browser shell is started. */
export interface BrowserShellOptions {
  /** 0: any free port. */
  readonly port: number
  readonly gate?: GateOptions
  readonly furtherHosts?: readonly string[]
  /** A document to open in the first page that listens. */
  readonly file?: string | null
}

/** Starts the core and the server around it. @throws Error when the port is taken */
export async function startBrowserShell(options: BrowserShellOptions): Promise<RunningServer> {
  const paths = appPaths()
  let pendingFile = options.file ?? null
  const events = createEventStreams({
    listening: () => {
      const path = pendingFile
      pendingFile = null
      if (path === null) return
      void app.grants.give(path, 'workspace').then(({ id }) => events.emit('documents.openRequested', { file: id }))
    },
    // A closed page cannot say goodbye: what it had not saved can be recovered from now on.
    deserted: () => app.abandonSessions(),
  })
  const ports: Ports = {
    ...silentPorts(),
    emit: events.emit,
    // The page opens addresses itself; the core asks only where the page cannot.
    openExternal: (address) => Promise.resolve(safeAddress(address) !== null && openAddress(address)),
  }
  const app = createApp({ shell: 'browser', paths, ports })
  const server = await startServer({
    port: options.port,
    rendererFolder: join(paths.outputFolder, 'renderer'),
    dispatch: app.dispatch,
    events,
    gate: createGate(options.gate),
    ...(options.furtherHosts ? { furtherHosts: options.furtherHosts } : {}),
  })
  return {
    ...server,
    async close() {
      await server.close()
      await app.close()
    },
  }
}
