import { bottleneckMapChart } from '#shared/charts/map/bottleneckMap.ts'
import { frontierChart } from '#shared/charts/decision/frontier.ts'
import type { ChartTheme } from '#shared/charts/kit/theme.ts'
import { tornado } from '#shared/charts/decision/tornado.ts'
import type { ChartFigure } from '#shared/charts/kit/types.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { ReportAnalyses } from './analyses.ts'

/** A figure of the columns, and the scenarios whose chips stand before its title. */
export interface TypedFigure {
  readonly figure: ChartFigure
  readonly of: readonly EvaluatedScenario[]
}

/** What the columns would do under another load or with other inputs: how fast and how much, what binds, what moves it. */
export function typedFigures(
  { baseline, normaliser, objective }: Workspace,
  scenarios: readonly EvaluatedScenario[],
  { frontier, map, sensitivity }: ReportAnalyses,
  theme: ChartTheme,
): readonly TypedFigure[] {
  const named = (id: string | null): EvaluatedScenario | null =>
    scenarios.find((scenario) => scenario.id === id) ?? null
  const mapped = named(map.scenario)
  const moved = named(sensitivity.scenario)
  const { timePerToken } = objective
  return [
    {
      figure: frontierChart({ frontier, scenarios, baselineId: baseline, normaliser, timePerToken }, theme),
      of: [],
    },
    ...(mapped ? [{ figure: bottleneckMapChart({ map, scenario: mapped }, theme), of: [mapped] }] : []),
    ...(moved
      ? [{ figure: tornado({ sensitivity, scenario: moved, rival: named(sensitivity.rival) }, theme), of: [moved] }]
      : []),
  ]
}
