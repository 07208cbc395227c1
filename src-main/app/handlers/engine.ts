import type { Handlers } from '#shared/contract/index.ts'
import type { DecidingAhead } from '../analysis/decideAhead.ts'
import type { Evaluator } from '../analysis/evaluation.ts'

/** The engine's methods. @param ahead is told what is looked at */
export function engineHandlers(evaluator: Evaluator, ahead: DecidingAhead | null) {
  return {
    'engine.evaluate': async ({ workspace }) => {
      const evaluation = await evaluator.evaluate(workspace)
      ahead?.consider(workspace)
      return evaluation
    },
  } satisfies Partial<Handlers>
}
