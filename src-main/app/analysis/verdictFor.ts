import type { Draws } from '#shared/domain/analysis/confidence.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { reachVerdict, type Analyst, type Reached } from '#shared/verdict/reachVerdict.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import { confidenceFor } from './analyses.ts'
import type { Evaluator } from './evaluation.ts'
import { resolved } from './resolved.ts'

/**
 * The verdict on a document, for its report.
 * @param results of the document's scenarios @param draws other than usual: for tests
 * @throws CodedError as `Evaluator.points` and `Evaluator.analyse`
 */
export function verdictFor(
  evaluator: Evaluator,
  workspace: Workspace,
  results: readonly ScenarioResult[],
  draws?: Draws,
): Promise<Reached> {
  const analyst: Analyst = {
    confidence: (asked) => confidenceFor(evaluator, workspace, asked),
    breakEven: ({ scenario, rival, metric }) =>
      evaluator.analyse('breakEven', {
        scenario: resolved(workspace, scenario),
        rival: resolved(workspace, rival),
        metric,
      }),
  }
  return reachVerdict(workspace, chartScenarios(workspace, results), analyst, draws)
}
