import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { outerFlags, testEnvironment } from '../support/electron.ts'
import { repositoryFile } from '../support/nodeRuntime.ts'
import { findTestElectron, hasTestDisplay, onPath } from '../support/runtimes.ts'
import { buildEmptyApp } from './support/emptyApp.ts'

/**
 * Time from starting the process to an interactive page: our window against an empty electron-vite application, in turns
 * and in one run. Must be at most 1.5 times, in the median.
 */
const RUNS = 9
const MOST = 1.5

const electron = findTestElectron()
if ('missing' in electron) {
  console.log(`Skipped: ${electron.missing}.`)
} else if (hasTestDisplay()) {
  await compare(electron.path)
} else if (onPath('xvfb-run') !== null) {
  const again = spawnSync('xvfb-run', ['-a', process.execPath, import.meta.filename], { stdio: 'inherit' })
  process.exitCode = again.status ?? 1
} else {
  console.log('Skipped: there is no display, nor xvfb-run to make one.')
}

async function compare(runtime: string): Promise<void> {
  spawnSync(process.execPath, [repositoryFile('scripts/build.ts'), '--if-stale'], { stdio: 'inherit' })
  const empty = mkdtempSync(join(tmpdir(), 'memwall-empty-'))
  const dataFolder = mkdtempSync(join(tmpdir(), 'memwall-startup-'))
  try {
    await buildEmptyApp(empty)
    // Once each to fill the system's caches; our library is made at the first start, as it is for a user.
    await start(runtime, empty, dataFolder)
    const first = await start(runtime, repositoryFile('.'), dataFolder)
    const times = { empty: [] as number[], ours: [] as number[] }
    for (let run = 0; run < RUNS; run += 1) {
      times.empty.push(await start(runtime, empty, dataFolder))
      times.ours.push(await start(runtime, repositoryFile('.'), dataFolder))
    }
    const ratio = median(times.ours) / median(times.empty)
    console.log(`empty electron-vite application  ${shown(times.empty)}`)
    console.log(`Memwall                          ${shown(times.ours)}; the very first start ${first.toFixed(0)} ms`)
    console.log(`ratio of medians                 ${ratio.toFixed(2)} (at most ${MOST})`)
    if (ratio > MOST) process.exitCode = 1
  } finally {
    rmSync(empty, { recursive: true, force: true })
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** @returns milliseconds until the page was interactive */
function start(runtime: string, folder: string, dataFolder: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const child = spawn(
      runtime,
      [...outerFlags(), '-r', repositoryFile('test/bench/support/interactive.cjs'), folder],
      { env: testEnvironment(dataFolder), stdio: ['ignore', 'pipe', 'ignore'], timeout: 60_000 },
    )
    let reached: number | null = null
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunk.toString('utf8').includes('interactive')) reached ??= performance.now() - began
    })
    child.on('error', reject)
    child.on('exit', () =>
      reached === null ? reject(new Error(`${folder} never became interactive`)) : resolve(reached),
    )
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}

function shown(values: readonly number[]): string {
  const sorted = values.toSorted((left, right) => left - right)
  return `median ${median(values).toFixed(0)} ms (${sorted[0]?.toFixed(0)} to ${sorted.at(-1)?.toFixed(0)})`
}
