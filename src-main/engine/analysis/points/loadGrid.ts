import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { probe } from '../probe.ts'
import type { PointKind } from './kind.ts'

/** A scenario under a grid of loads; points row by row, the first of `inputTokens` first. */
export interface LoadGridQuestion {
  readonly scenario: ResolvedScenario
  /** Requests in flight, one a column. */
  readonly concurrency: readonly number[]
  /** Input tokens per request, one a row. */
  readonly inputTokens: readonly number[]
  readonly money: boolean
}

/** Every load of the grid on one machine. */
export const loadGrid: PointKind<LoadGridQuestion> = {
  chunk: 512,
  total: ({ concurrency, inputTokens }) => concurrency.length * inputTokens.length,
  prepare({ scenario, concurrency, inputTokens, money }) {
    const width = concurrency.length
    return (index, out) => {
      const workload = {
        ...scenario.workload,
        concurrency: concurrency[index % width] ?? 1,
        inputTokens: inputTokens[Math.floor(index / width)] ?? 1,
      }
      probe({ ...scenario, workload }, out, money)
    }
  },
}
