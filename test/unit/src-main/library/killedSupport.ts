import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { repositoryFile, typeScriptNode } from '../../../support/nodeRuntime.ts'
import { binding } from './librarySupport.ts'

/** Opens a library in a process of its own. `steps`: what it does once it is open, with `library`, `say` and `rest`. */
const program = (steps: string) => `
  import fs from 'node:fs'
  import { syncBuiltinESMExports } from 'node:module'
  const [folder, killAt, options, ...rest] = process.argv.slice(1)
  const say = (value) => fs.writeSync(1, JSON.stringify(value) + '\\n')
  const { openLibrary } = await import(${JSON.stringify(repositoryFile('src-main/library/open.ts'))})
  const seed = { hash: 'none', profiles: () => ({ hardware: [], systems: [], models: [], missing: [] }) }
  let calls = 0
  for (const name of ['openSync', 'closeSync', 'writeSync', 'fsyncSync', 'renameSync', 'rmSync', 'linkSync',
    'copyFileSync', 'mkdirSync', 'mkdtempSync', 'writeFileSync']) {
    const real = fs[name]
    fs[name] = (...values) => {
      // What is said to the test is none of the library's calls.
      if (values[0] !== 1) calls += 1
      if (calls > 0 && calls === Number(killAt)) process.kill(process.pid, 'SIGKILL')
      return real(...values)
    }
  }
  syncBuiltinESMExports()
  say('ready')
  const library = openLibrary({ folder, seed, ...JSON.parse(options) })
  ${steps}
  library.close()
  say({ calls })
`

/** What a process said, line by line, and what ended it. */
export interface Ended {
  readonly said: readonly unknown[]
  readonly signal: NodeJS.Signals | null
}

/**
 * Runs a process that opens a library, and kills it.
 * @param killAt at which call of the file system; 0: at none
 * @param killWhen told each line it says: how many milliseconds later it is killed; null: not yet
 */
export async function runLibrary(
  folder: string,
  {
    steps = '',
    killAt = 0,
    killWhen = () => null,
    rest = [],
  }: {
    readonly steps?: string
    readonly killAt?: number
    readonly killWhen?: (said: readonly unknown[]) => number | null
    readonly rest?: readonly string[]
  } = {},
): Promise<Ended> {
  const values = [folder, String(killAt), JSON.stringify(binding()), ...rest]
  const child = spawn(typeScriptNode(), ['--input-type=module', '--eval', program(steps), ...values], {
    cwd: repositoryFile('.'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: unknown[] = []
  let text = ''
  let doomed = false
  child.stdout.on('data', (data) => {
    text += String(data)
    const lines = text.split('\n')
    text = lines.pop() ?? ''
    said.push(...lines.map((line) => JSON.parse(line) as unknown))
    const delay = doomed ? null : killWhen(said)
    if (delay === null) return
    doomed = true
    setTimeout(() => child.kill('SIGKILL'), delay)
  })
  const [, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
  return { said, signal }
}
