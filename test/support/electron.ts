import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type * as Electron from 'electron'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { repositoryFile } from './nodeRuntime.ts'
import { findTestElectron, hasTestDisplay } from './runtimes.ts'

/** The workbench in a real window. */
export interface MemwallWindow {
  readonly app: ElectronApplication
  readonly page: Page
  readonly dataFolder: string
  /** Ends the application, asking nothing, and removes its data folder if it was made for it. */
  close(): Promise<void>
}

/** How the workbench is started. */
export interface WindowOptions {
  /** Default: a new folder, removed at the end. */
  readonly dataFolder?: string
  /** Further arguments, such as a document. */
  readonly commandLine?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

/** Why the tests in a real window cannot run here; null: they can. */
export function whyNoElectron(): string | null {
  const electron = findTestElectron()
  if ('missing' in electron) return electron.missing
  return hasTestDisplay() ? null : 'there is no display, nor xvfb-run to make one'
}

/** The environment of a test instance: its own data folder, and the SQLite binding its runtime needs. */
export function testEnvironment(dataFolder: string): Record<string, string> {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const binding = process.env['MEMWALL_TEST_SQLITE_BINDING']
  return {
    ...inherited,
    MEMWALL_HOME: dataFolder,
    ...(binding === undefined ? {} : { MEMWALL_SQLITE_BINDING: binding }),
  }
}

/** Arguments before ours: as root, Chromium starts only without its outermost sandbox. */
export function outerFlags(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

/** What the runtime says when it throws away the promise of an answer it has worked out. */
const LOST_ANSWER = 'Resulting promise was garbage collected'

/**
 * Runs a function in the main process, as `app.evaluate` does. Now and then the runtime collects the promise of the
 * answer before it is read, though the function ran: so it is run again, and must do no harm twice.
 */
export async function inMain<Answer, Argument>(
  app: ElectronApplication,
  run: (electron: typeof Electron, argument: Argument) => Answer | Promise<Answer>,
  argument?: Argument,
): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await (app.evaluate as unknown as (f: typeof run, a?: Argument) => Promise<Answer>).call(
        app,
        run,
        argument,
      )
    } catch (thrown) {
      if (attempt === 5 || !String(thrown).includes(LOST_ANSWER)) throw thrown
    }
  }
}

/** Milliseconds a runtime may take to answer; it needs about one second. */
const LAUNCH_DEADLINE = 20_000

/** Opens the built workbench in a real window. Call only where `whyNoElectron` is null. */
export async function openMemwall(options: WindowOptions = {}): Promise<MemwallWindow> {
  const electron = findTestElectron()
  if ('missing' in electron) throw new Error(electron.missing)
  const dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'memwall-e2e-'))
  const launch = () =>
    _electron.launch({
      executablePath: electron.path,
      args: [...outerFlags(), repositoryFile('.'), ...(options.commandLine ?? [])],
      env: { ...testEnvironment(dataFolder), ...options.environment },
      timeout: LAUNCH_DEADLINE,
    })
  // Now and then the runtime hangs before it runs a line of ours; a second start then works.
  const app = await launch().catch(launch)
  const page = await app.firstWindow()
  return {
    app,
    page,
    dataFolder,
    async close() {
      // Past the unsaved-changes question, which has tests of its own.
      await app.evaluate(({ app: electronApp }) => electronApp.exit(0)).catch(() => {})
      await app.close().catch(() => {})
      if (options.dataFolder === undefined) rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}
