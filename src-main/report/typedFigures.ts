import { bottleneckMapChart } from '#shared/charts/map/bottleneckMap.ts'
import type { ChartTheme } from '#shared/charts/kit/theme.ts'
import { tornado } from '#shared/charts/decision/tornado.ts'
import type { ChartFigure } from '#shared/charts/kit/types.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { ReportAnalyses } from './analyses.ts'

/** A figure of the columns, and the scenarios whose chips stand before its title. */
export interface TypedFigure {
  readonly kind: 'map' | 'tornado'
  readonly figure: ChartFigure
  readonly of: readonly EvaluatedScenario[]
}

/** What binds a column under other loads, and what moves it. */
export function typedFigures(
  scenarios: readonly EvaluatedScenario[],
  { map, sensitivity }: ReportAnalyses,
  theme: ChartTheme,
): readonly TypedFigure[] {
  const named = (id: string | null): EvaluatedScenario | null =>
    scenarios.find((scenario) => scenario.id === id) ?? null
  const mapped = named(map.scenario)
  const moved = named(sensitivity.scenario)
  return [
    ...(mapped
      ? [{ kind: 'map' as const, figure: bottleneckMapChart({ map, scenario: mapped }, theme), of: [mapped] }]
      : []),
    ...(moved
      ? [
          {
            kind: 'tornado' as const,
            figure: tornado({ sensitivity, scenario: moved, rival: named(sensitivity.rival) }, theme),
            of: [moved],
          },
        ]
      : []),
  ]
}
