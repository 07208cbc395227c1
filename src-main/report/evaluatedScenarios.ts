import { CodedError } from '#shared/contract/errors.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import { say } from '#shared/words/say.ts'

/**
 * The columns with their results, in the workspace's order.
 * @throws CodedError report-failed when a column has no result or no profile: what leaves one out misleads
 */
export function evaluatedScenarios(workspace: Workspace, results: readonly ScenarioResult[]): EvaluatedScenario[] {
  const scenarios = chartScenarios(workspace, results)
  const missing = workspace.scenarios.filter((stored) => !scenarios.some((scenario) => scenario.id === stored.id))
  if (missing.length > 0) {
    throw new CodedError(
      'report-failed',
      say('report.noResult', { letters: missing.map((stored) => slotLetter(stored.slot)) }),
    )
  }
  return scenarios
}
