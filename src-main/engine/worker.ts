import { parentPort } from 'node:worker_threads'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import { toFailure, type Failure } from '#shared/contract/errors.ts'
import { evaluate } from './evaluate.ts'

/** What the client asks: evaluate these scenarios, in order. */
export interface EngineRequest {
  readonly id: number
  readonly scenarios: readonly ResolvedScenario[]
}

/** What the worker answers: the results in the same order, or one failure. */
export type EngineAnswer =
  | { readonly id: number; readonly ok: true; readonly results: readonly ScenarioResult[] }
  | { readonly id: number; readonly ok: false; readonly error: Failure }

const port = parentPort
if (port) {
  port.on('message', (request: EngineRequest) => {
    let answer: EngineAnswer
    try {
      answer = { id: request.id, ok: true, results: request.scenarios.map(evaluate) }
    } catch (thrown) {
      answer = { id: request.id, ok: false, error: toFailure(thrown) }
    }
    port.postMessage(answer)
  })
}
