import { speakIfAsked } from '#shared/words/askedLanguage.ts'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createEngineThread } from '../compute/engineThread.ts'
import { createFleet } from '../compute/fleet.ts'
import { createRecentList } from '../documents/recent.ts'
import { createJournals } from '../documents/recovery.ts'
import { makeDataFolderPrivate, removeLitter } from './dataFolder.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { createDocumentWatches } from './documentWatches.ts'
import { createDecidingAhead } from './analysis/decideAhead.ts'
import { createDecider } from './analysis/decider.ts'
import { createEvaluator, type Evaluator } from './analysis/evaluation.ts'
import { createJobs } from './analysis/jobs.ts'
import { accuracyHandlers } from './handlers/accuracy.ts'
import { analysisHandlers } from './handlers/analysis.ts'
import { appHandlers } from './handlers/app.ts'
import { decisionHandlers } from './handlers/decision.ts'
import { documentHandlers } from './handlers/documents.ts'
import { engineHandlers } from './handlers/engine.ts'
import { exportHandlers } from './handlers/exports.ts'
import { importsHandlers } from './handlers/imports.ts'
import { libraryHandlers } from './handlers/library.ts'
import { marketHandlers } from './handlers/market.ts'
import { stackHandlers } from './handlers/stacks.ts'
import { reportHandlers } from './handlers/report.ts'
import { reportLogoHandlers } from './handlers/reportLogo.ts'
import { joinHandlers } from './joinHandlers.ts'
import { createGrants, type Grants } from './grants/grants.ts'
import { createLibraryKeeper, type LibraryKeeper } from './library/libraryKeeper.ts'
import { createLogger, type Logger } from './logger.ts'
import { createMarketReader } from './market/readMarket.ts'
import type { AppPaths } from './paths.ts'
import type { Ports } from './ports.ts'
import { createSettingsStore } from './settings.ts'
import { VERSION } from './version.ts'

/** What a shell says of itself. */
export interface AppOptions {
  /** `process`: the caller is in the same process (command line, tests). */
  readonly shell: 'electron' | 'browser' | 'process'
  readonly paths: Pick<AppPaths, 'dataFolder' | 'resourcesFolder' | 'workers'>
  readonly ports: Ports
  /** Path of another SQLite binding than the bundled one. Default: `MEMWALL_SQLITE_BINDING`, if set. */
  readonly nativeBinding?: string
}

/** The running core. */
export interface App {
  /** The one way in from outside. Never throws. */
  readonly dispatch: Dispatch
  /** For the command line, which is in the same process and past the door. */
  readonly library: LibraryKeeper
  readonly evaluator: Evaluator
  readonly logger: Logger
  /** Where a shell says which files somebody named. Nothing else may be opened or saved. */
  readonly grants: Grants
  /** Counts the pages' unsaved documents as ended, after a page crashed or went away: they can be recovered. */
  abandonSessions(): void
  /** Ends workers, closes the library and the log. */
  close(): Promise<void>
}

/**
 * Joins the features into one application. Cheap: the library, the engine's worker and the report start at their first
 * call, so that a window can show before.
 */
export function createApp({ shell, paths, ports, nativeBinding }: AppOptions): App {
  const { dataFolder, resourcesFolder, workers } = paths
  speakIfAsked(process.env['MEMWALL_LANGUAGE'])
  makeDataFolderPrivate(dataFolder)
  const tidied = removeLitter(dataFolder)
  const log = createLogger(dataFolder)
  const library = createLibraryKeeper({
    dataFolder,
    resourcesFolder,
    nativeBinding: nativeBinding ?? (process.env['MEMWALL_SQLITE_BINDING'] || null),
    person: ports.userName(),
  })
  const engine = createEngineThread(workers.engine)
  const runner = createFleet(workers.engine, availableParallelism())
  const evaluator = createEvaluator(engine, runner)
  const decider = createDecider(engine, runner)
  // A command line asks for what it wants and ends.
  const ahead = shell === 'process' ? null : createDecidingAhead(decider)
  const jobs = createJobs((job, { done, total }) => ports.emit('analysis.progress', { job, done, total }))
  const journals = createJournals(join(dataFolder, 'journals'))
  const watches = createDocumentWatches((file) => ports.emit('documents.changedOutside', { file }))
  const grants = createGrants()
  const program = `Memwall ${VERSION}`
  const reports = reportHandlers({
    ports,
    grants,
    evaluator,
    decider,
    jobs,
    resourcesFolder,
    worker: workers.report,
    program,
    // A command makes one report and ends; what the engine's threads hold would stand beside the typesetter's for nothing.
    release:
      shell === 'process'
        ? async () => {
            await Promise.all([engine.close(), runner.close()])
          }
        : null,
  })
  const handlers = joinHandlers(
    appHandlers({ version: VERSION, shell, dataFolder }, ports, createSettingsStore(dataFolder), grants),
    libraryHandlers(library, ports, grants),
    importsHandlers(library, grants),
    engineHandlers(evaluator, ahead),
    analysisHandlers(evaluator, jobs),
    decisionHandlers(decider, jobs),
    accuracyHandlers(library, resourcesFolder),
    marketHandlers(createMarketReader(resourcesFolder)),
    stackHandlers(library, evaluator, grants),
    documentHandlers({
      ports,
      grants,
      library,
      journals,
      watches,
      recent: createRecentList(join(dataFolder, 'recent.json')),
      samplesFolder: join(resourcesFolder, 'samples'),
      attachmentsProgram: workers.attachments,
    }),
    reports.handlers,
    exportHandlers({ ports, grants, evaluator, decider, jobs, resourcesFolder, program }),
    reportLogoHandlers(ports, grants),
  )
  const answer = createDispatch(handlers, (method, thrown) => {
    log.logger.error({ method, failure: thrown instanceof Error ? thrown.stack : String(thrown) }, 'internal failure')
  })
  log.logger.info({ version: VERSION, shell, platform: process.platform }, 'started')
  return {
    dispatch(name, input) {
      ahead?.interrupt()
      return answer(name, input)
    },
    library,
    evaluator,
    logger: log.logger,
    grants,
    abandonSessions: () => journals.abandonSessions(),
    async close() {
      watches.close()
      ahead?.close()
      await Promise.all([tidied, engine.close(), runner.close(), library.close(), reports.close()])
      log.close()
    },
  }
}
