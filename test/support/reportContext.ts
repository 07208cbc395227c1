import { decidedWorkspace } from '#main/report/decidedWorkspace.ts'
import { decidedOf, type Decided, type ReportContext } from '#main/report/sections/context.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { chartScenarios } from '#shared/words/scenario.ts'
import { CHOSEN } from './briefVerdicts.ts'
import { sampleDecided, sampleResults, sampleWorkspace } from './reportSample.ts'

/** What the sections of the sample's report are made of. @param changes of the workspace */
export function reportContext(verdict: BriefVerdict | null = CHOSEN, changes: Partial<Workspace> = {}): ReportContext {
  const workspace = { ...sampleWorkspace(), ...changes }
  const sized = verdict === null ? null : decidedWorkspace(workspace, verdict)
  const scenarios = sized === null ? [] : chartScenarios(sized, sampleDecided(workspace, verdict))
  return {
    workspace,
    decided: decidedOf(workspace, verdict),
    scenarios: chartScenarios(workspace, sampleResults()),
    sized: new Map(scenarios.map((scenario) => [scenario.id, scenario])),
    documentHash: 'ab'.repeat(32),
    program: 'Memwall 0.0.0',
  }
}

/** The verdict of a context with its words. */
export function decidedIn(context: ReportContext): Decided {
  if (context.decided === null) throw new Error('There is no verdict.')
  return context.decided
}
