import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { normal } from '../draws/randomness.ts'
import { factorAt, unknownsOf, type Unknown } from '../draws/uncertain.ts'
import { movedTogether } from '../inputs.ts'
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
    const drawn = scenarios.map((scenario) => {
      const unknowns = unknownsOf(scenario)
      const moved = unknowns.flatMap((unknown) =>
        unknown.input === null ? [] : [{ ...unknown, input: unknown.input }],
      )
      const move = movedTogether(
        scenario,
        moved.map(({ input }) => input),
      )
      const errorOf = (metric: 'tpot' | 'ttft') => unknowns.find(({ residual }) => residual === metric) ?? null
      return { moved, move, slower: errorOf('tpot'), later: errorOf('ttft'), factors: new Float64Array(moved.length) }
    })
    return (index, out) => {
      const { moved, move, slower, later, factors } = drawn[index % scenarios.length] as (typeof drawn)[number]
      const draw = Math.floor(index / scenarios.length)
      const factorOf = ({ key, spread }: Unknown): number => factorAt(spread, normal(seed, draw, key))
      for (let at = 0; at < moved.length; at++) factors[at] = factorOf(moved[at] as (typeof moved)[number])
      probe(move(factors), out)
      const error = slower === null ? 1 : factorOf(slower)
      out.tpot *= error
      out.ttft *= later === null ? 1 : factorOf(later)
      out.systemThroughput /= error
      out.costPerMillionOutput *= error
      out.energyPerOutputToken *= error
    }
  },
}
