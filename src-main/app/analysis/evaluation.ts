import { availableParallelism } from 'node:os'
import type { Evaluation } from '#shared/contract/engine.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { AnalysisKind, Answer, Question } from '../../engine/analysis/task.ts'
import type { PointField } from '#shared/domain/analysis/points.ts'
import type { Columns } from '../../engine/analysis/points/columns.ts'
import type { PointKindName, PointQuestions } from '../../engine/analysis/points/kinds.ts'
import { createFleet, type Fleet, type FleetOptions } from '../../compute/fleet.ts'
import { createEngineClient, type EngineClient } from '../../compute/pool.ts'
import { resolvedAll } from './resolved.ts'

/** Milliseconds an evaluation may take; a comparison takes a few, so this is only ever met by a fault. */
export const EVALUATION_DEADLINE = 10_000

/** Evaluates workspaces in the engine's worker, started at the first use. */
export interface Evaluator {
  /** @throws CodedError not-found for a profile the workspace lacks, deadline, engine-failed */
  evaluate(workspace: Workspace): Promise<Evaluation>
  /** Evaluates scenarios that are not in a file: those an analysis asks for. @throws CodedError deadline, engine-failed */
  evaluateScenarios(scenarios: readonly ResolvedScenario[]): Promise<readonly ScenarioResult[]>
  /** Works an analysis out. @throws CodedError deadline, engine-failed */
  analyse<Kind extends AnalysisKind>(kind: Kind, question: Question<Kind>): Promise<Answer<Kind>>
  /** Works many points out on all cores. @throws CodedError invalid-input, cancelled, deadline, engine-failed */
  points<Name extends PointKindName, Field extends PointField>(
    name: Name,
    question: PointQuestions[Name],
    fields: readonly Field[],
    options?: FleetOptions,
  ): Promise<Columns<Field>>
  close(): Promise<void>
}

/** @param worker the engine's worker program */
export function createEvaluator(worker: URL): Evaluator {
  let client: EngineClient | null = null
  let fleet: Fleet | null = null
  return {
    points(name, question, fields, options) {
      fleet ??= createFleet(worker, availableParallelism())
      return fleet.points(name, question, fields, options)
    },
    evaluateScenarios(scenarios) {
      client ??= createEngineClient(worker)
      return client.evaluate(scenarios, { deadline: EVALUATION_DEADLINE })
    },
    analyse(kind, question) {
      client ??= createEngineClient(worker)
      return client.analyse(kind, question, { deadline: EVALUATION_DEADLINE })
    },
    async evaluate(workspace) {
      const scenarios = resolvedAll(workspace)
      client ??= createEngineClient(worker)
      const began = performance.now()
      const results = await client.evaluate(scenarios, { deadline: EVALUATION_DEADLINE })
      return { results, seconds: (performance.now() - began) / 1000 }
    },
    async close() {
      await Promise.all([client?.close(), fleet?.close()])
    },
  }
}
