import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/**
 * Fits everything from a folder of measurements (`npm run calibrate -- FOLDER`, by default ../shared/measured): operators
 * first, then serving stacks, each in a process of its own, for the second reads what the first has written.
 */
for (const step of ['operators.ts', 'serving.ts']) {
  const script = fileURLToPath(new URL(step, import.meta.url))
  const { status } = spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}
