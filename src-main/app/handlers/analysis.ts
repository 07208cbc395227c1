import type { Handlers } from '#shared/contract/index.ts'
import { sensitivityOf } from '../../engine/analysis/sensitivity.ts'
import type { Evaluator } from '../analysis/evaluation.ts'
import { resolved } from '../analysis/resolved.ts'

/** The analyses' methods: what is asked is worked out here, what is evaluated runs in the engine's worker. */
export function analysisHandlers(evaluator: Evaluator) {
  return {
    'analysis.sensitivity': ({ workspace, metric, scenario, rival }) =>
      sensitivityOf(
        resolved(workspace, scenario),
        rival === null ? null : resolved(workspace, rival),
        metric,
        (scenarios) => evaluator.evaluateScenarios(scenarios),
      ),
    'analysis.breakEven': ({ workspace, metric, scenario, rival }) =>
      evaluator.analyse('breakEven', {
        scenario: resolved(workspace, scenario),
        rival: resolved(workspace, rival),
        metric,
      }),
    'analysis.counterfactual': ({ workspace, scenario, target }) =>
      evaluator.analyse('counterfactual', { scenario: resolved(workspace, scenario), target }),
  } satisfies Partial<Handlers>
}
