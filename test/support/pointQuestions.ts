import type { DrawsQuestion } from '#main/engine/analysis/points/draws.ts'
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

/** Some hundred draws of four scenarios. */
export const DRAWN: DrawsQuestion = { scenarios: RIVALS, draws: 700, seed: 7 }

/** From one request in flight to four hundred. */
export const SWEPT: SweepQuestion = {
  scenarios: RIVALS,
  input: 'workload.concurrency',
  values: Array.from({ length: 400 }, (_, at) => at + 1),
  relative: false,
  money: true,
}
