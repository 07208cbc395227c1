import { layoutWords } from '#shared/words/layoutWords.ts'
import type { Scenario } from '#shared/domain/scenario.ts'

/** "TP 8", "TP 4 · PP 2", "14 + 9 workers" of prefill and decode: how the model is cut. */
export function splitText(deployment: Scenario['deployment']): string {
  const { pools } = deployment
  if (deployment.serving === 'disaggregated' && pools)
    return `${pools.prefill.workers} + ${pools.decode.workers} workers`
  const split = layoutWords(deployment)
  return split.length > 0 ? split.join(' · ') : 'not split'
}
