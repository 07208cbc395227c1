import type { Calibration, CoefficientSlot, Residual } from '../../src-main/engine/calibration/calibration.ts'
import { calibrationFor, warmed } from '../../src-main/engine/calibration/coefficients.ts'
import { DEFAULTS } from '../../src-main/engine/calibration/defaults.ts'
import { minimise, quantile } from '../../src-main/engine/fitting/fit.ts'
import { createTiming } from '../../src-main/engine/costing/timing.ts'
import { machineById } from './devices.ts'
import { PARAMETERS } from './parameters.ts'
import type { Point } from './point.ts'

/** Coefficients of one set by name. */
export type Coefficients = Readonly<Record<string, number>>

/** A prediction beside its measurement. */
export interface Outcome {
  readonly point: Point
  readonly predicted: number
}

const timing = createTiming()
const bases = new Map<string, { calibration: Calibration; mutable: Record<string, number> }>()

/** A calibration whose one coefficient set can be rewritten in place; benchmark conditions. */
function base(slot: CoefficientSlot): { calibration: Calibration; mutable: Record<string, number> } {
  let known = bases.get(slot)
  if (known === undefined) {
    const mutable: Record<string, number> = { ...DEFAULTS[slot] }
    const calibration = { ...warmed(calibrationFor(machineById('h100-sxm'), 'vllm', 'bf16')), [slot]: mutable }
    known = { calibration: calibration as Calibration, mutable }
    bases.set(slot, known)
  }
  return known
}

/** Seconds the engine predicts for a point under given coefficients. */
export function predict(point: Point, coefficients: Coefficients): number {
  const { calibration, mutable } = base(point.slot)
  Object.assign(mutable, coefficients)
  point.predict(calibration, timing)
  return timing.seconds
}

/** At most `limit` of the points, evenly spread over their order. */
export function thin(points: readonly Point[], limit: number): readonly Point[] {
  if (points.length <= limit) return points
  const step = points.length / limit
  return Array.from({ length: limit }, (_, index) => points[Math.floor(index * step)]).filter(
    (point): point is Point => point !== undefined,
  )
}

/** Significant digits kept of a coefficient: more would only record the optimiser's noise. */
const DIGITS = 4

/** Fits one coefficient set to points of one slot by relative L1 loss. */
export function fitPoints(points: readonly Point[], slot: CoefficientSlot): Coefficients {
  const parameters = PARAMETERS[slot] ?? []
  const { calibration, mutable } = base(slot)
  Object.assign(mutable, DEFAULTS[slot])
  const loss = (values: readonly number[]): number => {
    parameters.forEach((parameter, index) => {
      mutable[parameter.name] = values[index] ?? parameter.start
    })
    let sum = 0
    for (const point of points) {
      point.predict(calibration, timing)
      sum += Math.abs(Math.log(timing.seconds / point.seconds))
    }
    return sum / points.length
  }
  const { values } = minimise(parameters, loss, { restarts: 1, iterations: 80 })
  const fitted: Record<string, number> = { ...DEFAULTS[slot] }
  parameters.forEach((parameter, index) => {
    fitted[parameter.name] = Number((values[index] ?? parameter.start).toPrecision(DIGITS))
  })
  return fitted
}

/**
 * Predictions of points left out of their fit, group by group.
 * @param beside points of relatives that join a fit of the given ones, without which it would not know some groups
 */
export function crossValidate(
  points: readonly Point[],
  slot: CoefficientSlot,
  folds: number,
  beside: (kept: readonly Point[]) => readonly Point[] = () => [],
): Outcome[] {
  const groups = [...new Set(points.map((point) => point.group))].sort()
  const outcomes: Outcome[] = []
  for (let fold = 0; fold < Math.min(folds, groups.length); fold += 1) {
    const out = new Set(groups.filter((_, index) => index % folds === fold))
    const kept = points.filter((point) => !out.has(point.group))
    const tested = points.filter((point) => out.has(point.group))
    if (kept.length === 0 || tested.length === 0) continue
    const coefficients = fitPoints([...kept, ...beside(kept)], slot)
    for (const point of tested) outcomes.push({ point, predicted: predict(point, coefficients) })
  }
  return outcomes
}

const rounded = (value: number): number => Number(value.toFixed(4))

/** Summary of predictions against measurements. */
export interface Summary {
  readonly count: number
  readonly median: number
  readonly mean: number
  readonly p90: number
  /** Share of rows inside the 80 % interval that the other half of the rows gives. */
  readonly coverage: number
  readonly residual: Residual
}

/** Quantiles of ln(measured / predicted). */
export function residualOf(logs: readonly number[]): Residual {
  const sorted = [...logs].sort((first, second) => first - second)
  return {
    p10: rounded(quantile(sorted, 0.1)),
    p50: rounded(quantile(sorted, 0.5)),
    p90: rounded(quantile(sorted, 0.9)),
    count: sorted.length,
  }
}

/** Errors, residual quantiles and interval coverage of outcomes. */
export function summarise(outcomes: readonly Outcome[]): Summary {
  const errors = outcomes
    .map(({ point, predicted }) => Math.abs(predicted / point.seconds - 1))
    .sort((first, second) => first - second)
  const logs = outcomes.map(({ point, predicted }) => Math.log(point.seconds / predicted))
  // Each half's interval is tested on the other half: rows alternate between them.
  let inside = 0
  for (const half of [0, 1]) {
    const other = residualOf(logs.filter((_, index) => index % 2 !== half))
    inside += logs.filter(
      (value, index) => index % 2 === half && value >= Math.min(0, other.p10) && value <= Math.max(0, other.p90),
    ).length
  }
  return {
    count: errors.length,
    median: rounded(quantile(errors, 0.5)),
    mean: rounded(errors.reduce((sum, error) => sum + error, 0) / errors.length),
    p90: rounded(quantile(errors, 0.9)),
    coverage: rounded(inside / errors.length),
    residual: residualOf(logs),
  }
}
