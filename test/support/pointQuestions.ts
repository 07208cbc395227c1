import type { DrawnCapacitiesQuestion } from '#main/engine/analysis/points/drawnCapacities.ts'
import type { LoadCurvesQuestion } from '#main/engine/analysis/points/loadCurves.ts'
import type { LoadGridQuestion } from '#main/engine/analysis/points/loadGrid.ts'
import type { SweepQuestion } from '#main/engine/analysis/points/sweep.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { scenario } from './engineScenarios.ts'

/** Scenarios on four devices, each at the same price. */
export const RIVALS: readonly ResolvedScenario[] = ['h100-sxm', 'b200-sxm', 'mi300x', 'h200-sxm'].map((id) => {
  const one = scenario(id, 'llama-3.1-70b')
  return { ...one, id, economics: { ...one.economics, purchasePrice: 30_000 } }
})

/** A plane of loads, so many columns and rows. */
export function bottleneckCase(columns: number, rows: number): LoadGridQuestion {
  return {
    scenario: RIVALS[0] as ResolvedScenario,
    concurrency: Array.from({ length: columns }, (_, at) => at + 1),
    inputTokens: Array.from({ length: rows }, (_, at) => 128 + at * 64),
    money: false,
  }
}

/** From one request in flight to four hundred. */
export const SWEPT: SweepQuestion = {
  scenarios: RIVALS,
  input: 'workload.concurrency',
  values: Array.from({ length: 400 }, (_, at) => at + 1),
  relative: false,
  money: true,
}

const CURVE = {
  limits: { timePerToken: 0.03, timeToFirstToken: 2, endToEnd: null, outputTokens: 1024 },
  longInputTokens: 6000,
} as const

/** Curves under load of the same, at their own figures and drawn. Their ladders divide no chunk of a thread. */
export const CURVES: { readonly loadCurves: LoadCurvesQuestion; readonly drawnCapacities: DrawnCapacitiesQuestion } = {
  loadCurves: { ...CURVE, scenarios: RIVALS, loads: [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024], power: true },
  drawnCapacities: {
    ...CURVE,
    scenarios: RIVALS,
    loads: RIVALS.map(() => [1, 16, 32, 48, 64, 80, 128]),
    arrivals: { quantile: 0.95, dispersion: 1 },
    draws: 60,
    from: 0,
    to: 60,
    seed: 7,
  },
}
