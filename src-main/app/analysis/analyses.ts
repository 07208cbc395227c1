import { objectiveTarget } from '#shared/domain/objectiveLimits.ts'
import type { BottleneckMap } from '#shared/domain/analysis/bottleneckMap.ts'
import type { Confidence } from '#shared/domain/analysis/confidence.ts'
import type { Frontier } from '#shared/domain/analysis/frontier.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { mapOf, mapQuestion, MAP_FIELDS } from '../../engine/analysis/bottleneckMap.ts'
import { DRAWN_FIELDS } from '../../engine/analysis/draws/confidence.ts'
import { frontierOf, frontierQuestion, FRONTIER_FIELDS } from '../../engine/analysis/frontier.ts'
import type { FleetOptions } from '../../compute/fleet.ts'
import type { Evaluator } from './evaluation.ts'
import { resolved, resolvedAll } from './resolved.ts'

/** Every scenario's throughput against speed, from one request in flight on. @throws CodedError as `Evaluator.points` */
export async function frontierFor(
  evaluator: Evaluator,
  workspace: Workspace,
  options?: FleetOptions,
): Promise<Frontier> {
  const question = frontierQuestion(resolvedAll(workspace))
  return frontierOf(question, await evaluator.points('sweep', question, FRONTIER_FIELDS, options))
}

/** What binds a scenario, over loads: a grid of columns × rows. @throws CodedError as `Evaluator.points` */
export async function mapFor(
  evaluator: Evaluator,
  workspace: Workspace,
  scenario: string,
  grid: { readonly columns: number; readonly rows: number },
  options?: FleetOptions,
): Promise<BottleneckMap> {
  const question = mapQuestion(resolved(workspace, scenario), grid.columns, grid.rows)
  return mapOf(question, await evaluator.points('loadGrid', question, MAP_FIELDS, options))
}

/** How sure the ranking by a metric is, in seeded draws. @throws CodedError as `Evaluator.points` */
export async function confidenceFor(
  evaluator: Evaluator,
  workspace: Workspace,
  asked: { readonly metric: SensitiveMetric; readonly draws: number; readonly seed: number },
  options?: FleetOptions,
): Promise<Confidence> {
  const { metric, draws, seed } = asked
  const drawn = { scenarios: resolvedAll(workspace), draws, seed }
  const columns = await evaluator.points('draws', drawn, DRAWN_FIELDS, options)
  return evaluator.analyse('confidence', { drawn, columns, metric, target: objectiveTarget(workspace) })
}
