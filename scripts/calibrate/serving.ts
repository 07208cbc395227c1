/**
 * Fits what serving stacks add to the sum of their operators, per (device, stack, style), from public serving runs, and
 * writes `resources/calibration/serving.json` with errors on rows left out of the fit. Run after the operators are
 * calibrated: node scripts/calibrate/serving.ts [folder of measurements]. Deterministic: the same data gives the same file.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AccuracyKind, AccuracyQuantity } from '../../src-shared/domain/accuracy.ts'
import { WITHOUT_EXTRAS, type Deployment, type Pool } from '../../src-shared/domain/deployment.ts'
import { type Software } from '../../src-shared/domain/software.ts'
import type { HardwareProfile } from '../../src-shared/domain/hardware.ts'
import type { ModelProfile } from '../../src-shared/domain/model.ts'
import type { FittedSample } from '../../src-main/engine/fitting/servingFeatures.ts'
import {
  fitServing,
  logErrors,
  medianError,
  residualOf,
  START,
  toCoefficients,
  type Fit,
} from '../../src-main/engine/fitting/servingFit.ts'
import type { MeasuredDomain, MeasuredRange } from '../../src-main/engine/calibration/measuredDomain.ts'
import type { ServingCoefficients } from '../../src-main/engine/calibration/servingCoefficients.ts'
import type { ServingEntry, ServingStyle } from '../../src-main/engine/calibration/servingTable.ts'
import { machineOf } from '../../src-main/engine/machine/machine.ts'
import { buildDeployment } from '../../src-main/engine/placement/build.ts'
import { createLatency } from '../../src-main/engine/serving/latency.ts'
import { floorSeconds } from '../../src-main/engine/serving/operatorTime.ts'
import { evaluateLatency } from '../../src-main/engine/serving/serve.ts'
import type { Service } from '../../src-main/engine/serving/service.ts'
import { createTotals, stepTime } from '../../src-main/engine/serving/step.ts'
import { accuracyRows, writeAccuracy, type LeftOut } from './accuracy.ts'
import { aggregatedRows, batchOneRows, disaggregatedRows, fixedBatchRows, type ServingRow } from './servingRows.ts'
import { wordingText } from '../../src-shared/words/say.ts'

const folder = process.argv[2] ?? new URL('../../../shared/measured', import.meta.url).pathname
const resources = new URL('../../resources/', import.meta.url).pathname

/** Date of the measurements' collection. */
const DATE = '2026-11-23'
const SOURCES = [
  'ai-dynamo/aiconfigurator @095f58a (Apache-2.0): serving runs',
  'argonne-lcf/LLM-Inference-Bench @4211f5d (BSD-3-Clause): fixed batches',
  'XiongjieDai/GPU-Benchmarks-on-LLM-Inference @aa72e0e: llama.cpp at batch 1',
]
/** Rows below which a device takes its relatives' fit: its own errors could not be told. */
const LEAST_ROWS = 8
const FOLDS = 5

function load<Profile>(kind: 'hardware' | 'models'): Map<string, Profile> {
  const profiles = new Map<string, Profile>()
  for (const file of readdirSync(`${resources}library/${kind}`).sort()) {
    const profile = JSON.parse(readFileSync(`${resources}library/${kind}/${file}`, 'utf8')) as Profile & { id: string }
    profiles.set(profile.id, profile)
  }
  return profiles
}

const hardware = load<HardwareProfile>('hardware')
const models = load<ModelProfile>('models')

interface Sample extends FittedSample<ServingRow> {
  readonly group: string
}

/** Fits samples of one style near a prior. */
function fit(samples: readonly Sample[], prior: Fit): Fit {
  return fitServing(samples[0]?.row.mode ?? 'aggregated', samples, prior)
}

function perWorker(degrees: Pick<Pool, 'tensorParallel' | 'pipelineParallel' | 'dataParallel'>): number {
  return degrees.tensorParallel * degrees.pipelineParallel * degrees.dataParallel
}

function devicesOf(pool: Pool): number {
  return pool.workers * perWorker(pool)
}

function deploymentOf(row: ServingRow): Deployment {
  return {
    serving: row.mode,
    devices: row.pools ? devicesOf(row.pools.prefill) + devicesOf(row.pools.decode) : perWorker(row),
    tensorParallel: row.tensorParallel,
    pipelineParallel: row.pipelineParallel,
    dataParallel: row.dataParallel,
    expertParallel: row.expertParallel,
    weightPrecision: row.weights,
    activationPrecision: row.weights === 'int4' ? 'bf16' : row.weights,
    kvPrecision: row.kv,
    software: row.software,
    ...WITHOUT_EXTRAS,
    overlap: 0,
    routingSkew: 1,
    pools: row.pools,
  }
}

const latency = createLatency()
const refused = new Map<string, number>()

/** Seconds of the decode step just evaluated at the speed of light. */
function decodeFloor(service: Service): number {
  const { plan } = service.mode === 'disaggregated' ? service.decode : service.workers
  let floor = 0
  stepTime(plan, latency.baseStep, createTotals(), (operator, _prefill, _timing, work) => {
    floor += floorSeconds(plan, operator, work) * operator.count
  })
  return floor
}

function sampleOf(row: ServingRow): Sample | null {
  const profile = hardware.get(row.hardware)
  const model = models.get(row.model)
  const refuse = (why: string): null => {
    refused.set(why, (refused.get(why) ?? 0) + 1)
    return null
  }
  if (!profile || !model) return refuse(`not in the library: ${row.hardware}, ${row.model}`)
  const { inputTokens, outputTokens, concurrency } = row
  const workload = { inputTokens, outputTokens, concurrency, cachedShare: 0 }
  const built = buildDeployment({ model, workload, deployment: deploymentOf(row) }, machineOf(profile))
  // What ran did fit, whatever the engine says of it.
  const service =
    built.service ??
    buildDeployment({ model, workload, deployment: deploymentOf(row) }, machineOf(profile), false).service
  if (service === null) {
    const [first] = built.findings
    return refuse(`${row.model}: ${first === undefined ? 'invalid' : wordingText(first)}`)
  }
  evaluateLatency(service, workload, latency)
  if (!Number.isFinite(latency.e2e)) return refuse(`a figure is not known for ${row.hardware}`)
  if (row.tpot !== null && row.tpot < decodeFloor(service)) {
    return refuse('faster than bytes over bandwidth: fewer requests ran at once than are named, or it speculated')
  }
  return {
    row,
    service,
    group: `${row.hardware}|${row.software}|${row.model}|${row.weights}|${row.tensorParallel}/${row.dataParallel}/${row.expertParallel}|${row.inputTokens}/${row.outputTokens}`,
    step: null,
    first: null,
  }
}

/** Every prediction of a row left out, for the file of errors. */
const leftOut: LeftOut[] = []

function stepQuantity(row: ServingRow): AccuracyQuantity {
  if (row.mode === 'disaggregated') return 'tpotDisaggregated'
  if (row.mode === 'aggregated') return 'tpot'
  return row.tpot === null ? 'fixedBatch' : 'batchOne'
}

function keep(kind: AccuracyKind | null, row: ServingRow, quantity: AccuracyQuantity, log: number): void {
  if (kind === null) return
  const { hardware: device, software } = row
  const family = models.get(row.model)?.family ?? null
  leftOut.push({ device, software, quantity, family, kind, interval: `${device}|${software}|${quantity}`, log })
}

/**
 * ln(measured / predicted) of samples at a fit: the step (or the whole run) and the first token.
 * @param kind what the fit had not seen, when the errors are to be kept
 */
function residuals(
  samples: readonly Sample[],
  at: Fit,
  kind: AccuracyKind | null,
): { readonly tpot: number[]; readonly ttft: number[] } {
  const coefficients = toCoefficients(at.step, at.first)
  const tpot: number[] = []
  const ttft: number[] = []
  for (const sample of samples) {
    const { step, first } = logErrors(sample, coefficients)
    if (step !== null) {
      tpot.push(step)
      keep(kind, sample.row, stepQuantity(sample.row), step)
    }
    if (first !== null) {
      ttft.push(first)
      keep(kind, sample.row, sample.row.mode === 'disaggregated' ? 'ttftDisaggregated' : 'ttft', first)
    }
  }
  return { tpot, ttft }
}

/** A group's fold, the same on every run. */
function foldOf(group: string): number {
  let hash = 2166136261
  for (const character of group) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619) >>> 0
  return hash % FOLDS
}

function crossValidate(samples: readonly Sample[], prior: Fit) {
  const tpot: number[] = []
  const ttft: number[] = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const kept = samples.filter((sample) => foldOf(sample.group) !== fold)
    const left = samples.filter((sample) => foldOf(sample.group) === fold)
    if (left.length === 0) continue
    const errors = residuals(left, fit(kept, prior), 'groupLeftOut')
    tpot.push(...errors.tpot)
    ttft.push(...errors.ttft)
  }
  return { tpot, ttft }
}

function rounded(coefficients: ServingCoefficients): ServingCoefficients {
  return Object.fromEntries(
    Object.entries(coefficients).map(([key, value]) => [key, Number((value as number).toPrecision(4))]),
  ) as unknown as ServingCoefficients
}

function by<Key extends string>(samples: readonly Sample[], key: (sample: Sample) => Key): Map<Key, Sample[]> {
  const groups = new Map<Key, Sample[]>()
  for (const sample of samples) {
    const name = key(sample)
    const group = groups.get(name)
    if (group) group.push(sample)
    else groups.set(name, [sample])
  }
  return new Map([...groups.entries()].sort(([first], [second]) => (first < second ? -1 : 1)))
}

function vendorOf(sample: Sample): string {
  return hardware.get(sample.row.hardware)?.vendor ?? ''
}

function percent(value: number | null): string {
  return value === null ? '–' : `${(100 * value).toFixed(1)} %`
}

/** Requests on one attention rank of the workers that decode, as the run names them. */
function perRank({ concurrency, dataParallel, pools }: ServingRow): number {
  return concurrency / (pools ? pools.decode.workers * pools.decode.dataParallel : dataParallel)
}

/** The loads some runs were made under. */
function domainOf(fittedTo: readonly Sample[]): MeasuredDomain {
  const range = (of: (row: ServingRow) => number): MeasuredRange => {
    const values = fittedTo.map(({ row }) => of(row))
    return [Math.min(...values), Math.max(...values)]
  }
  return {
    requestsPerRank: range(perRank),
    inputTokens: range((row) => row.inputTokens),
    contextTokens: range((row) => row.inputTokens + row.outputTokens),
  }
}

function entryOf(
  style: ServingStyle,
  hardwareId: string | null,
  software: Software | null,
  fitted: Fit,
  fittedTo: readonly Sample[],
  left: { readonly tpot: readonly number[]; readonly ttft: readonly number[] },
): ServingEntry {
  const profile = hardwareId === null ? null : (hardware.get(hardwareId) ?? null)
  return {
    hardware: hardwareId,
    generation: profile?.generation ?? null,
    vendor: profile?.vendor ?? null,
    software,
    style,
    coefficients: rounded(toCoefficients(fitted.step, fitted.first)),
    points: fittedTo.length,
    medianError: medianError(left.tpot),
    tpot: residualOf(left.tpot),
    ttft: residualOf(left.ttft),
    domain: domainOf(fittedTo),
  }
}

/** Where a fit starts from. @param software null: all stacks @param without a device whose rows it must not have seen */
type Start = (software: Software | null, without: string | null) => Fit

/** Fits of some rows by stack, as the start of fits on fewer rows of another style. */
function startFrom(samples: readonly Sample[]): Start {
  const fits = new Map<string, Fit>()
  return (software, without) => {
    const key = `${software}|${without}`
    let known = fits.get(key)
    if (known === undefined) {
      const seen = samples.filter((sample) => sample.row.hardware !== without)
      const ofStack = seen.filter((sample) => sample.row.software === software)
      known = fit(ofStack.length > 0 ? ofStack : seen, START)
      fits.set(key, known)
    }
    return known
  }
}

/** @param start null: every fit starts from neutral coefficients, and a stack's from that of all stacks */
function calibrate(style: ServingStyle, samples: readonly Sample[], start: Start | null): ServingEntry[] {
  const entries: ServingEntry[] = []
  const base = start?.(null, null) ?? START
  const everything = fit(samples, base)
  const devices = by(samples, (sample) => sample.row.hardware)
  // What a device nobody measured can expect: each device predicted from the others.
  const leaveDevice = (group: readonly Sample[], prior: Fit) => {
    const tpot: number[] = []
    const ttft: number[] = []
    for (const [device, own] of by(group, (sample) => sample.row.hardware)) {
      const others = group.filter((sample) => sample.row.hardware !== device)
      const from = start?.(null, device) ?? prior
      const errors = residuals(own, others.length > 0 ? fit(others, from) : from, null)
      tpot.push(...errors.tpot)
      ttft.push(...errors.ttft)
    }
    return { tpot, ttft }
  }
  entries.push(entryOf(style, null, null, everything, samples, leaveDevice(samples, base)))
  const unseen = { tpot: [] as number[], ttft: [] as number[] }
  const all = { tpot: [] as number[], ttft: [] as number[] }
  const unseenModel = { tpot: [] as number[], ttft: [] as number[] }
  const without = new Map<string, Fit>()
  for (const device of devices.keys()) {
    const others = samples.filter((sample) => sample.row.hardware !== device)
    without.set(device, others.length > 0 ? fit(others, START) : START)
  }
  for (const [software, ofStack] of by(samples, (sample) => sample.row.software)) {
    const parent = start?.(software, null) ?? everything
    const stack = fit(ofStack, parent)
    entries.push(entryOf(style, null, software, stack, ofStack, leaveDevice(ofStack, parent)))
    for (const [vendor, ofVendor] of by(ofStack, vendorOf)) {
      if (by(ofVendor, (sample) => sample.row.hardware).size < 2) continue
      const pooled = entryOf(style, null, software, fit(ofVendor, stack), ofVendor, leaveDevice(ofVendor, stack))
      entries.push({ ...pooled, vendor })
    }
    for (const [device, own] of by(ofStack, (sample) => sample.row.hardware)) {
      // A prior that has not seen the rows left out: fitted without this device.
      const others = ofStack.filter((sample) => sample.row.hardware !== device)
      const general = start?.(software, device) ?? without.get(device) ?? START
      const prior = others.length > 0 ? fit(others, general) : general
      // The nearest relatives a device without runs of its own would get.
      const kin = others.filter((sample) => own[0] !== undefined && vendorOf(sample) === vendorOf(own[0]))
      const inherited = residuals(own, kin.length > 0 ? fit(kin, prior) : prior, 'deviceLeftOut')
      unseen.tpot.push(...inherited.tpot)
      unseen.ttft.push(...inherited.ttft)
      const left = crossValidate(own, prior)
      const fitted = fit(own, stack)
      const entry = entryOf(style, device, software, fitted, own, left)
      if (own.length >= LEAST_ROWS) entries.push(entry)
      all.tpot.push(...left.tpot)
      all.ttft.push(...left.ttft)
      for (const [, ofModel] of by(own, (sample) => sample.row.model)) {
        const rest = own.filter((sample) => !ofModel.includes(sample))
        const errors = residuals(ofModel, rest.length > 0 ? fit(rest, prior) : prior, 'modelLeftOut')
        unseenModel.tpot.push(...errors.tpot)
        unseenModel.ttft.push(...errors.ttft)
      }
      console.log(
        `  ${device}/${software}: ${own.length} rows, left out: TPOT or run ${percent(entry.medianError)}, TTFT ${percent(medianError(left.ttft))}`,
      )
    }
  }
  console.log(
    `${style}: ${samples.length} rows, left out by configuration: TPOT or run ${percent(medianError(all.tpot))}, TTFT ${percent(medianError(all.ttft))}; ` +
      `a model left out: TPOT or run ${percent(medianError(unseenModel.tpot))}, TTFT ${percent(medianError(unseenModel.ttft))}; ` +
      `a device left out: TPOT or run ${percent(medianError(unseen.tpot))}, TTFT ${percent(medianError(unseen.ttft))} (${devices.size} devices)`,
  )
  return entries
}

if (!existsSync(folder)) {
  console.log(`No measurements at ${folder}: name their folder.`)
  process.exit(1)
}
const rows = [
  ...aggregatedRows(folder),
  ...disaggregatedRows(folder, (why) => refused.set(why, (refused.get(why) ?? 0) + 1)),
  ...fixedBatchRows(folder),
  ...batchOneRows(folder),
]
const samples = rows.flatMap((row) => sampleOf(row) ?? [])
const ofStyle = (style: ServingStyle): Sample[] => samples.filter((sample) => sample.row.mode === style)
const entries = [
  ...calibrate('aggregated', ofStyle('aggregated'), null),
  // Few runs of separate pools name their workers: each stack starts from its own aggregated runs.
  ...calibrate('disaggregated', ofStyle('disaggregated'), startFrom(ofStyle('aggregated'))),
  ...calibrate('static', ofStyle('static'), null),
]
for (const [why, count] of refused) console.log(`left out, ${count} rows: ${why}`)
writeFileSync(`${resources}calibration/serving.json`, `${JSON.stringify({ entries }, null, 1)}\n`)
writeAccuracy('serving', { date: DATE, sources: SOURCES, rows: accuracyRows(leftOut) })
