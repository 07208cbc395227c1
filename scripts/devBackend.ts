import { startBrowserShell } from '../src-main/shells/browser/shell.ts'

/**
 * The browser shell's back end as `npm run dev:browser` runs it, from the sources: restarted when a file it imports
 * changes, on the same port and with the same session, so that an open page keeps working.
 */
const [port, frontEndPort] = process.argv.slice(2)
const { MEMWALL_DEVELOPMENT_TOKEN: token, MEMWALL_DEVELOPMENT_SESSION: session } = process.env
if (port === undefined || frontEndPort === undefined || token === undefined || session === undefined) {
  throw new Error('MEMWALL_DEVELOPMENT_TOKEN=… MEMWALL_DEVELOPMENT_SESSION=… devBackend.ts PORT FRONT_END_PORT')
}

const server = await startBrowserShell({
  port: Number(port),
  gate: { reusable: true, token, session },
  furtherHosts: [`127.0.0.1:${frontEndPort}`, `localhost:${frontEndPort}`],
})
process.once('SIGTERM', () => {
  void server.close().then(() => process.exit(0))
})
