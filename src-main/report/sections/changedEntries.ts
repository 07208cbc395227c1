import { diffWorkspaces, type Difference } from '#shared/document/diff.ts'
import type { Workspace } from '#shared/domain/workspace.ts'

/** What of the brief has changed since it was approved; nothing where nobody has approved it. */
export function changedEntries(workspace: Workspace): readonly Difference[] {
  const { approved } = workspace.report
  return approved === null ? [] : diffWorkspaces({ ...workspace, brief: approved.brief }, workspace)
}
