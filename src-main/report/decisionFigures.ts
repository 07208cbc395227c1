import type { Confidence } from '#shared/domain/analysis/confidence.ts'
import { bottleneckMapChart } from '#shared/charts/map/bottleneckMap.ts'
import { costByVolume } from '#shared/charts/money/costByVolume.ts'
import { cumulativeCost } from '#shared/charts/money/cumulativeCost.ts'
import { frontierChart } from '#shared/charts/decision/frontier.ts'
import { quantileDots } from '#shared/charts/decision/quantileDots.ts'
import type { ChartTheme } from '#shared/charts/kit/theme.ts'
import { tornado } from '#shared/charts/decision/tornado.ts'
import type { ChartFigure } from '#shared/charts/kit/types.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { ReportAnalyses } from './analyses.ts'

/** A figure of the decision, and the scenarios whose chips stand before its title. */
export interface DecisionFigure {
  readonly figure: ChartFigure
  readonly of: readonly EvaluatedScenario[]
}

/**
 * The figures a decision rests on, in the order of its questions: how fast and how much, what binds, how dear, how sure.
 * @param confidence of the verdict; one scenario is ranked against nothing, so it has no figure
 */
export function decisionFigures(
  { baseline, normaliser, objective }: Workspace,
  scenarios: readonly EvaluatedScenario[],
  { frontier, map, sensitivity, spend }: ReportAnalyses,
  confidence: Confidence,
  theme: ChartTheme,
): readonly DecisionFigure[] {
  const named = (id: string | null): EvaluatedScenario | null =>
    scenarios.find((scenario) => scenario.id === id) ?? null
  const mapped = named(map.scenario)
  const moved = named(sensitivity.scenario)
  const money = { spend, scenarios, baselineId: baseline }
  const { timePerToken } = objective
  return [
    {
      figure: frontierChart({ frontier, scenarios, baselineId: baseline, normaliser, timePerToken }, theme),
      of: [],
    },
    ...(mapped ? [{ figure: bottleneckMapChart({ map, scenario: mapped }, theme), of: [mapped] }] : []),
    { figure: cumulativeCost(money, theme), of: [] },
    { figure: costByVolume(money, theme), of: [] },
    ...(moved
      ? [{ figure: tornado({ sensitivity, scenario: moved, rival: named(sensitivity.rival) }, theme), of: [moved] }]
      : []),
    ...(scenarios.length > 1 ? [{ figure: quantileDots({ confidence, scenarios }, theme), of: [] }] : []),
  ]
}
