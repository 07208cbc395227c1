import type { Estimate, Metric, ScenarioResult } from '../../domain/result.ts'
import type { ResolvedScenario } from '../../domain/scenario.ts'
import type { Normaliser, Workspace } from '../../domain/workspace.ts'
import { formatText } from '../../units/format.ts'
import type { Dimension } from '../../units/quantity.ts'
import { matrixCells, type MatrixCell } from './matrixCells.ts'
import { say } from '../../words/say.ts'
import { normalisedThroughput, normaliserLabel, powerBasis } from '../decision/normalise.ts'

/** Questions the matrix answers, in their order. */
export const QUESTIONS = [
  'userSpeed',
  'ttft',
  'e2e',
  'throughput',
  'cost',
  'energy',
  'movement',
  'onDieMovement',
] as const
/** A question of the matrix. */
export type Question = (typeof QUESTIONS)[number]

/** A row: one question, one scale, one unit. */
export interface MatrixRow {
  readonly id: Question
  /** "Speed for one user". */
  readonly title: string
  /** "output tokens/s, per user". */
  readonly detail: string
  /** Which way is better, and the arrow behind the title; null and '': neither. */
  readonly better: 'up' | 'down' | null
  readonly arrow: '↑' | '↓' | ''
  readonly dimension: Dimension
  /** The metric whose explanation answers "Why?"; the throughput's is the same for every divisor. */
  readonly metric: Metric
  /** End of the common scale, SI. */
  readonly end: number
  /** The objective or the 50 % mark on the scale, 0 to 1; null: none, or beyond the scale. */
  readonly rule: { readonly fraction: number; readonly label: string } | null
  /** In the order of the scenarios. */
  readonly cells: readonly MatrixCell[]
}

/** A column of the matrix: any object with the scenario's id and its resolved inputs. */
export interface MatrixScenario {
  readonly id: string
  readonly resolved: ResolvedScenario
}

interface QuestionRule {
  readonly id: Question
  readonly better: 'up' | 'down' | null
  readonly dimension: Dimension
  readonly metric: Metric
}

function titleOf(question: Question): string {
  if (question === 'movement') return say('movement.offDieTitle')
  return question === 'onDieMovement' ? say('movement.onDieTitle') : say('charts.matrix.title', { question })
}

function detailOf(question: Question): string {
  if (question === 'movement') return say('movement.offDieDetail')
  return question === 'onDieMovement' ? say('movement.onDieDetail') : say('charts.matrix.detail', { question })
}

/** Share of the step from which moving data off the die is the main cost: the mark of that row. */
const MOVEMENT_MARK = 0.5

/** Share on the die that would not be printed as 0 %. */
const LEAST_ON_DIE = 0.005

const QUESTION_RULES: readonly QuestionRule[] = [
  {
    id: 'userSpeed',
    better: 'up',
    dimension: 'tokensPerSecond',
    metric: 'userSpeed',
  },
  {
    id: 'ttft',
    better: 'down',
    dimension: 'seconds',
    metric: 'ttft',
  },
  {
    id: 'e2e',
    better: 'down',
    dimension: 'seconds',
    metric: 'e2e',
  },
  {
    id: 'throughput',
    better: 'up',
    dimension: 'tokensPerSecond',
    metric: 'deviceThroughput',
  },
  {
    id: 'cost',
    better: 'down',
    dimension: 'dollars',
    metric: 'costPerMillionOutput',
  },
  {
    id: 'energy',
    better: 'down',
    dimension: 'joules',
    metric: 'energyPerOutputToken',
  },
  {
    id: 'movement',
    better: 'down',
    dimension: 'share',
    metric: 'movementShare',
  },
  {
    id: 'onDieMovement',
    better: null,
    dimension: 'share',
    metric: 'onDieShare',
  },
]

/**
 * The executive matrix: questions × scenarios, every number with its interval, grade and difference from the baseline.
 * @param results in any order; a scenario without one has unknown cells
 * @param scenarios the columns, in order
 * @param normaliser what throughput is divided by
 * @param objective of the workspace: seconds per token and to the first token
 */
export function matrixRows(
  results: readonly ScenarioResult[],
  scenarios: readonly MatrixScenario[],
  baselineId: string,
  normaliser: Normaliser,
  objective: Workspace['objective'],
): MatrixRow[] {
  const columns = scenarios.map(({ id, resolved }) => ({
    id,
    resolved,
    result: results.find((candidate) => candidate.id === id) ?? null,
  }))
  const basis = powerBasis(columns.flatMap(({ resolved, result }) => (result ? [{ resolved, result }] : [])))
  return QUESTION_RULES.filter(({ id }) => id !== 'onDieMovement' || movesOnDie(results)).map((question): MatrixRow => {
    const target = objectiveOf(question.id, objective)
    const entries = columns.map(({ id, resolved, result }) => {
      if (!result) return { scenarioId: id, estimate: NOT_EVALUATED, fit: UNKNOWN_FIT }
      const estimate =
        question.id === 'throughput'
          ? normalisedThroughput({ resolved, result }, normaliser, basis)
          : result.metrics[question.metric]
      return { scenarioId: id, estimate, fit: result.fit }
    })
    const { cells, end } = matrixCells(entries, {
      dimension: question.dimension,
      better: question.better,
      baselineId,
      objective: target,
    })
    const mark = question.id === 'movement' ? MOVEMENT_MARK : target
    return {
      id: question.id,
      title: titleOf(question.id),
      detail: question.id === 'throughput' ? normaliserLabel(normaliser, basis) : detailOf(question.id),
      better: question.better,
      arrow: question.better === null ? '' : question.better === 'up' ? '↑' : '↓',
      dimension: question.dimension,
      metric: question.metric,
      end,
      rule:
        mark === null || mark > end
          ? null
          : { fraction: mark / end, label: formatText(mark, question.dimension, { trim: true }) },
      cells,
    }
  })
}

/** Whether any machine moves data on its die for a time worth a row: on most, what is on the die is hidden. */
function movesOnDie(results: readonly ScenarioResult[]): boolean {
  return results.some(({ metrics }) => (metrics.onDieShare.value ?? 0) >= LEAST_ON_DIE)
}

function objectiveOf(question: Question, objective: Workspace['objective']): number | null {
  if (question === 'userSpeed') return objective.timePerToken === null ? null : 1 / objective.timePerToken
  return question === 'ttft' ? objective.timeToFirstToken : null
}

const NOT_EVALUATED: Estimate = {
  value: null,
  low: null,
  high: null,
  grade: null,
  reason: { code: 'reason.notEvaluated' },
}

const UNKNOWN_FIT: ScenarioResult['fit'] = {
  state: 'unknown',
  reason: { code: 'reason.notEvaluated' },
  placement: 'unknown',
  level: '',
  weights: 0,
  kv: 0,
  activations: 0,
  usable: null,
  fullness: null,
  shortfall: 0,
  devicesNeeded: null,
  replicas: 1,
  surely: false,
  maximumConcurrency: null,
}
