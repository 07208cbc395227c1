import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { say } from '#shared/words/say.ts'
import { appPaths, packageRoot } from '../../app/paths.ts'
import { hasDisplay } from '../common/display.ts'
import { CommandFailure, EXIT } from './exitCodes.ts'

/** The program that `npm start` runs; from the sources while they are run as they are. */
function startProgram(): string {
  return import.meta.url.endsWith('.ts')
    ? join(packageRoot(), 'src-main', 'start.ts')
    : join(appPaths().outputFolder, 'main', 'start.js')
}

/** Why no window can open here, in one sentence; null: one can. Nothing is downloaded to find out. */
export function noWindow(): string | null {
  if (!hasDisplay()) return say('cli.open.noDisplay')
  if (!existsSync(startProgram())) return say('cli.open.notBuilt')
  return hasRuntime() ? null : say('cli.open.noRuntime')
}

/** Whether the runtime the start program looks for is there: the one that is named, or the package's own once fetched. */
function hasRuntime(): boolean {
  const named = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (named !== undefined && named !== '') return existsSync(named)
  try {
    const manifest = createRequire(join(packageRoot(), 'package.json')).resolve('electron/package.json')
    return existsSync(join(dirname(manifest), 'path.txt'))
  } catch {
    return false
  }
}

/**
 * Starts the window by the program's own start, which lives on when this process ends.
 * @param files absolute paths, at most one @throws CommandFailure where it cannot be started
 */
export async function startWindow(files: readonly string[]): Promise<void> {
  const missing = noWindow()
  if (missing !== null) throw new CommandFailure(EXIT.failed, 'not-found', missing)
  const child = spawn(process.execPath, [startProgram(), ...files], { detached: true, stdio: 'ignore' })
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', ({ message }) => {
      reject(new CommandFailure(EXIT.failed, 'io-failed', say('cli.open.notStarted', { reason: message })))
    })
  })
  child.unref()
}
