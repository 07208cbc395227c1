import type { Draft } from 'immer'
import type { ReportSettings } from '#shared/domain/report.ts'
import { say } from '#shared/words/say.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

/** Changes the settings of the report as one step of undo. @param what the step is about */
export function editReport(what: string, recipe: (report: Draft<ReportSettings>) => void): void {
  useWorkspace().edit(say('reportScreen.step', { what }), (draft) => recipe(draft.report))
}

/** Sets one of the settings. */
export function setReport<Field extends keyof ReportSettings>(
  field: Field,
  value: ReportSettings[Field],
  what: string,
): void {
  editReport(what, (report) => {
    report[field] = value as Draft<ReportSettings>[Field]
  })
}
