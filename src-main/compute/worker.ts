import type { AnalysisName, AnalysisQuestion } from '#shared/contract/analysis.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { workOf } from '../engine/analysis/analyses.ts'
import type { Columns } from '../engine/analysis/points/columns.ts'
import { takeChunks } from '../engine/analysis/points/work.ts'
import { evaluate } from '../engine/evaluate.ts'
import type { CAPACITY_FIELDS } from '../engine/analysis/points/drawnCapacities.ts'
import type { LOAD_CURVE_FIELDS } from '../engine/decide/curveColumns.ts'
import { decideBrief } from '../engine/decide/decideBrief.ts'
import { narrowPools } from '../engine/decide/narrow.ts'
import {
  comparedQuestion,
  curvesQuestion,
  restQuestion,
  screenPools,
  type DecideQuestion,
  type NarrowedPool,
  type ScreenedPool,
} from '../engine/decide/stages.ts'
import { calibrateScenario } from '../engine/fitting/ownCalibration.ts'
import { weighPoints } from '../engine/validation/impossiblePoints.ts'
import { serve } from '../threads/serve.ts'

/** An analysis to be answered. */
export interface AnalysisAsked {
  readonly name: AnalysisName
  readonly question: AnalysisQuestion<AnalysisName>
  /** Numbers of the points it rests on; none where it rests on none. */
  readonly columns: Partial<Columns>
}

/** A brief with the answers to its first question. */
export interface ScreenAsked {
  readonly question: DecideQuestion
  readonly columns: Columns<(typeof LOAD_CURVE_FIELDS)[number]>
}

/** The same with the answers to its second question; null: nothing serves. */
export interface NarrowAsked {
  readonly question: DecideQuestion
  readonly screened: readonly ScreenedPool[]
  readonly columns: Columns<(typeof CAPACITY_FIELDS)[number]> | null
}

/** The same with the answers to its third question; null: nothing was left to ask. */
export interface JudgeAsked {
  readonly question: DecideQuestion
  readonly narrowed: readonly NarrowedPool[]
  readonly columns: Columns<(typeof CAPACITY_FIELDS)[number]> | null
  /** Of all the verdict rests on. */
  readonly hash: string
}

const calls = {
  /** Evaluates scenarios, in order. */
  evaluate: (scenarios: readonly ResolvedScenario[]) => scenarios.map(evaluate),
  analyse: ({ name, question, columns }: AnalysisAsked): unknown => workOf(name).answer(question, columns as Columns),
  /** Takes chunks of work that other threads may share, until none is left. */
  points: takeChunks,
  /** A brief in four calls; the points that each of the first three asks for come in between. */
  decideCurves: curvesQuestion,
  decideScreen({ question, columns }: ScreenAsked) {
    const pools = screenPools(question, columns)
    return { pools, asked: comparedQuestion(question, pools) }
  },
  decideNarrow({ question, screened, columns }: NarrowAsked) {
    const pools = narrowPools(question, screened, columns)
    return { pools, asked: restQuestion(question, pools) }
  },
  decideJudge: ({ question, narrowed, columns, hash }: JudgeAsked) => decideBrief(question, narrowed, columns, hash),
  calibrate: calibrateScenario,
  weighPoints,
}

/** What the engine's threads serve. */
export type EngineCalls = typeof calls

serve(calls)
