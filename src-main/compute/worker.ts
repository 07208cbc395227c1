import { parentPort } from 'node:worker_threads'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { toFailure, type Failure } from '#shared/contract/errors.ts'
import { runAnalysis, type AnalysisKind, type Question } from '../engine/analysis/task.ts'
import { takeChunks, type PointWork } from '../engine/analysis/points/work.ts'
import { evaluate } from '../engine/evaluate.ts'

/** What the worker does: evaluate scenarios, in order, work an analysis out, or take chunks of many points. */
export type EngineWork =
  | { readonly kind: 'evaluate'; readonly scenarios: readonly ResolvedScenario[] }
  | { readonly kind: 'analyse'; readonly analysis: AnalysisKind; readonly question: Question<AnalysisKind> }
  | { readonly kind: 'points'; readonly work: PointWork }

/** What the client asks. */
export interface EngineRequest {
  readonly id: number
  readonly work: EngineWork
}

/** What the worker answers: the results in the same order, the analysis, or one failure. */
export type EngineAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: Failure }

function done(work: EngineWork): unknown {
  switch (work.kind) {
    case 'evaluate':
      return work.scenarios.map(evaluate)
    case 'analyse':
      return runAnalysis(work.analysis, work.question)
    case 'points':
      takeChunks(work.work)
      return undefined
  }
}

const port = parentPort
if (port) {
  port.on('message', ({ id, work }: EngineRequest) => {
    let answer: EngineAnswer
    try {
      answer = { id, ok: true, value: done(work) }
    } catch (thrown) {
      answer = { id, ok: false, error: toFailure(thrown) }
    }
    port.postMessage(answer)
  })
}
