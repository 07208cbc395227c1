import type { EventPayload } from '#shared/contract/events.ts'
import { createClient, type Client } from '#shared/contract/client.ts'
import { toFailure } from '#shared/contract/errors.ts'
import type { OpenDocument } from '../../app/documentFiles.ts'
import type { Grants } from '../../app/grants/grants.ts'
import type { Ports } from '../../app/ports.ts'
import { CommandFailure, EXIT } from './exitCodes.ts'
import { isStandard, PIPED_NAME, pipedBytes } from './standardInput.ts'

/** The core in this process, behind the same contract as in every shell. */
export interface Connection {
  readonly client: Client
  /** Whoever types a path grants it. */
  readonly grants: Grants
  close(): Promise<void>
}

/**
 * Opens the core. Loaded late, so that help and mistakes in typing answer at once.
 * @param onProgress told how far a job has come, as a share
 */
export async function connect(onProgress?: (job: string, share: number) => void): Promise<Connection> {
  const [{ createApp }, { appPaths }, { silentPorts }] = await Promise.all([
    import('../../app/createApp.ts'),
    import('../../app/paths.ts'),
    import('../../app/ports.ts'),
  ])
  const ports: Ports = {
    ...silentPorts(),
    emit: (name, payload) => {
      if (name !== 'analysis.progress') return
      const { job, done, total } = payload as EventPayload<'analysis.progress'>
      if (total > 0) onProgress?.(job, Math.min(1, done / total))
    },
  }
  const app = createApp({ shell: 'process', paths: appPaths(), ports })
  const client = createClient({
    call: (name, input) => app.dispatch(name, input),
    subscribe: () => () => {},
  })
  return { client, grants: app.grants, close: () => app.close() }
}

/**
 * Opens a `.memwall` file, or the document in a report; `-` is standard input, which has no path.
 * @throws CommandFailure with the exit code of a bad file
 */
export async function openFile(path: string): Promise<OpenDocument> {
  const { openDocumentOrReport, openPiped } = await import('../../app/documentFiles.ts')
  try {
    return isStandard(path) ? await openPiped(PIPED_NAME, await pipedBytes()) : await openDocumentOrReport(path)
  } catch (thrown) {
    if (thrown instanceof CommandFailure) throw thrown
    const { code, message } = toFailure(thrown)
    throw new CommandFailure(EXIT.badFile, code, message)
  }
}
