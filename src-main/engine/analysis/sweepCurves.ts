import { CodedError } from '#shared/contract/errors.ts'
import { known, toNumber } from '#shared/units/unknown.ts'
import type { PointField } from '#shared/domain/analysis/points.ts'
import type { Knee, Sweep, SweepCurve, SweepPoint, SweptInput } from '#shared/domain/analysis/sweep.ts'
import { RESOURCES } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { inputCalled, type MovableInput } from './inputs.ts'
import type { Columns } from './points/columns.ts'
import type { SweepQuestion } from './points/sweep.ts'

/** Columns a sweep needs, whichever its metric. */
export const SWEEP_FIELDS = [
  'tpot',
  'ttft',
  'systemThroughput',
  'costPerMillionOutput',
  'energyPerOutputToken',
  'binding',
  'fits',
  'beyond',
] as const satisfies readonly PointField[]

/** A device's figure is swept from an eighth to eight times, a load or a site from a 16th to 16 times. */
const OWN_SPAN = 8
const SHARED_SPAN = 16
const POINTS = 97

/** The input of that name a scenario has; null: it has none, or its value is unknown. */
export function sweptInput(scenario: ResolvedScenario, input: SweptInput): MovableInput | null {
  return inputCalled(scenario, input)
}

/** The values of a sweep. @throws CodedError not-found: no scenario has the input */
export function sweepQuestion(scenarios: readonly ResolvedScenario[], input: SweptInput): SweepQuestion {
  const found = scenarios.flatMap((scenario) => sweptInput(scenario, input) ?? [])
  const [first] = found
  if (!first) {
    throw new CodedError('not-found', `No scenario has a known ${input.toLowerCase()}: choose another input.`)
  }
  const relative = !first.shared
  const bases = relative ? [1] : found.map(({ base }) => base)
  const span = relative ? OWN_SPAN : SHARED_SPAN
  const from = Math.min(...bases) / span
  const to = Math.max(...bases) * span
  const spread = Array.from({ length: POINTS }, (_, place) => from * (to / from) ** (place / (POINTS - 1)))
  const values = relative ? spread : [...spread, ...bases].map(first.bounded)
  const distinct = [...new Set(values)].toSorted((one, two) => one - two)
  return { scenarios, input, values: distinct, relative, money: true }
}

/** Changes of what binds, and of whether all fit, along ascending values. */
function kneesOf(points: readonly SweepPoint[]): Knee[] {
  return points.slice(1).flatMap((point, index): Knee[] => {
    const before = points[index] as SweepPoint
    if (before.fits && !point.fits) return [{ at: point.at, before: 'fits', after: 'doesNotFit' }]
    if (!before.fits || !point.fits || before.binding === null || point.binding === null) return []
    return before.binding === point.binding ? [] : [{ at: point.at, before: before.binding, after: point.binding }]
  })
}

/** Where a token takes twice as long as at the best of the lighter loads. */
function doublingOf(points: readonly { readonly at: number; readonly tpot: number }[]): number | null {
  let least = Infinity
  for (const { at, tpot } of points) {
    if (tpot >= 2 * least) return at
    if (tpot < least) least = tpot
  }
  return null
}

/** The curves of a sweep. */
export function sweepOf(
  question: SweepQuestion,
  input: SweptInput,
  metric: SensitiveMetric,
  columns: Columns<(typeof SWEEP_FIELDS)[number]>,
): Sweep {
  const { scenarios, values, relative } = question
  const curves = scenarios.map((scenario, which): SweepCurve => {
    const own = sweptInput(scenario, input)
    const start = which * values.length
    const points = values.map((at, place): SweepPoint => ({
      at,
      value: known(columns[metric][start + place]),
      binding: RESOURCES[toNumber(columns.binding[start + place])] ?? null,
      fits: columns.fits[start + place] === 1,
      beyond: columns.beyond[start + place] === 1,
    }))
    const times = values.map((at, place) => ({ at, tpot: toNumber(columns.tpot[start + place]) }))
    return {
      scenario: scenario.id,
      own: own === null ? null : relative ? 1 : own.base,
      points: own === null ? [] : points,
      knees: own === null ? [] : kneesOf(points),
      doubling: input === 'Requests in flight' ? doublingOf(times) : null,
    }
  })
  const dimension = scenarios.flatMap((scenario) => sweptInput(scenario, input) ?? [])[0]?.dimension ?? 'count'
  return { input, metric, dimension, relative, curves }
}
