import type { Draws } from '#shared/domain/analysis/confidence.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { reachVerdict, type Analyst, type Reached } from '#shared/verdict/reachVerdict.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import type { Evaluator } from './evaluation.ts'

/**
 * The verdict on a document, for its report.
 * @param results of the document's scenarios @param draws other than usual: for tests
 * @throws CodedError as `Evaluator.answer`
 */
export function verdictFor(
  evaluator: Evaluator,
  workspace: Workspace,
  results: readonly ScenarioResult[],
  draws?: Draws,
): Promise<Reached> {
  const analyst: Analyst = {
    confidence: (asked) => evaluator.answer('confidence', { workspace, ...asked }),
    breakEven: (asked) => evaluator.answer('breakEven', { workspace, ...asked }),
  }
  return reachVerdict(workspace, chartScenarios(workspace, results), analyst, draws)
}
