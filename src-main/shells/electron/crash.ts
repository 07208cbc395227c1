import type { App, WebContents } from 'electron'

/** What is done when something breaks. */
export interface CrashActions {
  /** Writes a line to the log: what happened, no contents. */
  log(event: string, detail: string): void
  /** Shows the page again; it offers the journal of the unsaved work. */
  reload(page: WebContents): void
}

/** Page crashes within this many milliseconds of the last one are not followed by another reload. */
const RELOAD_PAUSE = 10_000

/**
 * Keeps the application alive through a crash of the page and a stray exception of ours. Unsaved work is in the
 * journal; the page offers it when it is back.
 */
export function surviveCrashes(app: App, actions: CrashActions): void {
  let lastReload = -RELOAD_PAUSE
  app.on('render-process-gone', (_event, page, details) => {
    if (details.reason === 'clean-exit') return
    actions.log('page gone', details.reason)
    // A page that crashes as it loads would be reloaded without end.
    if (performance.now() - lastReload < RELOAD_PAUSE) return
    lastReload = performance.now()
    actions.reload(page)
  })
  app.on('child-process-gone', (_event, details) => {
    if (details.reason !== 'clean-exit') actions.log('process gone', `${details.type}: ${details.reason}`)
  })
  process.on('uncaughtException', (thrown) => actions.log('uncaught exception', thrown.stack ?? thrown.message))
  process.on('unhandledRejection', (reason) => {
    actions.log('unhandled rejection', reason instanceof Error ? (reason.stack ?? reason.message) : String(reason))
  })
}
