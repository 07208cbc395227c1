import type { AnalysisAnswer, AnalysisName, AnalysisQuestion } from '#shared/contract/analysis.ts'
import type { Evaluation } from '#shared/contract/engine.ts'
import type { OwnCalibration } from '#shared/domain/ownCalibration.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { EngineThread } from '../../compute/engineThread.ts'
import type { PointRunner, RunOptions } from '../../compute/pointRunner.ts'
import { workOf } from '../../engine/analysis/analyses.ts'
import { resolvedAll } from '../../engine/analysis/resolved.ts'
import type { OwnQuestion, Unusable } from '../../engine/fitting/ownCalibration.ts'
import type { WeighedPoints } from '../../engine/validation/impossiblePoints.ts'

/** Milliseconds an evaluation may take; a comparison takes a few, so this is only ever met by a fault. */
const DEADLINE = 10_000

/** Milliseconds after the first evaluation at which threads start for what is asked next: the first picture stands by then. */
const START_AFTER = 1500

/** Evaluates workspaces and answers questions about them, in the engine's threads. */
export interface Evaluator {
  /** @throws CodedError not-found for a profile the workspace lacks, deadline, engine-failed */
  evaluate(workspace: Workspace): Promise<Evaluation>
  /** Answers an analysis. @throws CodedError not-found, invalid-input, cancelled, deadline, engine-failed */
  answer<Name extends AnalysisName>(
    name: Name,
    question: AnalysisQuestion<Name>,
    options?: RunOptions,
  ): Promise<AnalysisAnswer<Name>>
  /** Parts measured points from those a scenario cannot have given. @throws CodedError deadline, engine-failed */
  weighPoints(question: OwnQuestion): Promise<WeighedPoints>
  /** Fits a stack of one's own to measured points. @throws CodedError deadline, engine-failed */
  calibrate(question: OwnQuestion): Promise<OwnCalibration | Unusable>
}

/** @param engine evaluates, and makes answers @param runner works the points out that answers are made of */
export function createEvaluator(engine: EngineThread, runner: PointRunner): Evaluator {
  const options = { deadline: DEADLINE }
  let starting: NodeJS.Timeout | null = null
  return {
    async evaluate(workspace) {
      const scenarios = resolvedAll(workspace)
      const began = performance.now()
      const results = await engine.call('evaluate', scenarios, options)
      starting ??= setTimeout(() => runner.start(), START_AFTER).unref()
      return { results, seconds: (performance.now() - began) / 1000 }
    },
    async answer<Name extends AnalysisName>(name: Name, question: AnalysisQuestion<Name>, running?: RunOptions) {
      const asked = workOf(name).points?.(question)
      const columns = asked ? await runner.points(asked.kind, asked.question, asked.fields, running) : {}
      // The answer is the one of that name.
      return (await engine.call('analyse', { name, question, columns }, options)) as AnalysisAnswer<Name>
    },
    weighPoints: (question) => engine.call('weighPoints', question, options),
    calibrate: (question) => engine.call('calibrate', question, options),
  }
}
