import { spawn } from 'node:child_process'

/**
 * Asks the desktop to open an address or a file. Only where somebody can see it: with a display, and not over a remote shell.
 * @param address no secret: every user of this machine can read it in the program's command line
 * @returns whether a program was asked
 */
export function openAddress(
  address: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  const command = openCommand(address, environment, platform)
  if (!command) return false
  const child = spawn(command.program, command.arguments, { stdio: 'ignore', detached: true })
  // No such program: the address is printed anyway.
  child.on('error', () => {})
  child.unref()
  return true
}

/** Which program opens an address here; null: none that anybody would see. */
export function openCommand(
  address: string,
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): { program: string; arguments: string[] } | null {
  if (environment['SSH_CONNECTION'] !== undefined || environment['CI'] !== undefined) return null
  switch (platform) {
    case 'darwin':
      return { program: 'open', arguments: [address] }
    case 'win32':
      return { program: 'rundll32', arguments: ['url.dll,FileProtocolHandler', address] }
    default:
      return environment['DISPLAY'] || environment['WAYLAND_DISPLAY']
        ? { program: 'xdg-open', arguments: [address] }
        : null
  }
}
