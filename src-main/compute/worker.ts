import type { AnalysisName, AnalysisQuestion } from '#shared/contract/analysis.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { workOf } from '../engine/analysis/analyses.ts'
import type { Columns } from '../engine/analysis/points/columns.ts'
import { takeChunks } from '../engine/analysis/points/work.ts'
import { evaluate } from '../engine/evaluate.ts'
import { calibrateScenario } from '../engine/fitting/ownCalibration.ts'
import { serve } from '../threads/serve.ts'

/** An analysis to be answered. */
export interface AnalysisAsked {
  readonly name: AnalysisName
  readonly question: AnalysisQuestion<AnalysisName>
  /** Numbers of the points it rests on; none where it rests on none. */
  readonly columns: Partial<Columns>
}

const calls = {
  /** Evaluates scenarios, in order. */
  evaluate: (scenarios: readonly ResolvedScenario[]) => scenarios.map(evaluate),
  analyse: ({ name, question, columns }: AnalysisAsked): unknown => workOf(name).answer(question, columns as Columns),
  /** Takes chunks of work that other threads may share, until none is left. */
  points: takeChunks,
  calibrate: calibrateScenario,
}

/** What the engine's threads serve. */
export type EngineCalls = typeof calls

serve(calls)
