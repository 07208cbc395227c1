import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type App } from '../../src-main/app/createApp.ts'
import type { GrantKind } from '../../src-main/app/grants/fileKinds.ts'
import { appPaths, type AppPaths } from '../../src-main/app/paths.ts'
import { silentPorts, type Ports } from '../../src-main/app/ports.ts'

/** The core with its own data folder. */
export interface TestApp {
  readonly app: App
  readonly dataFolder: string
  close(): Promise<void>
}

/** Names a file of the data folder, as a command line would. @returns its id */
export async function grantIn({ app, dataFolder }: TestApp, name: string, kind: GrantKind): Promise<string> {
  return (await app.grants.give(join(dataFolder, name), kind)).id
}

/**
 * Starts the real core: real library, engine worker and report worker.
 * @param ports what the shell would provide @param workers other programs for its threads
 */
export function startApp(ports: Partial<Ports> = {}, workers: Partial<AppPaths['workers']> = {}): TestApp {
  const paths = appPaths()
  const dataFolder = mkdtempSync(join(tmpdir(), 'memwall-app-'))
  const app = createApp({
    shell: 'process',
    paths: { ...paths, dataFolder, workers: { ...paths.workers, ...workers } },
    ports: { ...silentPorts(), ...ports },
  })
  return {
    app,
    dataFolder,
    async close() {
      await app.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
