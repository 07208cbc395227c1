import type { Handlers } from '#shared/contract/index.ts'
import type { Evaluator } from '../analysis/evaluation.ts'

/** The engine's methods. */
export function engineHandlers(evaluator: Evaluator) {
  return {
    'engine.evaluate': ({ workspace }) => evaluator.evaluate(workspace),
  } satisfies Partial<Handlers>
}
