import type { Promised } from '#shared/domain/brief/promise.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { createProbed, probe, type Probed } from '../probe.ts'

/** Seconds a request must keep; null: no limit. */
export type KeptLimits = Pick<Promised, 'timePerToken' | 'timeToFirstToken' | 'endToEnd'>

/** A load that nobody asked the engine about: nothing but that is said of it. */
export const NOT_ASKED: Readonly<Probed> = { ...createProbed(), inFlight: 0 }

const long = createProbed()

/**
 * A scenario under a load. The time to the first token is that of a long prompt where one is given, every prompt of the load
 * being as long; NaN where these do not all fit at once, and a scenario that cannot hold one does not fit.
 * @param concurrency requests in flight @param longInputTokens null: prompts of the mean count
 * @param power false leaves energy and cost out
 */
export function probeLoad(
  scenario: ResolvedScenario,
  concurrency: number,
  longInputTokens: number | null,
  power: boolean,
  out: Probed,
): void {
  const { workload } = scenario
  probe({ ...scenario, workload: { ...workload, concurrency } }, out, power)
  if (longInputTokens === null) return
  probe({ ...scenario, workload: { ...workload, concurrency, inputTokens: longInputTokens } }, long, false)
  out.ttft = long.fits ? long.ttft : NaN
  if (!(long.tpot > 0)) out.fits = false
}

/** It fits and keeps all times that are known to be limited. @param outputTokens of a request */
export function keepsLimits({ fits, tpot, ttft }: Probed, limits: KeptLimits, outputTokens: number): boolean {
  return (
    fits &&
    (limits.timePerToken === null || tpot <= limits.timePerToken) &&
    !(limits.timeToFirstToken !== null && ttft > limits.timeToFirstToken) &&
    !(limits.endToEnd !== null && ttft + Math.max(0, outputTokens - 1) * tpot > limits.endToEnd)
  )
}
