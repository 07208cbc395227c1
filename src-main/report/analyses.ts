import type { AnalysisAnswer, AnalysisName, AnalysisQuestion } from '#shared/contract/analysis.ts'
import { rivalOf } from '#shared/domain/rivalOf.ts'
import type { Workspace } from '#shared/domain/workspace.ts'

/** Loads of the printed map: finer than its height on paper would not be seen. */
const PRINTED_MAP = { columns: 240, rows: 150 }

/** The baseline, or the first scenario where there is none. */
const ownOf = ({ baseline, scenarios }: Workspace): string =>
  (scenarios.find(({ id }) => id === baseline) ?? scenarios[0])?.id ?? baseline

/** What the report asks of a document's columns beside its verdict, as Compare does. No money: that has one basis, the verdict's. */
export const reportQuestions = {
  map: (workspace: Workspace) => ({ workspace, scenario: ownOf(workspace), ...PRINTED_MAP }),
  sensitivity: (workspace: Workspace) => {
    const scenario = ownOf(workspace)
    const rival = rivalOf(workspace.scenarios, scenario, workspace.baseline)?.id ?? null
    return { workspace, scenario, rival, metric: 'tpot' }
  },
} satisfies { readonly [Name in AnalysisName]?: (workspace: Workspace) => AnalysisQuestion<Name> }

/** An analysis the report shows. */
export type ReportedName = keyof typeof reportQuestions

/** What the report shows of the columns: the answers to its questions. */
export type ReportAnalyses = { readonly [Name in ReportedName]: AnalysisAnswer<Name> }
