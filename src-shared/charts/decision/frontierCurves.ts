import type { Frontier, FrontierPoint } from '../../domain/analysis/frontier.ts'
import type { Normaliser } from '../../domain/workspace.ts'
import { divisorOf, powerBasis } from './normalise.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import type { Wording } from '../../domain/wording.ts'

/** What the frontier shows. */
export interface FrontierInput {
  readonly frontier: Frontier
  readonly scenarios: readonly EvaluatedScenario[]
  readonly baselineId: string
  readonly normaliser: Normaliser
  /** Seconds per output token the objective allows; null: none. */
  readonly timePerToken: number | null
}

/** One load of a scenario where it is drawn: speed for a user, and throughput over the divisor. */
export interface Mark {
  readonly point: FrontierPoint
  readonly speed: number
  readonly value: number
}

/** A scenario's loads on their way from few requests to many. */
export interface Curve {
  readonly scenario: EvaluatedScenario
  /** Loads no other load of the machine beats in both, the fastest for a user first. */
  readonly marks: readonly Mark[]
  /** The load now; null: it does not fit, and the chip is at the largest that does. */
  readonly now: Mark | null
  /** Why there are no marks. */
  readonly reason: Wording | null
}

/** The curve of every scenario, in their order; one without marks says why. */
export function curvesOf({ frontier, scenarios, normaliser }: FrontierInput): Curve[] {
  const basis = powerBasis(scenarios)
  return scenarios.map((scenario): Curve => {
    const points = frontier.curves.find((curve) => curve.scenario === scenario.id)?.points ?? []
    let reason: Wording | null = null
    const marks = points.flatMap((point): Mark[] => {
      const { tpot, systemThroughput, hourly, fits } = point
      if (tpot === null || systemThroughput === null) return []
      const unpriced = hourly === null ? { reason: { code: 'reason.priceNotKnown' } as const } : {}
      const cost = { value: hourly, grade: null, ...unpriced }
      const divisor = divisorOf(scenario.resolved, cost, normaliser, basis)
      if (divisor.value === null) {
        reason = divisor.reason
        return []
      }
      // Beyond what fits the others wait: the numbers are those of the last load that did.
      return fits ? [{ point, speed: 1 / tpot, value: systemThroughput / divisor.value }] : []
    })
    const now = marks.find(({ point }) => point.concurrency === scenario.resolved.workload.concurrency) ?? null
    const best = marks.filter((mark) => !isBeaten(mark, marks)).toSorted((one, two) => two.speed - one.speed)
    if (best.length > 0) return { scenario, marks: best, now, reason: null }
    return {
      scenario,
      marks,
      now: null,
      reason: reason ?? {
        code: scenario.result.fit.state === 'doesNotFit' ? 'reason.doesNotFit' : 'reason.notKnown',
      },
    }
  })
}

/** Another load of the same machine gives each user more speed and all users more throughput: nobody would choose this one. */
function isBeaten(mark: Mark, marks: readonly Mark[]): boolean {
  return marks.some((other) => other.speed > mark.speed && other.value > mark.value)
}

/** Points nobody beats in both, as runs along the curves they lie on. */
export function underlay(curves: readonly Curve[]): readonly (readonly Mark[])[] {
  const all = curves.flatMap(({ marks }) => marks)
  const isBest = (mark: Mark): boolean =>
    !all.some(
      (other) =>
        (other.speed > mark.speed && other.value >= mark.value) ||
        (other.speed >= mark.speed && other.value > mark.value),
    )
  return curves.flatMap(({ marks }) => {
    const runs: Mark[][] = [[]]
    for (const mark of marks) {
      if (isBest(mark)) runs.at(-1)?.push(mark)
      else if (runs.at(-1)?.length) runs.push([])
    }
    return runs.filter((run) => run.length > 1)
  })
}
