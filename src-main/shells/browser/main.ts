import { openAddress } from './openAddress.ts'
import { startBrowserShell } from './shell.ts'

/** The browser shell as a program: prints the address to open, and runs until it is interrupted. */
const port = Number(process.env['MEMWALL_PORT'] ?? '0')
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('MEMWALL_PORT must be a whole number from 0 to 65535; 0 takes any free port.')
  process.exit(2)
}

try {
  const server = await startBrowserShell({ port })
  console.log(
    `Memwall is running. Open this address once, on this computer:\n  ${server.address}\nStop it with Ctrl+C.`,
  )
  openAddress(server.address)
  const stop = () => {
    void server.close().then(() => process.exit(0))
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
} catch (thrown) {
  console.error(`Memwall could not start: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  process.exit(1)
}
