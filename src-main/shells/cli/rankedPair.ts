import type { Scenario } from '#shared/domain/scenario.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { called, titleOf } from './calledScenario.ts'
import { METRIC_OPTION, metricText, metricTitle } from './sensitiveMetric.ts'
import type { Terminal } from './terminal.ts'

/** Options of a command that moves one scenario and ranks it against another by a metric. */
export const PAIR_OPTIONS = {
  scenario: {
    type: 'string',
    short: 's',
    value: 'ID',
    text: 'the scenario to move, by id or letter; else the baseline',
  },
  rival: { type: 'string', short: 'r', value: 'ID', text: 'the one it is ranked against; else the first other one' },
  metric: METRIC_OPTION,
} as const

/** The scenario to move and its rival; null: the file has no other one. */
export interface Pair {
  readonly scenario: Scenario
  readonly rival: Scenario | null
}

/** The pair the options name. @throws usage failure that lists the scenarios of the file */
export function pairOf(workspace: Workspace, values: ReadonlyMap<string, string>): Pair {
  const scenario = called(workspace, values.get('scenario') ?? workspace.baseline)
  const wanted = values.get('rival')
  const other = workspace.scenarios.find(({ id }) => id !== scenario.id) ?? null
  return { scenario, rival: wanted === undefined ? other : called(workspace, wanted) }
}

/** The heading of an answer: the metric, and what it is for both as they stand. */
export function pairHeading(
  workspace: Workspace,
  { scenario, rival }: Pair,
  metric: SensitiveMetric,
  base: number | null,
  rivalBase: number | null,
  terminal: Terminal,
): string {
  const lines = [
    terminal.bold(metricTitle(metric)),
    `${titleOf(workspace, scenario)}: ${metricText(metric, base)}`,
    ...(rival ? [`against ${titleOf(workspace, rival)}: ${metricText(metric, rivalBase)}`] : []),
  ]
  return `${lines.join('\n')}\n\n`
}
