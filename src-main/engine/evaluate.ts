import { reasonOf, type ScenarioResult } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { coverageFindings } from './judge/coverage.ts'
import { judgeFit } from './judge/fit.ts'
import { missingOf } from './judge/missingFigure.ts'
import { servedResult } from './judge/served.ts'
import { withoutService } from './judge/withoutService.ts'
import { machineOf } from './machine/machine.ts'
import { buildDeployment } from './placement/build.ts'
import { createLatency } from './serving/latency.ts'
import { evaluateLatency } from './serving/serve.ts'

/**
 * Everything the engine says of one scenario. Pure and deterministic: the same input gives the same bytes.
 * Invalid deployments and models that do not fit come back as findings with unknown metrics; it never throws for them.
 */
export function evaluate(scenario: ResolvedScenario): ScenarioResult {
  const machine = machineOf(scenario.hardware)
  const built = buildDeployment(scenario, machine)
  const judged = judgeFit(machine, scenario.workload, built)
  const early = [...built.findings, ...judged.findings, ...coverageFindings(scenario)]
  const { service } = built
  if (service === null) {
    const problem = early.find((finding) => finding.severity === 'problem')
    const reason = problem === undefined ? judged.fit.reason : reasonOf(problem)
    return withoutService(scenario, machine, built, reason, judged.fit, early)
  }
  const latency = createLatency()
  evaluateLatency(service, scenario.workload, latency)
  if (!Number.isFinite(latency.e2e) || latency.e2e <= 0) {
    const missing = missingOf(service, latency)
    return withoutService(scenario, machine, built, reasonOf(missing), judged.fit, [...early, missing])
  }
  return servedResult({ scenario, machine, service, latency, groups: built.groups, fit: judged.fit, early })
}
