import type { BreakEven } from '../domain/analysis/breakEven.ts'
import { USUAL_DRAWS, type Confidence, type Draws } from '../domain/analysis/confidence.ts'
import type { EvaluatedScenario } from '../domain/evaluated.ts'
import type { SensitiveMetric } from '../domain/sensitivity.ts'
import { decide } from './decide.ts'
import { raceOf, type Question } from './race.ts'
import type { Verdict } from './verdict.ts'

/** Who works out what a verdict rests on. Both reject where they fail or are cancelled. */
export interface Analyst {
  readonly confidence: (asked: Draws & { readonly metric: SensitiveMetric }) => Promise<Confidence>
  readonly breakEven: (asked: {
    readonly scenario: string
    readonly rival: string
    readonly metric: SensitiveMetric
  }) => Promise<BreakEven>
}

/** A verdict with the draws it rests on. */
export interface Reached {
  readonly verdict: Verdict
  readonly confidence: Confidence
}

/**
 * Asks for what a verdict rests on, and gives it: the one way to a verdict in every shell.
 * @param scenarios evaluated from this workspace, in its order
 */
export async function reachVerdict(
  workspace: Question,
  scenarios: readonly EvaluatedScenario[],
  analyst: Analyst,
  draws: Draws = USUAL_DRAWS,
): Promise<Reached> {
  const metric = workspace.decision.criterion
  const { winner, second } = raceOf(workspace, scenarios)
  // One after the other: draws take every core, and beside them the break-even might not keep its deadline.
  const confidence = await analyst.confidence({ metric, ...draws })
  const breakEven = winner && second ? await analyst.breakEven({ scenario: winner.id, rival: second.id, metric }) : null
  return { verdict: decide({ workspace, scenarios, confidence, breakEven }), confidence }
}
