import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { hasDisplay } from '../src-main/shells/common/display.ts'
import { findRuntime } from '../src-main/start/runtime.ts'

/**
 * `npm run dev`: the window with modules replaced while one edits; a change of the main process restarts it. Further
 * arguments after `--` go to Electron.
 */
const root = resolve(import.meta.dirname, '..')
const runtime = hasDisplay() ? await findRuntime(root, (line) => console.log(line)) : { missing: 'there is no display' }
if ('missing' in runtime) {
  console.error(`No window can be opened: ${runtime.missing}. Use npm run dev:browser.`)
  process.exit(1)
}
const child = spawn(
  process.execPath,
  [resolve(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'dev', '--watch', '--', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, ELECTRON_EXEC_PATH: runtime.path } },
)
child.on('exit', (code) => process.exit(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
