/**
 * Fits what llama.cpp reaches on each kind of devices and writes `resources/calibration/llamacpp.json`, judged on devices
 * left out of the fit, whose errors go beside the others of serving. Run last: node scripts/calibrate/llamaCpp.ts [folder].
 */
import { existsSync, writeFileSync } from 'node:fs'
import type { LlamaCppEntry } from '../../src-main/engine/calibration/llamaCppTable.ts'
import { LLAMA_CPP_CLASSES, type LlamaCppClass } from '../../src-main/engine/calibration/llamaCppClass.ts'
import { medianError, residualOf } from '../../src-main/engine/fitting/servingFit.ts'
import { accuracyRows, joinAccuracy, type LeftOut } from './accuracy.ts'
import { ATTENTION_OF_PROMPT, CACHE, fitLaw, lawSeconds } from './llamaCppLaw.ts'
import { rowsOf2024, rowsOf2026, type LlamaCppRow } from './llamaCppRows.ts'

const folder = process.argv[2] ?? new URL('../../../shared/measured', import.meta.url).pathname
const OUTPUT = new URL('../../resources/calibration/llamacpp.json', import.meta.url)

/** Devices below which errors on a device left out say nothing of the kind: they are those of all kinds. */
const LEAST_DEVICES = 2
/**
 * Processors that nobody's runs above are of: a third of the peak of their vectors or tiles and half of their memory
 * bandwidth (ggml-org/llama.cpp issue 6434, an EPYC 9654 as fast as an M2 Ultra). Grade: estimate.
 */
const PROCESSOR = {
  memoryQuantised: 0.5,
  memoryPlain: 0.6,
  cache: 0.4,
  promptQuantised: 0.15,
  promptPlain: 0.2,
  attention: 0.1,
  perLayer: 1e-4,
}

if (!existsSync(folder)) {
  console.log(`No measurements at ${folder}: name their folder.`)
  process.exit(1)
}
const rows = [...rowsOf2024(folder), ...rowsOf2026()]

const rounded = (value: number): number => Number(value.toPrecision(4))

interface Judged {
  readonly row: LlamaCppRow
  /** ln(measured / predicted). */
  readonly log: number
}

/** Every device predicted from the others of its kind. */
function leaveDeviceOut(own: readonly LlamaCppRow[]): Judged[] {
  return [...new Set(own.map(({ name }) => name))].flatMap((name) => {
    const law = fitLaw(own.filter((row) => row.name !== name))
    return own
      .filter((row) => row.name === name)
      .map((row) => ({ row, log: Math.log(row.seconds / lawSeconds(row, law)) }))
  })
}

const judged = new Map<LlamaCppClass, Judged[]>()
for (const kind of LLAMA_CPP_CLASSES)
  judged.set(kind, leaveDeviceOut(rows.filter(({ device }) => device.class === kind)))
const everything = [...judged.values()].flat()

function logsOf(of: readonly Judged[], kind: LlamaCppRow['kind']): number[] {
  return of.filter(({ row }) => row.kind === kind).map(({ log }) => log)
}

function entryOf(kind: LlamaCppClass): LlamaCppEntry {
  const own = rows.filter(({ device }) => device.class === kind)
  const devices = new Set(own.map(({ name }) => name))
  const left = judged.get(kind) ?? []
  const judgedBy = devices.size >= LEAST_DEVICES ? left : everything
  const errors = {
    points: own.length,
    devices: [...new Set(own.flatMap(({ device }) => device.id ?? []))].sort(),
    decodeError: own.length > 0 ? medianError(logsOf(left, 'decode')) : null,
    promptError: own.length > 0 ? medianError(logsOf(left, 'prompt')) : null,
    decode: residualOf(logsOf(judgedBy, 'decode')),
    prompt: residualOf(logsOf(judgedBy, 'prompt')),
  }
  if (own.length === 0) return { class: kind, ...PROCESSOR, ...errors }
  const law = fitLaw(own)
  return {
    class: kind,
    memoryQuantised: rounded(law.memoryQuantised),
    memoryPlain: rounded(law.memoryPlain),
    cache: CACHE,
    promptQuantised: rounded(law.promptQuantised),
    promptPlain: rounded(law.promptPlain),
    attention: rounded(ATTENTION_OF_PROMPT * law.promptPlain),
    perLayer: rounded(law.perLayer),
    ...errors,
  }
}

const percent = (value: number | null): string => (value === null ? '–' : `${(100 * value).toFixed(1)} %`)
const entries = LLAMA_CPP_CLASSES.map(entryOf)
for (const entry of entries) {
  console.log(
    `${entry.class}: ${entry.points} values, a device left out: decode ${percent(entry.decodeError)}, prompt ${percent(entry.promptError)}`,
  )
}
console.log(
  `all: a device left out: decode ${percent(medianError(logsOf(everything, 'decode')))}, prompt ${percent(medianError(logsOf(everything, 'prompt')))}`,
)
writeFileSync(OUTPUT, `${JSON.stringify({ entries }, null, 1)}\n`)

const leftOut = everything.flatMap(({ row, log }): LeftOut[] => {
  if (row.device.id === null) return []
  const quantity = row.kind === 'decode' ? 'batchOne' : 'batchOneFirst'
  const interval = `${row.device.class}|llamacpp|${quantity}`
  return [
    { device: row.device.id, software: 'llamacpp', quantity, family: 'llama', kind: 'deviceLeftOut', interval, log },
  ]
})
joinAccuracy(
  'serving',
  ({ software, quantity }) => software === 'llamacpp' && quantity.startsWith('batchOne'),
  accuracyRows(leftOut),
)
