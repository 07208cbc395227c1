/**
 * How fast a trace is read and analysed: at least 150 MB/s of JSON on one core, against JSON.parse of the whole in the same
 * run, which for files beyond 512 MB is no way at all. Then packed, and the memory of a large trace that is read as a stream:
 * at most 400 MB at its peak, with the analysis.
 * Run: node test/bench/audit.bench.ts
 */
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import { analyse } from '#main/audit/breakdown/analyse.ts'
import { readKineto } from '#main/audit/kineto/readKineto.ts'
import { runSliced, UNWATCHED } from '#main/audit/timeline/watch.ts'
import { syntheticBytes, syntheticTrace } from '../support/syntheticTrace.ts'
import { bytesSource, fileSource } from '../support/traces.ts'

const LEAST_RATE = 150
const MOST_PEAK = 400
const BYTES = 100e6
const LARGE = 1e9
const RUNS = 5

const [, , ask, target] = process.argv
if (ask === '--make' && target !== undefined) {
  // In a process of its own, whose memory is not counted.
  await pipeline(Readable.from(syntheticTrace(LARGE).source.blocks), createWriteStream(target))
} else {
  // Large first: what follows keeps its input in memory.
  await measureLarge()
  await measureRate()
}

async function measureLarge(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'memwall-audit-'))
  try {
    const file = join(folder, 'large.json')
    spawnSync(process.execPath, [import.meta.filename, '--make', file], { stdio: 'inherit' })
    await readLarge(file)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function readLarge(file: string): Promise<void> {
  let peak = 0
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }
  const began = performance.now()
  const { timeline, counts, read } = await readKineto(fileSource(file), { cancelled: () => false, progress: look })
  const readTime = performance.now() - began
  if (timeline === null) throw new Error('refused')
  let slices = 0
  let slowest = 0
  let last = performance.now()
  const analysed = performance.now()
  const analysis = runSliced(analyse(timeline), {
    cancelled: () => {
      slices += 1
      const now = performance.now()
      slowest = Math.max(slowest, now - last)
      last = now
      if (slices % 50 === 0) look()
      return false
    },
  })
  look()
  const megabytes = peak / 1e6
  console.log(
    `${(counts.bytes / 1e6).toFixed(0)} MB from a file: ${read}, ${counts.kernels.toLocaleString('en')} kernels, ${(counts.bytes / 1e3 / readTime).toFixed(0)} MB/s`,
  )
  console.log(
    `its analysis: ${(performance.now() - analysed).toFixed(0)} ms in ${slices} slices, longest ${slowest.toFixed(0)} ms, ${analysis.devices.length} device`,
  )
  console.log(`peak of the process: ${megabytes.toFixed(0)} MB, at most ${MOST_PEAK} MB`)
  if (megabytes > MOST_PEAK || slowest > 200) process.exitCode = 1
}

async function measureRate(): Promise<void> {
  const bytes = await syntheticBytes(BYTES)
  const packed = gzipSync(bytes, { level: 6 })
  const times = { ours: [] as number[], packed: [] as number[], parse: [] as number[] }
  for (let run = 0; run < RUNS; run++) {
    times.ours.push(await timed(() => readKineto(bytesSource(bytes), UNWATCHED)))
    times.packed.push(await timed(() => readKineto(bytesSource(packed), UNWATCHED)))
    times.parse.push(await timed(async () => void JSON.parse(bytes.toString('utf8'))))
  }
  const rate = (list: readonly number[]): number => bytes.length / 1e3 / median(list)
  console.log(
    `reading ${(bytes.length / 1e6).toFixed(0)} MB        ${rate(times.ours).toFixed(0)} MB/s, at least ${LEAST_RATE}`,
  )
  console.log(`the same, packed       ${rate(times.packed).toFixed(0)} MB/s of JSON`)
  console.log(`JSON.parse of it all   ${rate(times.parse).toFixed(0)} MB/s`)
  console.log(`ratio to JSON.parse    ${(median(times.parse) / median(times.ours)).toFixed(2)}`)
  if (rate(times.ours) < LEAST_RATE) process.exitCode = 1
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await action()
  return performance.now() - began
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[sorted.length >> 1] ?? Number.NaN
}
