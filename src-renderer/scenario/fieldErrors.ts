import type { Finding, ScenarioResult } from '#shared/domain/result.ts'
import { wordingText } from '#shared/words/say.ts'

/** Inputs that a finding of the engine is about, by its code. */
const FIELD_OF: Readonly<Partial<Record<Finding['code'], string>>> = {
  'degrees-devices': 'deployment.devices',
  'tensor-heads': 'deployment.tensorParallel',
  'pipeline-layers': 'deployment.pipelineParallel',
  'expert-dense': 'deployment.expertParallel',
  'expert-experts': 'deployment.expertParallel',
  'wafer-context': 'deployment.contextParallel',
  'wafer-offload': 'deployment.offload.weights',
  'offload-link': 'deployment.offload.weights',
  'expert-width': 'deployment.expertParallel',
}

/** Sentences to show at an input, by its id: problems the engine found with what was entered there. */
export function fieldErrors(result: ScenarioResult | null): ReadonlyMap<string, string> {
  const errors = new Map<string, string>()
  for (const finding of result?.findings ?? []) {
    const field = FIELD_OF[finding.code]
    if (field && finding.severity === 'problem' && !errors.has(field)) errors.set(field, wordingText(finding))
  }
  return errors
}
