import type { Workspace } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import { called } from './calledScenario.ts'

/** The option that names a baseline for one run. */
export const BASELINE_OPTION = {
  baseline: {
    type: 'string',
    short: 'b',
    value: 'ID',
    get text() {
      return say('cli.baseline')
    },
  },
} as const

/** The workspace with the baseline that was typed, which nobody saves. @throws usage failure that lists the scenarios */
export function withBaseline(workspace: Workspace, values: ReadonlyMap<string, string>): Workspace {
  const wanted = values.get('baseline')
  return wanted === undefined ? workspace : { ...workspace, baseline: called(workspace, wanted).id }
}
