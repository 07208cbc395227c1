import type { Evaluation } from '#shared/contract/engine.ts'
import { CodedError } from '#shared/contract/errors.ts'
import { resolveScenario } from '#shared/domain/resolve.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { AnalysisKind, Answer, Question } from '../engine/analysis/task.ts'
import { createEngineClient, type EngineClient } from '../engine/pool.ts'

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
  close(): Promise<void>
}

/** @param worker the engine's worker program */
export function createEvaluator(worker: URL): Evaluator {
  let client: EngineClient | null = null
  return {
    evaluateScenarios(scenarios) {
      client ??= createEngineClient(worker)
      return client.evaluate(scenarios, { deadline: EVALUATION_DEADLINE })
    },
    analyse(kind, question) {
      client ??= createEngineClient(worker)
      return client.analyse(kind, question, { deadline: EVALUATION_DEADLINE })
    },
    async evaluate(workspace) {
      const scenarios = resolveAll(workspace)
      client ??= createEngineClient(worker)
      const began = performance.now()
      const results = await client.evaluate(scenarios, { deadline: EVALUATION_DEADLINE })
      return { results, seconds: (performance.now() - began) / 1000 }
    },
    async close() {
      await client?.close()
    },
  }
}

function resolveAll(workspace: Workspace): ResolvedScenario[] {
  return workspace.scenarios.map((scenario) => {
    const resolved = resolveScenario(workspace, scenario)
    if (resolved) return resolved
    const missing = Object.hasOwn(workspace.profiles.hardware, scenario.hardware) ? scenario.model : scenario.hardware
    throw new CodedError('not-found', `The workspace does not hold the profile “${missing}”; choose another one.`)
  })
}
