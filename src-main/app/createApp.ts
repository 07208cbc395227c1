import { mkdirSync } from 'node:fs'
import { CodedError } from '#shared/contract/errors.ts'
import { contract, type Handlers } from '#shared/contract/index.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { appHandlers } from './handlers/app.ts'
import { joinHandlers } from './joinHandlers.ts'
import { createLogger, type Logger } from './logger.ts'
import type { Ports } from './ports.ts'
import { createSettingsStore } from './settings.ts'
import { VERSION } from './version.ts'

/** What a shell says of itself. */
export interface AppOptions {
  /** `process`: the caller is in the same process (command line, tests). */
  readonly shell: 'electron' | 'browser' | 'process'
  readonly dataFolder: string
  readonly resourcesFolder: string
  readonly ports: Ports
}

/** The running core. */
export interface App {
  /** The one way in. Never throws. */
  readonly dispatch: Dispatch
  readonly logger: Logger
  /** Ends workers, closes the library and the log. */
  close(): Promise<void>
}

/**
 * Joins the features into one application. Cheap: the library, the engine's worker and the report's compiler start at
 * their first call, so that a window can show before.
 */
export function createApp(options: AppOptions): App {
  try {
    mkdirSync(options.dataFolder, { recursive: true })
  } catch {
    // A folder that cannot be written is met, and named, by the first method that needs it.
  }
  const log = createLogger(options.dataFolder)
  const settings = createSettingsStore(options.dataFolder)
  const present = appHandlers({ version: VERSION, ...options }, options.ports, settings)
  const handlers = joinHandlers(present, absent(present))
  const dispatch = createDispatch(handlers, (method, thrown) => {
    log.logger.error({ method, failure: thrown instanceof Error ? thrown.stack : String(thrown) }, 'internal failure')
  })
  log.logger.info({ version: VERSION, shell: options.shell, platform: process.platform }, 'started')
  return {
    dispatch,
    logger: log.logger,
    close: () => {
      log.close()
      return Promise.resolve()
    },
  }
}

/** Methods whose part has not been joined: they say so, and nothing is made up. */
function absent(present: Partial<Handlers>): Partial<Handlers> {
  const refuse = () => {
    throw new CodedError('not-allowed', 'This part of Memwall is not in this build.')
  }
  return Object.fromEntries(
    Object.keys(contract)
      .filter((name) => !Object.hasOwn(present, name))
      .map((name) => [name, refuse]),
  ) as Partial<Handlers>
}
