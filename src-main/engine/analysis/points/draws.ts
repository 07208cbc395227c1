import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { normal } from '../draws/randomness.ts'
import { factorAt, unknownsOf } from '../draws/uncertain.ts'
import { scaledTogether, type MovableInput } from '../inputs.ts'
import { probe } from '../probe.ts'
import type { PointKind } from './kind.ts'

/** Scenarios with all that is uncertain drawn anew each time; points in the order draw, scenario. */
export interface DrawsQuestion {
  readonly scenarios: readonly ResolvedScenario[]
  readonly draws: number
  /** The same seed gives the same draws. */
  readonly seed: number
}

/**
 * Seeded Monte Carlo. Every input is moved by its own log-normal factor with the p10 and p90 of its range (split where
 * these are not alike), shared quantities together; then the model's own error is laid on. A slower step lowers the rate
 * and raises what a token costs and takes.
 */
export const draws: PointKind<DrawsQuestion> = {
  chunk: 64,
  total: (question) => question.scenarios.length * question.draws,
  prepare({ scenarios, seed }) {
    const unknowns = scenarios.map(unknownsOf)
    return (index, out) => {
      const which = index % scenarios.length
      const draw = Math.floor(index / scenarios.length)
      let slower = 1
      let later = 1
      const factors: (readonly [MovableInput, number])[] = []
      for (const { key, spread, input, residual } of unknowns[which] ?? []) {
        const factor = factorAt(spread, normal(seed, draw, key))
        if (input !== null) factors.push([input, factor])
        else if (residual === 'tpot') slower = factor
        else later = factor
      }
      probe(scaledTogether(scenarios[which] as ResolvedScenario, factors), out)
      out.tpot *= slower
      out.ttft *= later
      out.systemThroughput /= slower
      out.costPerMillionOutput *= slower
      out.energyPerOutputToken *= slower
    }
  },
}
