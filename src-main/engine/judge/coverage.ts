import type { Finding } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { coverageOf } from '#shared/domain/weights/coverage.ts'

/** Which parts of the model the named precision of the weights covers, wherever it does not cover all alike. */
export function coverageFindings({ model, deployment }: ResolvedScenario): Finding[] {
  const parameters = coverageOf(model, deployment.weightPrecision)
  return parameters === null ? [] : [{ severity: 'note', code: 'weights-cover', parameters }]
}
