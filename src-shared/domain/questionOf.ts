import type { Workspace } from './workspace.ts'

/**
 * The question a workspace is about: as its report asks it or, where that asks nothing of its own, as its brief does.
 * @returns trimmed; '' where neither asks
 */
export function questionOf({ report, brief }: Pick<Workspace, 'report' | 'brief'>): string {
  return [report.decision.trim(), brief.question.trim()].find((question) => question !== '') ?? ''
}
