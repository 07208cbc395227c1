import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { reasonOf } from '#shared/domain/result.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { OwnCalibration, OwnPoint, PointErrors } from '#shared/domain/ownCalibration.ts'
import { buildDeployment } from '../placement/build.ts'
import { machineOf } from '../machine/machine.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { decodeWorkers, requestsPerRank } from '../serving/workers.ts'
import type { FittedSample, MeasuredRun } from './servingFeatures.ts'
import {
  fitOf,
  fitServing,
  fitsWithoutEach,
  logErrors,
  medianError,
  OWN_STRENGTH,
  residualOf,
  toCoefficients,
  type Fit,
} from './servingFit.ts'
import type { MeasuredDomain, MeasuredRange } from '../calibration/measuredDomain.ts'
import { NEUTRAL_SERVING, type ServingCoefficients } from '../calibration/servingCoefficients.ts'
import type { ServingStyle } from '../calibration/servingTable.ts'

/** Points below which a fit would follow their noise. */
const LEAST_POINTS = 3

/** One measured point on the deployment it was made on. */
export interface OwnSample {
  readonly scenario: Pick<ResolvedScenario, 'hardware' | 'model' | 'deployment' | 'prefill'>
  readonly point: OwnPoint
}

/** Why points cannot be used. */
export interface Unusable {
  readonly reason: Wording
}

/** A point in the words of the fit: where only the throughput was measured, Little's law gives the time of a request. */
function runOf(point: OwnPoint): MeasuredRun {
  const { concurrency, inputTokens, outputTokens, tpot, ttft, outputTokensPerSecond } = point
  const whole =
    tpot === null && outputTokensPerSecond !== null ? (concurrency * outputTokens) / outputTokensPerSecond : null
  return { concurrency, inputTokens, outputTokens, tpot, ttft, e2e: whole }
}

/** The deployment of a point; what ran did fit, whatever memory says of it. */
function sampleOf({ scenario, point }: OwnSample): FittedSample | Unusable {
  const workload: Workload = { ...point, cachedShare: 0 }
  const { model, deployment, prefill } = scenario
  const parts = { model, workload, deployment, prefill }
  const machine = machineOf(scenario.hardware)
  const built = buildDeployment(parts, machine)
  const service = built.service ?? buildDeployment(parts, machine, false).service
  if (service === null) {
    const [first] = built.findings
    return { reason: first === undefined ? { code: 'reason.invalidWhenMeasured' } : reasonOf(first) }
  }
  return { row: runOf(point), service, step: null, first: null }
}

function domainOf(samples: readonly FittedSample[]): MeasuredDomain {
  const range = (of: (sample: FittedSample) => number): MeasuredRange => {
    const values = samples.map(of)
    return [Math.min(...values), Math.max(...values)]
  }
  return {
    requestsPerRank: range(({ row, service }) => requestsPerRank(service, row.concurrency)),
    inputTokens: range(({ row }) => row.inputTokens),
    contextTokens: range(({ row }) => row.inputTokens + row.outputTokens),
  }
}

function errorsAt(samples: readonly FittedSample[], of: (index: number) => ServingCoefficients): PointErrors[] {
  return samples.map((sample, index) => {
    const { step, first } = logErrors(sample, of(index))
    return { tpot: step, ttft: first }
  })
}

const known = (errors: readonly PointErrors[], key: keyof PointErrors): number[] =>
  errors.flatMap((error) => error[key] ?? [])

/**
 * Fits a stack's coefficients to the user's own points: the shipped fit's few coefficients, pulled to where they start
 * from, each point judged by a fit that has not seen it. Where that makes it no better, what it started from is kept.
 * @param samples at least `LEAST_POINTS`, all of one style
 * @param start null: nothing is known of the stack, and it adds nothing to its operators
 */
export function calibrateOwn(
  style: ServingStyle,
  samples: readonly OwnSample[],
  start: ServingCoefficients | null,
  prior: Fit,
): OwnCalibration | Unusable {
  if (samples.length < LEAST_POINTS) {
    const parameters = { points: samples.length, least: LEAST_POINTS }
    return { reason: { code: 'reason.tooFewPoints', parameters } }
  }
  const built = samples.map(sampleOf)
  const broken = built.find((sample): sample is Unusable => 'reason' in sample)
  if (broken) return broken
  const own = built as FittedSample[]
  const base = start ?? NEUTRAL_SERVING
  const before = errorsAt(own, () => base)
  const whole = fitServing(style, own, prior, OWN_STRENGTH)
  const fitted = toCoefficients(whole.step, whole.first)
  const without = fitsWithoutEach(style, own, prior, whole, OWN_STRENGTH).map(({ step, first }) =>
    toCoefficients(step, first),
  )
  const after = errorsAt(own, (index) => without[index] ?? fitted)
  const size = (errors: readonly PointErrors[]): number =>
    (medianError(known(errors, 'tpot')) ?? 0) + (medianError(known(errors, 'ttft')) ?? 0)
  const better = size(after) < size(before)
  const judged = better ? after : before
  return {
    style,
    coefficients: better ? fitted : base,
    better,
    points: own.map(({ row }, index) => ({
      concurrency: row.concurrency,
      inputTokens: row.inputTokens,
      outputTokens: row.outputTokens,
      before: before[index] as PointErrors,
      after: after[index] as PointErrors,
      tpot: row.tpot,
      ttft: row.ttft,
    })),
    errors: {
      tpot: { before: medianError(known(before, 'tpot')), after: medianError(known(after, 'tpot')) },
      ttft: { before: medianError(known(before, 'ttft')), after: medianError(known(after, 'ttft')) },
    },
    tpot: residualOf(known(judged, 'tpot')),
    ttft: residualOf(known(judged, 'ttft')),
    domain: domainOf(own),
  }
}

/** Where a fit of one's own starts: the coefficients in use for the device and stack, or what is known of no stack. */
export function startOf(scenario: OwnSample['scenario']): {
  readonly coefficients: ServingCoefficients
  readonly prior: Fit
} {
  const workload: Workload = { inputTokens: 1024, outputTokens: 256, concurrency: 1, cachedShare: 0 }
  const { model, deployment, prefill } = scenario
  const parts = { model, workload, deployment, prefill }
  const { service } = buildDeployment(parts, machineOf(scenario.hardware), false)
  const coefficients = service === null ? NEUTRAL_SERVING : decodeWorkers(service).plan.serving.coefficients
  return { coefficients, prior: fitOf(coefficients) }
}

/** Points that were all measured on the deployment of one scenario. */
export interface OwnQuestion {
  readonly scenario: OwnSample['scenario']
  readonly points: readonly OwnPoint[]
}

/** Fits the stack of a scenario to points measured on it, starting from what is in use for it without them. */
export function calibrateScenario({ scenario, points }: OwnQuestion): OwnCalibration | Unusable {
  const measured = { ...scenario, deployment: { ...scenario.deployment, stack: null } }
  const { coefficients, prior } = startOf(measured)
  const samples = points.map((point) => ({ scenario: measured, point }))
  return calibrateOwn(measured.deployment.serving, samples, coefficients, prior)
}
