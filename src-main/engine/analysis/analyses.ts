import type { AnalysisAnswer, AnalysisName, AnalysisQuestion } from '#shared/contract/analysis.ts'
import type { PointField } from '#shared/domain/analysis/points.ts'
import { MAP_FIELDS, mapOf, mapQuestion } from './bottleneckMap.ts'
import { breakEvenOf } from './breakEven.ts'
import { capacityCliffOf } from './capacityCliff.ts'
import { counterfactualOf } from './counterfactual.ts'
import { FRONTIER_FIELDS, frontierOf, frontierQuestion } from './frontier.ts'
import { leverEffects } from './leverEffects.ts'
import type { Columns } from './points/columns.ts'
import type { PointKindName, PointQuestions } from './points/kinds.ts'
import { resolved, resolvedAll } from './resolved.ts'
import { bestOf, CONFIGURATION_FIELDS } from './bestOf.ts'
import { sensitivityOf } from './sensitivity.ts'
import { SWEEP_FIELDS, sweepOf, sweepQuestion } from './sweepCurves.ts'

/** Points an analysis rests on: their kind, what is asked of it, and which numbers of each. */
export interface PointsAsked {
  readonly kind: PointKindName
  readonly question: PointQuestions[PointKindName]
  readonly fields: readonly PointField[]
}

/** How an analysis is worked out. */
export interface Work<Question, Answer> {
  /** The points it rests on; null: it rests on none. @throws CodedError not-found, invalid-input */
  readonly points: ((question: Question) => PointsAsked) | null
  /** Makes the answer. @param columns numbers of its points @throws CodedError not-found */
  readonly answer: (question: Question, columns: Columns) => Answer
}

/** An analysis that is one piece of work. */
function alone<Question, Answer>(answer: (question: Question) => Answer): Work<Question, Answer> {
  return { points: null, answer }
}

/**
 * An analysis whose answer is made from the columns of many points.
 * @param points what is asked of the points @param answer makes the answer from that and their columns
 */
function overPoints<Question, Answer, Kind extends PointKindName, Field extends PointField>(
  kind: Kind,
  fields: readonly Field[],
  points: (question: Question) => PointQuestions[Kind],
  answer: (points: PointQuestions[Kind], columns: Columns<Field>, question: Question) => Answer,
): Work<Question, Answer> {
  return {
    points: (question) => ({ kind, question: points(question), fields }),
    answer: (question, columns) => answer(points(question), columns, question),
  }
}

/** How each analysis of the contract is worked out. */
export const works: {
  readonly [Name in AnalysisName]: Work<AnalysisQuestion<Name>, AnalysisAnswer<Name>>
} = {
  sensitivity: alone(({ workspace, scenario, rival, metric }) =>
    sensitivityOf(resolved(workspace, scenario), rival === null ? null : resolved(workspace, rival), metric),
  ),
  breakEven: alone(({ workspace, scenario, rival, metric }) =>
    breakEvenOf(resolved(workspace, scenario), resolved(workspace, rival), metric),
  ),
  counterfactual: alone(({ workspace, scenario, target }) => counterfactualOf(resolved(workspace, scenario), target)),
  frontier: overPoints(
    'sweep',
    FRONTIER_FIELDS,
    ({ workspace }) => frontierQuestion(resolvedAll(workspace)),
    frontierOf,
  ),
  map: overPoints(
    'loadGrid',
    MAP_FIELDS,
    ({ workspace, scenario, columns, rows }) => mapQuestion(resolved(workspace, scenario), columns, rows),
    mapOf,
  ),
  configurations: overPoints(
    'configurations',
    CONFIGURATION_FIELDS,
    ({ workspace, aim, limits }) => ({ scenarios: resolvedAll(workspace), aim, limits }),
    (searched, columns, { requestsPerSecond }) => bestOf(searched, columns, requestsPerSecond),
  ),
  sweep: overPoints(
    'sweep',
    SWEEP_FIELDS,
    ({ workspace, input }) => sweepQuestion(resolvedAll(workspace), input),
    (swept, columns, { input, metric }) => sweepOf(swept, input, metric, columns),
  ),
  capacityCliff: alone(({ workspace }) => capacityCliffOf(resolvedAll(workspace))),
  levers: alone(({ workspace, scenario }) => leverEffects(resolved(workspace, scenario))),
}

/** How an analysis is worked out, by its name. */
export function workOf<Name extends AnalysisName>(name: Name): Work<AnalysisQuestion<Name>, AnalysisAnswer<Name>> {
  return works[name]
}
