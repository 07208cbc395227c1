import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { hasNative } from '../support/nativeTypesetter.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'

/**
 * How long a report takes beyond its analyses, in a process that has made none (must 900 ms) and again after an edit (must
 * 400 ms), and what the first one adds to analyses that are worked out beside it on the same cores; how soon the preview follows an edit (must 250 ms); and what memory the whole command takes (must 420 MB, aim
 * 360). With the compiler of this machine; the WASM compiler is told beside it, without musts.
 */
const MUST = { cold: 900, warm: 400, preview: 250, memory: 420 }
const AIM = { memory: 360 }
const SAMPLES = ['b200-against-wse3', 'bandwidth-experiment', 'deepseek-by-precision']

execFileSync(process.execPath, [repositoryFile('scripts/build.ts'), '--if-stale'], { stdio: 'inherit' })
const bundle = repositoryFile('out/bench')
await build({
  configFile: false,
  logLevel: 'warn',
  root: repositoryFile('.'),
  build: {
    ssr: repositoryFile('test/bench/support/reportOnce.ts'),
    outDir: bundle,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'reportOnce.js' } },
  },
  ssr: { noExternal: true, external: ['better-sqlite3'] },
})

/** Processes that make their first report: the median counts. */
const FIRST = 3

interface Times {
  readonly analyses: number
  readonly cold: number
  readonly warm: number
  readonly first: number
  readonly preview: number
}

function run<Printed>(sample: string, only: string): Printed {
  const output = execFileSync(
    process.execPath,
    [
      join(bundle, 'reportOnce.js'),
      repositoryFile(`resources/samples/${sample}.memwall`),
      repositoryFile('out/main/engineWorker.js'),
      repositoryFile('out/main/reportWorker.js'),
      repositoryFile('resources'),
      only,
    ],
    { encoding: 'utf8' },
  )
  return JSON.parse(output) as Printed
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

let failed = false
const told = (value: number, must: number | null, unit: string): string => {
  if (must !== null && value > must) failed = true
  return `${value.toFixed(0).padStart(6)} ${unit}${must === null ? '' : ` (must ${must})`}`
}

/** The most memory a `memwall report` has held, in megabytes; null where the system does not say. */
async function memoryOf(sample: string): Promise<number | null> {
  if (process.platform !== 'linux') return null
  const folder = mkdtempSync(join(tmpdir(), 'memwall-bench-'))
  const file = repositoryFile(`resources/samples/${sample}.memwall`)
  const child = spawn(
    process.execPath,
    [repositoryFile('out/cli/memwall.js'), 'report', file, '-o', join(folder, 'a.pdf')],
    {
      stdio: 'ignore',
    },
  )
  let most = 0
  // The kernel keeps the highest mark itself; it only has to be read while the process is there.
  const watch = setInterval(() => {
    try {
      const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
      most = Math.max(most, Number(kilobytes ?? 0) / 1000)
    } catch {
      // It has ended.
    }
  }, 20)
  await new Promise((ended) => child.once('exit', ended))
  clearInterval(watch)
  rmSync(folder, { recursive: true, force: true })
  return most
}

try {
  for (const [only, musts] of hasNative()
    ? ([
        ['', true],
        ['wasm', false],
      ] as const)
    : ([['wasm', true]] as const)) {
    for (const sample of SAMPLES) {
      const runs = Array.from({ length: FIRST }, () => run<Times>(sample, only))
      const of = (name: keyof Times): number => median(runs.map((each) => each[name]))
      const [analyses, cold, warm] = [of('analyses'), of('cold'), of('warm')]
      const beside = only === '' ? run<{ beside: number }>(sample, 'beside').beside - analyses : null
      const must = (name: 'cold' | 'warm' | 'preview') => (musts ? MUST[name] : null)
      console.log(`${sample}, ${only === '' ? 'native' : only} (analyses ${analyses.toFixed(0)} ms)`)
      const other = beside === null ? '' : `; with them beside it, ${beside.toFixed(0)} ms more than they take`
      console.log(`  first report, analyses known       ${told(cold, must('cold'), 'ms')}${other}`)
      console.log(`  again after an edit                ${told(warm, must('warm'), 'ms')}`)
      console.log(
        `  preview after an edit              ${told(of('preview'), must('preview'), 'ms')}; the first ${of('first').toFixed(0)} ms`,
      )
    }
  }
  for (const sample of SAMPLES) {
    const memory = await memoryOf(sample)
    if (memory !== null) console.log(`${sample}, memwall report ${told(memory, MUST.memory, 'MB')}, aim ${AIM.memory}`)
  }
} finally {
  rmSync(bundle, { recursive: true, force: true })
}
process.exit(failed ? 1 : 0)
