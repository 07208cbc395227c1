import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'

/**
 * Checks the types of every layer, each against only what its layer may know: the engine without Node, the renderer
 * without Node, the shared code without either. A layer is a `tsconfig.*.json`.
 */
const root = resolve(import.meta.dirname, '..')
const binaries = resolve(root, 'node_modules')
const layers = readdirSync(root).filter((name) => /^tsconfig\..+\.json$/.test(name) && name !== 'tsconfig.base.json')
if (layers.length === 0) throw new Error('No tsconfig.*.json to check.')

const failed: string[] = []
for (const layer of layers) {
  // Components have types only for vue-tsc; it checks plain files as well, but slower.
  const withComponents = layer === 'tsconfig.renderer.json' || layer === 'tsconfig.test.json'
  const checker = resolve(binaries, withComponents ? 'vue-tsc/bin/vue-tsc.js' : 'typescript/bin/tsc')
  const run = spawnSync(process.execPath, [checker, '--project', resolve(root, layer)], { cwd: root, stdio: 'inherit' })
  if (run.status !== 0) failed.push(layer)
}
if (failed.length > 0) {
  console.error(`Types do not hold in ${failed.join(', ')}.`)
  process.exit(1)
}
console.log(`Types hold in ${layers.length} layers.`)
