import { parentPort } from 'node:worker_threads'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { toFailure, type Failure } from '#shared/contract/errors.ts'
import { runAnalysis, type AnalysisKind, type Question } from './analysis/task.ts'
import { evaluate } from './evaluate.ts'

/** What the worker does: evaluate scenarios, in order, or work an analysis out. */
export type EngineWork =
  | { readonly kind: 'evaluate'; readonly scenarios: readonly ResolvedScenario[] }
  | { readonly kind: 'analyse'; readonly analysis: AnalysisKind; readonly question: Question<AnalysisKind> }

/** What the client asks. */
export interface EngineRequest {
  readonly id: number
  readonly work: EngineWork
}

/** What the worker answers: the results in the same order, the analysis, or one failure. */
export type EngineAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: Failure }

const port = parentPort
if (port) {
  port.on('message', ({ id, work }: EngineRequest) => {
    let answer: EngineAnswer
    try {
      const value = work.kind === 'evaluate' ? work.scenarios.map(evaluate) : runAnalysis(work.analysis, work.question)
      answer = { id, ok: true, value }
    } catch (thrown) {
      answer = { id, ok: false, error: toFailure(thrown) }
    }
    port.postMessage(answer)
  })
}
