import type { PlanOperator } from '#shared/domain/lowering/operator.ts'
import { choosesEntries, type Step } from '#shared/domain/lowering/work.ts'
import { createLatency } from '../serving/latency.ts'
import type { Plan } from '../serving/plan.ts'
import { evaluateLatency } from '../serving/serve.ts'
import type { Service, Workers } from '../serving/service.ts'
import { createTotals, hostSeconds, launchedShare, stepTime } from '../serving/step.ts'
import { decodeWorkers } from '../serving/workers.ts'
import type { ServingCoefficients } from '../calibration/servingCoefficients.ts'
import type { FitRow } from './robustFit.ts'

/** A measured run of a serving stack. Seconds; null: not measured. */
export interface MeasuredRun {
  readonly concurrency: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly tpot: number | null
  readonly ttft: number | null
  /** The whole run of a request, where its parts were not measured apart. */
  readonly e2e: number | null
}

/** A run with the deployment it was made on, and how its times depend on the coefficients where it was last linearised. */
export interface FittedSample<Run extends MeasuredRun = MeasuredRun> {
  readonly row: Run
  readonly service: Service
  step: FitRow | null
  first: FitRow | null
}

/** Coefficients of a step, in the order of the fit. */
export const STEP_KEYS = [
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
  'mixedPerLayer',
] as const
/** Coefficients of the time to the first token. */
export const FIRST_KEYS = [
  'perRequest',
  'prefillFactor',
  'queueFactor',
  'burstShare',
  'promptPerLayer',
  'promptPerExpertLayer',
] as const

/** Operators of one kind in a step. */
function countOf(plan: Plan, kind: PlanOperator['kind']): number {
  return plan.operators.reduce((sum, operator) => sum + (operator.kind === kind ? operator.count : 0), 0)
}

function withCoefficients(plan: Plan, coefficients: ServingCoefficients): Plan {
  const collectives = countOf(plan, 'collective')
  const expertLayers = countOf(plan, 'experts')
  return {
    ...plan,
    serving: { ...plan.serving, coefficients },
    stepOverhead:
      coefficients.perStep +
      coefficients.perLayer * plan.layers +
      coefficients.perCollective * collectives +
      coefficients.perExpertLayer * expertLayers,
    sequenceOverhead: coefficients.perSequence,
    mixedOverhead: coefficients.mixedPerLayer * plan.layers,
    promptOverhead: coefficients.promptPerLayer * plan.layers + coefficients.promptPerExpertLayer * expertLayers,
  }
}

/** Seconds of a step by coefficient, and the seconds no coefficient scales. */
function stepFeatures(plan: Plan, step: Step, weight: number, sum: number[]): number {
  const features: number[] = STEP_KEYS.map(() => 0)
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
        return put(1, coefficients.attentionFactor)
      case 'latent':
        // Sparse kernels are taken as measured: no coefficient scales them.
        if (!choosesEntries(operator)) return put(1, coefficients.attentionFactor)
        fixed += body + overhead
        return
      case 'experts':
        features[7] = (features[7] ?? 0) + operator.count * weight
        return put(2, coefficients.expertFactor)
      case 'collective':
        features[6] = (features[6] ?? 0) + operator.count * weight
        return put(3, coefficients.collectiveFactor)
      case 'index':
      case 'state':
      case 'stream':
        fixed += body + overhead
    }
  })
  features[4] = (features[4] ?? 0) + plan.layers * weight
  features[5] = (features[5] ?? 0) + weight
  // Device and host overlap: each counts by how the whole moves with it, and the whole is the sum of both so weighted.
  const host = hostSeconds(plan, step)
  const whole = totals.seconds - totals.waiting
  const device = whole - (totals.stack - plan.stepOverhead)
  const ofDevice = Math.sqrt(device / whole)
  const ofHost = Math.sqrt(host / whole)
  for (let index = 0; index < features.length; index++) features[index] = (features[index] ?? 0) * ofDevice
  features[8] = (step.decodeSequences + step.prefillSequences) * weight * ofHost
  features[10] = plan.layers * launchedShare(step) * weight * ofHost
  if (plan.layout.attentionRanks > 1) features[9] = whole * weight
  features.forEach((feature, index) => {
    sum[index] = (sum[index] ?? 0) + feature
  })
  return fixed * ofDevice
}

/** A deployment whose workers have other coefficients. */
function withAll(service: Service, coefficients: ServingCoefficients): Service {
  const fitted = (workers: Workers): Workers => ({ ...workers, plan: withCoefficients(workers.plan, coefficients) })
  return service.mode === 'disaggregated'
    ? { ...service, prefill: fitted(service.prefill), decode: fitted(service.decode) }
    : { ...service, workers: fitted(service.workers) }
}

const latency = createLatency()

/**
 * How the time to the first token of separate pools depends on the coefficients. Below saturation it is a sum of parts;
 * where the prompts hold the loop up, requests wait for as long as the prefill pool takes for all of them, less decode.
 */
function poolsFirst(service: Extract<Service, { mode: 'disaggregated' }>, row: MeasuredRun, target: number): FitRow {
  const { plan } = service.prefill
  const { coefficients } = plan.serving
  const prompt = latency.prompt.seconds
  const parts = [1, prompt, latency.promptWait, latency.burst, plan.layers, countOf(plan, 'experts')]
  const summed =
    coefficients.perRequest +
    latency.promptHost +
    coefficients.prefillFactor * prompt +
    coefficients.queueFactor * latency.promptWait +
    coefficients.burstShare * latency.burst
  const held = latency.ttft > 1.5 * (summed + latency.transfer)
  const features = held ? [0, row.concurrency / (latency.requestRate * coefficients.prefillFactor), 0, 0, 0, 0] : parts
  const values = FIRST_KEYS.map((key) => coefficients[key])
  const explained = features.reduce((sum, feature, index) => sum + feature * (values[index] ?? 0), 0)
  return { features, fixed: latency.ttft - explained, target }
}

/** Runs a sample at some coefficients and writes down how its times depend on them. */
export function linearise(sample: FittedSample, coefficients: ServingCoefficients): void {
  const { row } = sample
  const service = withAll(sample.service, coefficients)
  const { plan } = decodeWorkers(service)
  const loadOf = { ...row, cachedShare: 0 }
  evaluateLatency(service, loadOf, latency)
  const features = STEP_KEYS.map(() => 0)
  let fixed = 0
  const target = row.tpot ?? row.e2e ?? 0
  const decodeWeight = row.e2e === null ? 1 : Math.max(0, row.outputTokens - 1)
  fixed += stepFeatures(plan, latency.baseStep, (1 - latency.mixedShare) * decodeWeight, features)
  if (latency.mixedShare > 0)
    fixed += stepFeatures(plan, latency.mixedStep, latency.mixedShare * decodeWeight, features)
  if (row.e2e !== null)
    fixed += latency.promptHost + stepFeatures(plan, latency.promptStep, latency.promptRuns, features)
  const finite = Number.isFinite(fixed) && features.every((feature) => Number.isFinite(feature))
  sample.step = target > 0 && finite ? { features, fixed, target } : null
  if (row.ttft === null || !finite) return
  if (service.mode === 'disaggregated') {
    sample.first = poolsFirst(service, row, row.ttft)
    return
  }
  const known = coefficients.queueFactor * latency.promptWait + coefficients.burstShare * latency.burst
  const runs = latency.promptRuns / coefficients.prefillFactor
  sample.first = {
    features: [
      // Nobody asks a fixed batch over a network.
      service.mode === 'static' ? 0 : 1,
      runs * latency.prompt.seconds,
      latency.promptWait,
      latency.burst,
      runs * plan.layers,
      runs * countOf(plan, 'experts'),
    ],
    fixed: Math.max(0, latency.queue - known),
    target: row.ttft,
  }
}
