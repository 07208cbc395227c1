import { createGate } from '../src-main/shells/browser/gate.ts'
import { startBrowserShell } from '../src-main/shells/browser/shell.ts'

/**
 * The browser shell's back end as `npm run dev:browser` runs it, from the sources: restarted when a file it imports
 * changes, on the same port and with the same session, so that an open page keeps working.
 */
const [port, frontEndPort, token, session] = process.argv.slice(2)
if (port === undefined || frontEndPort === undefined || token === undefined || session === undefined) {
  throw new Error('devBackend.ts PORT FRONT_END_PORT TOKEN SESSION')
}

const server = await startBrowserShell({
  port: Number(port),
  makeGate: (listening) => createGate(listening, { reusable: true, token, session }),
  furtherHosts: [`127.0.0.1:${frontEndPort}`, `localhost:${frontEndPort}`],
})
process.once('SIGTERM', () => {
  void server.close().then(() => process.exit(0))
})
