import { createClient, type Client } from '#shared/contract/client.ts'
import { toFailure } from '#shared/contract/errors.ts'
import type { OpenDocument } from '../../app/documentFiles.ts'
import type { Grants } from '../../app/grants/grants.ts'
import { CommandFailure, EXIT } from './exitCodes.ts'

/** The core in this process, behind the same contract as in every shell. */
export interface Connection {
  readonly client: Client
  /** Whoever types a path grants it. */
  readonly grants: Grants
  close(): Promise<void>
}

/** Opens the core. Loaded late, so that help and mistakes in typing answer at once. */
export async function connect(): Promise<Connection> {
  const [{ createApp }, { appPaths }, { silentPorts }] = await Promise.all([
    import('../../app/createApp.ts'),
    import('../../app/paths.ts'),
    import('../../app/ports.ts'),
  ])
  const app = createApp({ shell: 'process', paths: appPaths(), ports: silentPorts() })
  const client = createClient({
    call: (name, input) => app.dispatch(name, input),
    subscribe: () => () => {},
  })
  return { client, grants: app.grants, close: () => app.close() }
}

/** Opens a `.memwall` file, or the document in a report. @throws CommandFailure with the exit code of a bad file */
export async function openFile(path: string): Promise<OpenDocument> {
  const { openDocumentOrReport } = await import('../../app/documentFiles.ts')
  try {
    return await openDocumentOrReport(path)
  } catch (thrown) {
    const { code, message } = toFailure(thrown)
    throw new CommandFailure(EXIT.badFile, code, message)
  }
}
