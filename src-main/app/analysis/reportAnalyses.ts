import type { Workspace } from '#shared/domain/workspace.ts'
import { sensitivityOf } from '../../engine/analysis/sensitivity.ts'
import type { ReportAnalyses } from '../../report/analyses.ts'
import { frontierFor, mapFor } from './analyses.ts'
import type { Evaluator } from './evaluation.ts'
import { resolved, resolvedAll } from './resolved.ts'

/** Loads of the printed map: finer than its height on paper would not be seen. */
const PRINTED_MAP = { columns: 240, rows: 150 }

/**
 * What the Decide screen would answer for a document, for its report.
 * @throws CodedError not-found for a profile the document lacks, deadline, engine-failed
 */
export async function reportAnalyses(evaluator: Evaluator, workspace: Workspace): Promise<ReportAnalyses> {
  const { baseline, decision, scenarios } = workspace
  const { criterion, traffic, training } = decision
  const own = scenarios.find(({ id }) => id === baseline) ?? scenarios[0]
  const id = own?.id ?? baseline
  const rival = scenarios.find((scenario) => scenario.id !== id)
  const [frontier, map, sensitivity, spend] = await Promise.all([
    frontierFor(evaluator, workspace),
    mapFor(evaluator, workspace, id, PRINTED_MAP),
    sensitivityOf(resolved(workspace, id), rival ? resolved(workspace, rival.id) : null, criterion, (asked) =>
      evaluator.evaluateScenarios(asked),
    ),
    evaluator.analyse('spend', { scenarios: resolvedAll(workspace), baseline, traffic, training }),
  ])
  return { frontier, map, sensitivity, spend }
}
