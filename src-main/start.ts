import { packageRoot } from './app/paths.ts'
import { runBrowserShell } from './shells/browser/main.ts'
import { hasDisplay } from './shells/common/display.ts'
import { launch } from './start/launch.ts'
import { findRuntime } from './start/runtime.ts'

/**
 * `npm start`: the window where there can be one, otherwise the same workbench in the browser, with one line that says
 * why. `--browser` asks for the browser; a document may be named.
 */
const commandLine = process.argv.slice(2)
const reason = commandLine.includes('--browser') ? 'as asked' : await openWindow()
if (reason !== null) {
  if (reason !== 'as asked') console.log(`No window, since ${reason}; Memwall opens in the browser instead.`)
  await runBrowserShell(commandLine)
}

/** @returns null when the window was opened and has been closed again; otherwise why there was none */
async function openWindow(): Promise<string | null> {
  if (!hasDisplay()) return 'there is no display'
  const root = packageRoot()
  const runtime = await findRuntime(root, (line) => console.log(line))
  if ('missing' in runtime) return `there is no Electron runtime: ${runtime.missing}`
  const launched = await launch(runtime.path, [root, ...commandLine])
  if (!launched.ran) return `Electron did not start: ${launched.reason}`
  process.exitCode = launched.code
  return null
}
