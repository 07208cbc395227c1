import type { AnalysisQuestion } from '#shared/contract/analysis.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { RunOptions } from '../../compute/pointRunner.ts'
import { reportQuestions, type ReportAnalyses, type ReportedName } from '../../report/analyses.ts'
import type { Evaluator } from './evaluation.ts'

/**
 * What the Decide screen would answer for a document, for its report.
 * @throws CodedError not-found for a profile the document lacks, cancelled, deadline, engine-failed
 */
export async function reportAnalyses(
  evaluator: Evaluator,
  workspace: Workspace,
  options: RunOptions = {},
): Promise<ReportAnalyses> {
  const answered = Object.entries(reportQuestions).map(async ([name, questionOf]) => {
    const question: AnalysisQuestion<ReportedName> = questionOf(workspace)
    return [name, await evaluator.answer(name as ReportedName, question, options)] as const
  })
  return Object.fromEntries(await Promise.all(answered)) as ReportAnalyses
}
