import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'electron-vite'
import { inputStamp } from './stamp.ts'

/**
 * Builds everything under `out/`. `--if-stale` builds only when something it reads has changed since the last build,
 * which is what `npm start` and the tests ask for.
 */
const root = resolve(import.meta.dirname, '..')
const output = join(root, 'out')
const stampPath = join(output, 'stamp')
const stamp = inputStamp(root)

if (process.argv.includes('--if-stale') && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) {
  process.exit(0)
}

const began = performance.now()
const startedAt = Date.now()
rmSync(stampPath, { force: true })
try {
  await build({ root, configFile: join(root, 'electron.vite.config.ts'), logLevel: 'warn' })
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : String(thrown))
  console.error('The build failed.')
  process.exit(1)
}
removeOlder(output, startedAt)
const commandLine = join(output, 'cli', 'memwall.js')
if (existsSync(commandLine)) chmodSync(commandLine, 0o755)
mkdirSync(output, { recursive: true })
writeFileSync(stampPath, stamp)
console.log(`Built in ${((performance.now() - began) / 1000).toFixed(1)} s.`)

/** What an earlier build left goes only now, so that a running application finds its parts for most of the time. */
function removeOlder(folder: string, time: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) removeOlder(path, time)
    else if (statSync(path).mtimeMs < time - 1000) rmSync(path)
  }
}
