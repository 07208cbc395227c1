import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { calibrateOwn, calibrateScenario, startOf, type OwnSample } from '#main/engine/fitting/ownCalibration.ts'
import { logErrors, medianError, START } from '#main/engine/fitting/servingFit.ts'
import { NEUTRAL_SERVING, type ServingCoefficients } from '#main/engine/calibration/servingCoefficients.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { buildDeployment } from '#main/engine/placement/build.ts'
import type { OwnPoint } from '#shared/domain/ownCalibration.ts'
import { stackFrom } from '#shared/domain/stackFrom.ts'
import type { StackProfile } from '#shared/domain/stackProfile.ts'
import { aggregatedRows, type ServingRow } from '../../../../../scripts/calibrate/servingRows.ts'
import { deployment, HARDWARE, MODELS, scenario } from '../../../../support/engineScenarios.ts'
import { wordingText } from '#shared/words/say.ts'

const MEASURED = fileURLToPath(new URL('../../../../../../shared/measured', import.meta.url))
const here = existsSync(MEASURED)
if (!here) console.log('Skipped: there are no public measurements beside the repository.')

const own = scenario('h100-sxm', 'llama-3.1-70b', { software: 'vllm' })
const LOADS = [1, 2, 4, 8, 16, 32, 64, 128].flatMap((concurrency) =>
  [1024, 4096].map((inputTokens) => ({ concurrency, inputTokens, outputTokens: 512 })),
)

/** What a stack that takes so many times longer than the shipped one would measure. */
function pointsOf(slower: number, later: number): OwnPoint[] {
  return LOADS.map((load) => {
    const { metrics } = evaluate({ ...own, workload: { ...load, cachedShare: 0 } })
    return {
      ...load,
      tpot: (metrics.tpot.value ?? NaN) * slower,
      ttft: (metrics.ttft.value ?? NaN) * later,
      outputTokensPerSecond: null,
    }
  })
}

function fitted(points: readonly OwnPoint[]) {
  const answer = calibrateScenario({ scenario: own, points })
  if ('reason' in answer) throw new Error(wordingText(answer.reason))
  return answer
}

describe('a calibration of one’s own', () => {
  it('finds a stack that is slower, on points it has not seen', () => {
    const { better, errors } = fitted(pointsOf(1.4, 1.6))
    expect(better).toBe(true)
    expect(errors.tpot.before).toBeCloseTo(1 - 1 / 1.4, 2)
    expect(errors.tpot.after).toBeLessThan(0.04)
    expect(errors.ttft.after).toBeLessThan(0.08)
  })

  it('used in a scenario gives what was measured, never faster than physics, and says so', () => {
    const points = pointsOf(1.4, 1.6)
    const stack = stackFrom('Ours', 'a test', own, 'vllm', fitted(points))
    const point = points[8] as OwnPoint
    const { inputTokens, outputTokens, concurrency } = point
    const used = evaluate({
      ...own,
      workload: { inputTokens, outputTokens, concurrency, cachedShare: 0 },
      deployment: { ...own.deployment, stack },
    })
    expect(Math.abs((used.metrics.tpot.value ?? NaN) / (point.tpot ?? NaN) - 1)).toBeLessThan(0.06)
    expect(used.calibration).toMatchObject({ source: 'own', donor: 'Ours', points: points.length })
    expect(used.metrics.tpot.inherited).toBeUndefined()
    expect(used.findings.map(({ code }) => code)).toContain('stack-own')
    for (const { seconds, floor } of used.operators) expect(seconds).toBeGreaterThanOrEqual(floor)
  })

  it('of another device is not used, and a warning says so', () => {
    const stack = stackFrom('Ours', 'a test', own, 'vllm', fitted(pointsOf(2, 2)))
    const other = scenario('b200-sxm', 'llama-3.1-70b')
    const used = evaluate({ ...other, deployment: { ...other.deployment, stack } })
    expect(used.metrics.tpot.value).toBe(evaluate(other).metrics.tpot.value)
    expect(used.findings.find(({ code }) => code === 'stack-unused')?.severity).toBe('warning')
  })

  it('that does not help keeps what it started from', () => {
    // Noise about the shipped prediction: nothing in it can be learnt.
    const noisy = pointsOf(1, 1).map((point, index) => ({
      ...point,
      tpot: (point.tpot ?? NaN) * Math.exp(0.1 * (index % 2 === 0 ? 1 : -1)),
      ttft: null,
    }))
    const { better, coefficients } = fitted(noisy)
    expect(better).toBe(false)
    expect(coefficients).toEqual(startOf(own).coefficients)
  })

  it('needs three points, and a deployment that is valid', () => {
    expect(calibrateScenario({ scenario: own, points: pointsOf(1, 1).slice(0, 2) })).toEqual({
      reason: { code: 'reason.tooFewPoints', parameters: { points: 2, least: 3 } },
    })
    const invalid = { ...own, deployment: { ...own.deployment, tensorParallel: 7 } }
    expect(calibrateScenario({ scenario: invalid, points: pointsOf(1, 1) })).toHaveProperty('reason')
  })

  it('takes throughput where no time was measured', () => {
    const points = pointsOf(1.5, 1.5).map(({ tpot, ttft, ...load }) => {
      const whole = (ttft ?? 0) + (load.outputTokens - 1) * (tpot ?? 0)
      return { ...load, tpot: null, ttft: null, outputTokensPerSecond: (load.concurrency * load.outputTokens) / whole }
    })
    const { errors } = fitted(points)
    expect(errors.tpot.after).toBeLessThan((errors.tpot.before ?? 0) / 2)
    expect(errors.ttft.after).toBeNull()
  })
})

/** Numbers that look random and are the same on every run. */
function mixed(seed: number): number {
  let bits = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

function sampleOf(row: ServingRow): OwnSample | null {
  const [hardware, model] = [HARDWARE.get(row.hardware), MODELS.get(row.model)]
  if (!hardware || !model) return null
  const { tensorParallel, pipelineParallel, dataParallel, expertParallel, weights, kv, software } = row
  return {
    scenario: {
      hardware,
      model,
      prefill: null,
      deployment: deployment({
        devices: tensorParallel * pipelineParallel * dataParallel,
        ...{ tensorParallel, pipelineParallel, dataParallel, expertParallel, software },
        weightPrecision: weights,
        activationPrecision: weights === 'int4' ? 'bf16' : weights,
        kvPrecision: kv,
      }),
    },
    point: { ...pick(row), outputTokensPerSecond: null },
  }
}

const pick = ({ concurrency, inputTokens, outputTokens, tpot, ttft }: ServingRow) => ({
  concurrency,
  inputTokens,
  outputTokens,
  tpot,
  ttft,
})

function errorsOf(samples: readonly OwnSample[], coefficients: ServingCoefficients) {
  const tpot: number[] = []
  const ttft: number[] = []
  for (const { scenario: measured, point } of samples) {
    const { service } = buildDeployment(
      {
        model: measured.model,
        deployment: measured.deployment,
        prefill: null,
        workload: { ...point, cachedShare: 0 },
      },
      machineOf(measured.hardware),
      false,
    )
    if (service === null) continue
    const { step, first } = logErrors({ row: { ...point, e2e: null }, service, step: null, first: null }, coefficients)
    if (step !== null) tpot.push(step)
    if (first !== null) ttft.push(first)
  }
  return { tpot, ttft }
}

/**
 * Twenty runs of each device and stack that public measurements have at least forty of, chosen by a hash; all others are
 * held out. An uncalibrated stack adds nothing to its operators (`NEUTRAL_SERVING`).
 */
describe.skipIf(!here)('fitted to twenty public runs of a device and stack', () => {
  const groups = new Map<string, OwnSample[]>()
  for (const row of here ? aggregatedRows(MEASURED) : []) {
    const sample = sampleOf(row)
    const key = `${row.hardware}/${row.software}`
    if (sample) groups.set(key, [...(groups.get(key) ?? []), sample])
  }
  const large = [...groups].filter(([, samples]) => samples.length >= 40)
  const judged = large.flatMap(([name, samples]) => {
    const order = samples.map((sample, index) => ({ sample, key: mixed(index) })).toSorted((a, b) => a.key - b.key)
    const chosen = order.slice(0, 20).map(({ sample }) => sample)
    const held = order.slice(20).map(({ sample }) => sample)
    const fresh = calibrateOwn('aggregated', chosen, null, START)
    const first = chosen[0]
    if ('reason' in fresh || !first) return []
    const start = startOf(first.scenario)
    const onShipped = calibrateOwn('aggregated', chosen, start.coefficients, start.prior)
    if ('reason' in onShipped) return []
    return [
      {
        name,
        before: errorsOf(held, NEUTRAL_SERVING),
        after: errorsOf(held, fresh.coefficients),
        shipped: errorsOf(held, start.coefficients),
        refined: errorsOf(held, onShipped.coefficients),
      },
    ]
  })
  type Errors = keyof Omit<(typeof judged)[number], 'name'>
  const pooled = (which: Errors, quantities: readonly ('tpot' | 'ttft')[]): number =>
    medianError(judged.flatMap((group) => quantities.flatMap((quantity) => group[which][quantity]))) ?? NaN

  it('halves the error of an uncalibrated stack on the runs held out', () => {
    const both = ['tpot', 'ttft'] as const
    const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
    for (const quantities of [both, ['tpot'], ['ttft']] as const) {
      const [before, after] = [pooled('before', quantities), pooled('after', quantities)]
      console.log(`${quantities.join(' and ')}: ${percent(before)} uncalibrated, ${percent(after)} after twenty points`)
    }
    console.log(
      `tpot: ${percent(pooled('shipped', ['tpot']))} shipped, ${percent(pooled('refined', ['tpot']))} refined`,
    )
    expect(judged.length).toBeGreaterThanOrEqual(8)
    expect(pooled('after', both)).toBeLessThanOrEqual(pooled('before', both) / 2)
    expect(pooled('after', ['ttft'])).toBeLessThanOrEqual(pooled('before', ['ttft']) / 2)
    // Operators are calibrated already, so that the time per token of an unknown stack is not far off before.
    expect(pooled('after', ['tpot'])).toBeLessThanOrEqual(0.75 * pooled('before', ['tpot']))
  })

  it('makes what is shipped no worse', () => {
    for (const quantity of ['tpot', 'ttft'] as const) {
      expect(pooled('refined', [quantity])).toBeLessThanOrEqual(1.02 * pooled('shipped', [quantity]))
    }
  })
})

it('a stack profile names itself', () => {
  const profile: StackProfile = stackFrom(' vLLM 0.12, “our” H100 ', '', own, 'vllm', fitted(pointsOf(1.2, 1.2)))
  expect(profile).toMatchObject({ id: 'vllm-0.12-our-h100', hardware: 'h100-sxm', points: LOADS.length })
})
