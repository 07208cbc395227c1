import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { inverseNormal } from '../draws/randomness.ts'
import { stratifiedNormals } from '../draws/strata.ts'
import { factorAt, unknownsOf, type Unknown } from '../draws/uncertain.ts'
import { movedTogether, type MovableInput } from '../inputs.ts'
import { createProbed, type Probed } from '../probe.ts'
import type { PointKind } from './kind.ts'
import { keepsLimits, NOT_ASKED, probeLoad, type KeptLimits } from './loadPoint.ts'
import { leastShare, placesAsked } from './placesAsked.ts'

/**
 * Configurations under a ladder of loads, with their devices drawn anew each time; points in the order draw, configuration,
 * load. The load a scenario itself carries is the most it keeps its limits at: there a curve is looked at first, and for
 * that load its serving error is taken.
 */
export interface DrawnCurvesQuestion {
  readonly scenarios: readonly ResolvedScenario[]
  /** Requests in flight in one copy, ascending, of each scenario; as many for each. */
  readonly loads: readonly (readonly number[])[]
  readonly limits: KeptLimits
  /** Share of requests that keep them, and how they arrive: variance over mean; null: unknown. */
  readonly quantile: number
  readonly dispersion: number | null
  /** Prompt whose time to the first token counts; null: that of the mean. */
  readonly longInputTokens: number | null
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
function factorsOf({ draws, seed }: DrawnCurvesQuestion, unknown: Unknown | undefined): Float64Array | null {
  if (unknown === undefined) return null
  return stratifiedNormals(seed, draws, unknown.key).map((deviations) => factorAt(unknown.spread, deviations))
}

/** A scenario in all draws: the device it has in each, and how much longer than said its times are. */
function drawnOf(question: DrawnCurvesQuestion, scenario: ResolvedScenario) {
  const unknowns = unknownsOf(scenario)
  const moved = unknowns.filter((unknown): unknown is Moved => isOfDevice(unknown))
  const columns = moved.map((unknown) => factorsOf(question, unknown) as Float64Array)
  const factors = new Float64Array(moved.length)
  const move = movedTogether(
    scenario,
    moved.map(({ input }) => input),
  )
  const ofError = (metric: 'tpot' | 'ttft') => unknowns.find(({ residual }) => residual === metric)
  const errors = { tpot: factorsOf(question, ofError('tpot')), ttft: factorsOf(question, ofError('ttft')) }
  return {
    scenarioIn(draw: number): ResolvedScenario {
      for (const [at, column] of columns.entries()) factors[at] = column[draw] as number
      return move(factors)
    },
    errorIn: (draw: number, metric: 'tpot' | 'ttft'): number => errors[metric]?.[draw] ?? 1,
  }
}

/**
 * Seeded Monte Carlo of whole curves. Every figure of a device is moved by its own log-normal factor, the same for all
 * scenarios on that device and all loads of a draw; then the serving error is laid on, as in `draws`. Draws are stratified.
 * Of each curve only the loads around its limit are asked, and those below it that its capacity can lie at; the others say
 * `inFlight` 0. A time to the first token of long prompts that do not all fit is NaN.
 */
export const drawnCurves: PointKind<DrawnCurvesQuestion> = {
  chunk: 96,
  total: ({ scenarios, loads, draws }) => scenarios.length * draws * (loads[0]?.length ?? 0),
  prepare(question) {
    const { scenarios, loads, limits, longInputTokens } = question
    const count = loads[0]?.length ?? 0
    const drawn = scenarios.map((scenario) => drawnOf(question, scenario))
    const points = Array.from({ length: count }, createProbed)
    const asked: boolean[] = []
    const deviations = inverseNormal(question.quantile)
    const shareAt = (most: number): number => leastShare(most, deviations, question.dispersion)
    /** One curve: the places of the ladder that matter, from the one it is expected to end at. */
    const curve = (which: number, draw: number): void => {
      const own = loads[which] as readonly number[]
      const { scenarioIn, errorIn } = drawn[which] as (typeof drawn)[number]
      const scenario = scenarioIn(draw)
      const { workload } = scenario
      const [slower, later] = [errorIn(draw, 'tpot'), errorIn(draw, 'ttft')]
      asked.fill(false)
      placesAsked(own, workload.concurrency, shareAt, (place) => {
        const point = points[place] as Probed
        asked[place] = true
        probeLoad(scenario, own[place] as number, longInputTokens, false, point)
        point.tpot *= slower
        point.ttft *= later
        point.systemThroughput /= slower
        return { keeps: keepsLimits(point, limits, workload.outputTokens), rate: point.systemThroughput }
      })
    }
    let known = -1
    return (index, out) => {
      const here = Math.floor(index / count)
      if (here !== known) curve(here % scenarios.length, Math.floor(here / scenarios.length))
      known = here
      const place = index % count
      Object.assign(out, asked[place] ? points[place] : NOT_ASKED)
    }
  },
}
