/** What a report says of a workspace, worked out in this thread: no worker to start, nothing to close. */
import { createHash } from 'node:crypto'
import { serializeDocument } from '#shared/document/serialize.ts'
import { resolveBrief } from '#shared/domain/brief/resolveBrief.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { AnalysisAnswer, AnalysisName, AnalysisQuestion } from '#shared/contract/analysis.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { workOf } from '#main/engine/analysis/analyses.ts'
import type { Columns } from '#main/engine/analysis/points/columns.ts'
import { pointsHere } from '#main/engine/analysis/points/work.ts'
import { reportQuestions, type ReportAnalyses } from '#main/report/analyses.ts'
import { decidedWorkspace } from '#main/report/decidedWorkspace.ts'
import type { ReportRequest } from '#main/report/makeReport.ts'
import { decided } from './decidedBriefs.ts'

/** What an analysis without points is given. */
const NO_COLUMNS = {} as Columns

/** An analysis, in this thread. */
export function answered<Name extends AnalysisName>(
  name: Name,
  question: AnalysisQuestion<Name>,
): AnalysisAnswer<Name> {
  const work = workOf(name)
  const asked = work.points?.(question) ?? null
  return work.answer(
    question,
    asked === null ? NO_COLUMNS : pointsHere(asked.kind, asked.question as never, asked.fields),
  )
}

/** The report's analyses of the columns, on a coarser map. */
export function analysesHere(workspace: Workspace): ReportAnalyses {
  return {
    map: answered('map', { ...reportQuestions.map(workspace), columns: 72, rows: 45 }),
    sensitivity: answered('sensitivity', reportQuestions.sensitivity(workspace) as AnalysisQuestion<'sensitivity'>),
  }
}

/** The engine's results of the columns that can be resolved. */
export function resultsHere(workspace: Workspace): ScenarioResult[] {
  return workspace.scenarios.flatMap((scenario) => {
    const resolved = resolveScenario(workspace, scenario)
    return resolved ? [evaluate(resolved)] : []
  })
}

/**
 * The request for a workspace's report.
 * @param draws of its verdict
 */
export function requestHere(workspace: Workspace, draws = 200): ReportRequest {
  const verdict = resolveBrief(workspace) === null ? null : decided(workspace.brief, { draws })
  const sized = verdict === null ? null : decidedWorkspace(workspace, verdict)
  const documentText = serializeDocument(workspace)
  return {
    workspace,
    results: resultsHere(workspace),
    verdict,
    decided: sized === null ? [] : resultsHere(sized),
    analyses: workspace.scenarios.length === 0 ? null : analysesHere(workspace),
    basis: null,
    documentText,
    documentHash: createHash('sha256').update(documentText).digest('hex'),
    program: 'Memwall 0.0.0',
  }
}
