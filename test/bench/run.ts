import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** `npm run bench`: runs every `*.bench.ts` beside this file, or those whose names are given, one after the other. */
const folder = import.meta.dirname
const wanted = process.argv.slice(2)
const benches = readdirSync(folder)
  .filter((name) => name.endsWith('.bench.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)))
  .sort()
if (benches.length === 0) {
  console.error(`No bench of that name in ${folder}.`)
  process.exit(1)
}
let failed = false
for (const bench of benches) {
  console.log(`— ${bench.replace('.bench.ts', '')}`)
  const run = spawnSync(process.execPath, ['--expose-gc', join(folder, bench)], { stdio: 'inherit' })
  if (run.status !== 0) failed = true
}
process.exit(failed ? 1 : 0)
