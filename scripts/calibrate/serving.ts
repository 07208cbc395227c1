/**
 * Fits what serving stacks add to the sum of their operators, per (device, stack, style), from public serving runs, and
 * writes `resources/calibration/serving.json` with errors on rows left out of the fit. Run after the operators are
 * calibrated: node scripts/calibrate/serving.ts [folder of measurements]. Deterministic: the same data gives the same file.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import type { AccuracyKind, AccuracyQuantity } from '../../src-shared/domain/accuracy.ts'
import { WITHOUT_EXTRAS, type Deployment, type Pool, type Software } from '../../src-shared/domain/deployment.ts'
import type { HardwareProfile } from '../../src-shared/domain/hardware.ts'
import type { ModelProfile } from '../../src-shared/domain/model.ts'
import type { Residual } from '../../src-main/engine/calibration/calibration.ts'
import type { MeasuredDomain, MeasuredRange } from '../../src-main/engine/calibration/measuredDomain.ts'
import { NEUTRAL_SERVING, type ServingCoefficients } from '../../src-main/engine/calibration/servingCoefficients.ts'
import type { ServingEntry, ServingStyle } from '../../src-main/engine/calibration/servingTable.ts'
import type { Step } from '../../src-main/engine/lowering/work.ts'
import { machineOf } from '../../src-main/engine/machine.ts'
import { buildDeployment } from '../../src-main/engine/placement/build.ts'
import { createLatency } from '../../src-main/engine/serving/latency.ts'
import { floorSeconds } from '../../src-main/engine/serving/operatorTime.ts'
import type { Plan } from '../../src-main/engine/serving/plan.ts'
import { evaluateLatency } from '../../src-main/engine/serving/serve.ts'
import type { Service, Workers } from '../../src-main/engine/serving/service.ts'
import { createTotals, stepTime } from '../../src-main/engine/serving/step.ts'
import { accuracyRows, writeAccuracy, type LeftOut } from './accuracy.ts'
import { fitRows, predictRow, quantile, type FitPrior, type FitRow } from './robustFit.ts'
import { aggregatedRows, batchOneRows, disaggregatedRows, fixedBatchRows, type ServingRow } from './servingRows.ts'

const folder = process.argv[2] ?? new URL('../../../shared/measured', import.meta.url).pathname
const resources = new URL('../../resources/', import.meta.url).pathname

/** Coefficients of a step, in the order of the fit. */
const STEP_KEYS = [
  'denseFactor',
  'attentionFactor',
  'expertFactor',
  'collectiveFactor',
  'perLayer',
  'perStep',
  'perCollective',
  'perExpertLayer',
  'perSequence',
  'rankImbalance',
] as const
/** Coefficients of the time to the first token. */
const FIRST_KEYS = ['perRequest', 'prefillFactor', 'queueFactor', 'burstShare'] as const

const STEP_CENTRE = [1, 1, 1, 1, 2e-6, 5e-4, 1e-6, 5e-6, 2e-6, 0]
const STEP_SCALE = [0.35, 0.5, 0.35, 0.5, 6e-6, 2e-3, 4e-6, 2e-5]
const FIRST_CENTRE = [0.02, 1.1, 1, 0.1]
const IMBALANCE_SCALE = 0.2
const FIRST_SCALE = [0.03, 0.5, 1, 0.2]
/**
 * Rows the prior of a narrower fit counts as, and how far the cost per request may lie from its prior. Serving loops vary
 * little between stacks of one year; fixed batches were run on stacks that share little but their name. Chosen by the
 * errors on rows left out.
 */
const STRENGTHS: Readonly<Record<ServingStyle, number>> = { aggregated: 3, static: 0.005, disaggregated: 0.3 }
const FIRST_STRENGTHS: Readonly<Record<ServingStyle, number>> = { aggregated: 3, static: 0.005, disaggregated: 2 }
const SEQUENCE_SCALES: Readonly<Record<ServingStyle, number>> = { aggregated: 3e-5, static: 5e-5, disaggregated: 3e-5 }
/** Date of the measurements' collection. */
const DATE = '2026-11-23'
const SOURCES = [
  'ai-dynamo/aiconfigurator @095f58a (Apache-2.0): serving runs',
  'argonne-lcf/LLM-Inference-Bench @4211f5d (BSD-3-Clause): fixed batches',
  'XiongjieDai/GPU-Benchmarks-on-LLM-Inference @aa72e0e: llama.cpp at batch 1',
]
const ROUNDS = 3
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

function withCoefficients(plan: Plan, coefficients: ServingCoefficients): Plan {
  let collectives = 0
  let expertLayers = 0
  for (const operator of plan.operators) {
    if (operator.kind === 'collective') collectives += operator.count
    if (operator.kind === 'experts') expertLayers += operator.count
  }
  return {
    ...plan,
    serving: { ...plan.serving, coefficients },
    stepOverhead:
      coefficients.perStep +
      coefficients.perLayer * plan.layers +
      coefficients.perCollective * collectives +
      coefficients.perExpertLayer * expertLayers,
    sequenceOverhead: coefficients.perSequence,
  }
}

/** Seconds of a step by coefficient, and the seconds no coefficient scales. */
function stepFeatures(plan: Plan, step: Step, weight: number, features: number[]): number {
  const totals = createTotals()
  const { coefficients } = plan.serving
  let fixed = 0
  stepTime(plan, step, totals, (operator, _prefill, timing) => {
    const body = (timing.seconds - timing.overhead) * operator.count * weight
    const overhead = timing.overhead * operator.count * weight
    // A factor below 1 scales the whole kernel, one above 1 its traffic; collectives always their traffic.
    const put = (index: number, factor: number): void => {
      const whole = factor < 1 && operator.kind !== 'collective'
      features[index] = (features[index] ?? 0) + (whole ? body + overhead : body) / Math.max(1e-6, factor)
      if (!whole) fixed += overhead
    }
    switch (operator.kind) {
      case 'gemm':
        return put(0, coefficients.denseFactor)
      case 'attention':
      case 'latent':
        return put(1, coefficients.attentionFactor)
      case 'experts':
        features[7] = (features[7] ?? 0) + operator.count * weight
        return put(2, coefficients.expertFactor)
      case 'collective':
        features[6] = (features[6] ?? 0) + operator.count * weight
        return put(3, coefficients.collectiveFactor)
      case 'state':
      case 'stream':
        fixed += body + overhead
    }
  })
  features[4] = (features[4] ?? 0) + plan.layers * weight
  features[5] = (features[5] ?? 0) + weight
  features[8] = (features[8] ?? 0) + (step.decodeSequences + step.prefillSequences) * weight
  if (plan.layout.attentionRanks > 1) features[9] = (features[9] ?? 0) + (totals.seconds - totals.waiting) * weight
  return fixed
}

interface Sample {
  readonly row: ServingRow
  readonly service: Service
  readonly group: string
  step: FitRow | null
  first: FitRow | null
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
  if (service === null) return refuse(`${row.model}: ${built.findings[0]?.text ?? 'invalid'}`)
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

function withAll(service: Service, coefficients: ServingCoefficients): Service {
  const fitted = (workers: Workers): Workers => ({ ...workers, plan: withCoefficients(workers.plan, coefficients) })
  return service.mode === 'disaggregated'
    ? { ...service, prefill: fitted(service.prefill), decode: fitted(service.decode) }
    : { ...service, workers: fitted(service.workers) }
}

/**
 * How the time to the first token of separate pools depends on the coefficients. Below saturation it is a sum of parts;
 * where the prompts hold the loop up, requests wait for as long as the prefill pool takes for all of them, less decode.
 */
function poolsFirst(service: Extract<Service, { mode: 'disaggregated' }>, row: ServingRow, target: number): FitRow {
  const { coefficients } = service.prefill.plan.serving
  const prompt = latency.prompt.seconds
  const parts = [1, prompt, latency.promptWait, latency.burst]
  const summed =
    coefficients.perRequest +
    coefficients.prefillFactor * prompt +
    coefficients.queueFactor * latency.promptWait +
    coefficients.burstShare * latency.burst
  const held = latency.ttft > 1.5 * (summed + latency.transfer)
  const features = held ? [0, row.concurrency / (latency.requestRate * coefficients.prefillFactor), 0, 0] : parts
  const values = FIRST_KEYS.map((key) => coefficients[key])
  const explained = features.reduce((sum, feature, index) => sum + feature * (values[index] ?? 0), 0)
  return { features, fixed: latency.ttft - explained, target }
}

/** Runs a sample at some coefficients and writes down how its times depend on them. */
function linearise(sample: Sample, coefficients: ServingCoefficients): void {
  const { row } = sample
  const service = withAll(sample.service, coefficients)
  const { plan } = service.mode === 'disaggregated' ? service.decode : service.workers
  const loadOf = { ...row, cachedShare: 0 }
  evaluateLatency(service, loadOf, latency)
  const features = STEP_KEYS.map(() => 0)
  let fixed = 0
  const target = row.tpot ?? row.e2e ?? 0
  const decodeWeight = row.e2e === null ? 1 : Math.max(0, row.outputTokens - 1)
  fixed += stepFeatures(plan, latency.baseStep, (1 - latency.mixedShare) * decodeWeight, features)
  if (latency.mixedShare > 0)
    fixed += stepFeatures(plan, latency.mixedStep, latency.mixedShare * decodeWeight, features)
  if (row.e2e !== null) fixed += stepFeatures(plan, latency.promptStep, latency.promptRuns, features)
  const finite = Number.isFinite(fixed) && features.every((feature) => Number.isFinite(feature))
  sample.step = target > 0 && finite ? { features, fixed, target } : null
  if (row.ttft === null || !finite) return
  if (service.mode === 'disaggregated') {
    sample.first = poolsFirst(service, row, row.ttft)
    return
  }
  const known = coefficients.queueFactor * latency.promptWait + coefficients.burstShare * latency.burst
  const own = (latency.promptRuns / coefficients.prefillFactor) * latency.prompt.seconds
  sample.first = {
    features: [1, own, latency.promptWait, latency.burst],
    fixed: Math.max(0, latency.queue - known),
    target: row.ttft,
  }
}

function toCoefficients(step: readonly number[], first: readonly number[]): ServingCoefficients {
  const values: Record<string, number> = { ...NEUTRAL_SERVING }
  STEP_KEYS.forEach((key, index) => {
    values[key] = Math.max(index < 4 ? 0.02 : 0, step[index] ?? 0)
  })
  FIRST_KEYS.forEach((key, index) => {
    values[key] = Math.max(key === 'prefillFactor' ? 0.05 : 0, first[index] ?? 0)
  })
  return values as unknown as ServingCoefficients
}

interface Fit {
  readonly step: number[]
  readonly first: number[]
}

const START: Fit = { step: STEP_CENTRE, first: FIRST_CENTRE }

/** Fits the samples near a prior, stepping the loop again as the coefficients move. */
function fit(samples: readonly Sample[], prior: Fit): Fit {
  let current = prior
  const style = samples[0]?.row.mode ?? 'aggregated'
  const strength = STRENGTHS[style]
  const scale = [...STEP_SCALE, SEQUENCE_SCALES[style], IMBALANCE_SCALE]
  for (let round = 0; round < ROUNDS; round++) {
    const coefficients = toCoefficients(current.step, current.first)
    for (const sample of samples) linearise(sample, coefficients)
    const steps = samples.flatMap((sample) => (sample.step ? [sample.step] : []))
    const firsts = samples.flatMap((sample) => (sample.first ? [sample.first] : []))
    const stepPrior: FitPrior = { centre: prior.step, scale, strength }
    const firstPrior: FitPrior = { centre: prior.first, scale: FIRST_SCALE, strength: FIRST_STRENGTHS[style] }
    current = {
      step: steps.length > 0 ? fitRows(steps, stepPrior) : prior.step,
      first: firsts.length > 0 ? fitRows(firsts, firstPrior) : prior.first,
    }
  }
  return current
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
  const exact = [...STEP_KEYS.map((key) => coefficients[key])]
  const exactFirst = [...FIRST_KEYS.map((key) => coefficients[key])]
  for (const sample of samples) {
    linearise(sample, coefficients)
    if (sample.step) {
      const log = Math.log(sample.step.target / predictRow(sample.step, exact))
      tpot.push(log)
      keep(kind, sample.row, stepQuantity(sample.row), log)
    }
    if (sample.first) {
      const log = Math.log(sample.first.target / predictRow(sample.first, exactFirst))
      ttft.push(log)
      keep(kind, sample.row, sample.row.mode === 'disaggregated' ? 'ttftDisaggregated' : 'ttft', log)
    }
  }
  return { tpot, ttft }
}

function summary(values: readonly number[]): Residual {
  const sorted = [...values].sort((first, second) => first - second)
  // The next row falls below the k-th of n with probability k / (n + 1): few rows give wider intervals.
  const rank = (share: number): number => (share * (sorted.length + 1) - 1) / Math.max(1, sorted.length - 1)
  const at = (share: number): number =>
    sorted.length > 0 ? Number(quantile(sorted, Math.min(1, Math.max(0, rank(share)))).toFixed(4)) : 0
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9), count: sorted.length }
}

function medianError(values: readonly number[]): number | null {
  if (values.length === 0) return null
  // |predicted / measured − 1|, as people quote it.
  const errors = values.map((value) => Math.abs(Math.exp(-value) - 1)).sort((first, second) => first - second)
  return Number(quantile(errors, 0.5).toFixed(4))
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
    tpot: summary(left.tpot),
    ttft: summary(left.ttft),
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
