import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { stratifiedNormals } from '../draws/strata.ts'
import { factorAt, unknownsOf, type Unknown } from '../draws/uncertain.ts'
import { movedTogether, type MovableInput } from '../inputs.ts'

/** In how many draws devices are drawn. */
export interface DeviceDraws {
  readonly draws: number
  /** The same seed gives the same draws. */
  readonly seed: number
}

type Moved = Unknown & { readonly input: MovableInput }

/** A figure of a device: not the load, the site or a price, which are drawn where they are counted. */
function isOfDevice({ input }: Unknown): boolean {
  return input !== null && !input.shared && !/(Price|price\.\w+)$/.test(input.input)
}

/** Factors of an unknown in all draws; null: it is not drawn. */
function factorsOf({ draws, seed }: DeviceDraws, unknown: Unknown | undefined): Float64Array | null {
  if (unknown === undefined) return null
  return stratifiedNormals(seed, draws, unknown.key).map((deviations) => factorAt(unknown.spread, deviations))
}

/** A scenario in all draws. */
export interface DrawnDevice {
  /** The scenario with the device it has in a draw. */
  scenarioIn(draw: number): ResolvedScenario
  /** How much longer than said its times are in a draw: a factor. */
  errorIn(draw: number, metric: 'tpot' | 'ttft'): number
}

/**
 * Every figure of a scenario's device moved by its own log-normal factor in each draw, and its serving error. A figure has
 * one key wherever it stands, so that all scenarios on a device have the same one in a draw.
 */
export function drawnDevice(draws: DeviceDraws, scenario: ResolvedScenario): DrawnDevice {
  const unknowns = unknownsOf(scenario)
  const moved = unknowns.filter((unknown): unknown is Moved => isOfDevice(unknown))
  const columns = moved.map((unknown) => factorsOf(draws, unknown) as Float64Array)
  const factors = new Float64Array(moved.length)
  const move = movedTogether(
    scenario,
    moved.map(({ input }) => input),
  )
  const ofError = (metric: 'tpot' | 'ttft') => unknowns.find(({ residual }) => residual === metric)
  const errors = { tpot: factorsOf(draws, ofError('tpot')), ttft: factorsOf(draws, ofError('ttft')) }
  return {
    scenarioIn(draw: number): ResolvedScenario {
      for (const [at, column] of columns.entries()) factors[at] = column[draw] as number
      return move(factors)
    },
    errorIn: (draw: number, metric: 'tpot' | 'ttft'): number => errors[metric]?.[draw] ?? 1,
  }
}
