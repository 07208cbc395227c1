import { fileArgument } from '../common/fileArgument.ts'
import { join } from 'node:path'
import { appPaths } from '../../app/paths.ts'
import { openAddress, openCommand } from './openAddress.ts'
import { createRedirectFile, type RedirectFile } from './redirectFile.ts'
import { startBrowserShell } from './shell.ts'

/**
 * The browser shell as a program: prints the address to open, and runs until it is interrupted. `MEMWALL_PORT` chooses
 * the port; without it any free one is taken.
 * @param commandLine may name a document
 */
export async function runBrowserShell(commandLine: readonly string[]): Promise<void> {
  const port = Number(process.env['MEMWALL_PORT'] ?? '0')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    console.error('MEMWALL_PORT must be a whole number from 0 to 65535; 0 takes any free port.')
    process.exitCode = 2
    return
  }
  try {
    let redirect: RedirectFile | null = null
    const server = await startBrowserShell({
      port,
      file: fileArgument(commandLine, process.cwd()),
      gate: { redeemed: () => redirect?.remove() },
    })
    console.log(`Open this address once, on this computer. Ctrl+C ends Memwall.\n  ${server.address}`)
    redirect = openPrivately(server.address)
    process.once('exit', () => redirect?.remove())
    const stop = () => {
      void server.close().then(() => process.exit(0))
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  } catch (thrown) {
    const taken = thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE'
    const cause = thrown instanceof Error ? thrown.message : String(thrown)
    console.error(
      taken ? `Port ${port} is in use; choose another with MEMWALL_PORT.` : `Memwall could not start: ${cause}`,
    )
    process.exitCode = 1
  }
}

/**
 * Opens an address that is a secret. Everybody on this machine can read the command line of the program that opens it, so
 * that names a file which only this user can read.
 * @returns the file, to be removed once it was used; null: nobody would see it, or it cannot be written
 */
function openPrivately(address: string): RedirectFile | null {
  if (openCommand(address, process.env, process.platform) === null) return null
  try {
    const redirect = createRedirectFile(join(appPaths().dataFolder, 'opening'), address)
    openAddress(redirect.path)
    return redirect
  } catch {
    // The address is printed anyway.
    return null
  }
}
