import { reasonOf, type Finding, type ScenarioResult } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { judgeFit } from './judge/fit.ts'
import { servedResult } from './judge/served.ts'
import { withoutService } from './judge/withoutService.ts'
import { machineOf, type Machine } from './machine/machine.ts'
import { buildDeployment } from './placement/build.ts'
import { createLatency } from './serving/latency.ts'
import { evaluateLatency } from './serving/serve.ts'
import type { Service } from './serving/service.ts'
import { promptWorkers } from './serving/workers.ts'

/**
 * Everything the engine says of one scenario. Pure and deterministic: the same input gives the same bytes.
 * Invalid deployments and models that do not fit come back as findings with unknown metrics; it never throws for them.
 */
export function evaluate(scenario: ResolvedScenario): ScenarioResult {
  const machine = machineOf(scenario.hardware)
  const built = buildDeployment(scenario, machine)
  const judged = judgeFit(machine, scenario.workload, built)
  const early = [...built.findings, ...judged.findings]
  const { service } = built
  if (service === null) {
    const problem = early.find((finding) => finding.severity === 'problem')
    const reason = problem === undefined ? judged.fit.reason : reasonOf(problem)
    return withoutService(scenario, machine, built, reason, judged.fit, early)
  }
  const latency = createLatency()
  evaluateLatency(service, scenario.workload, latency)
  if (!Number.isFinite(latency.e2e) || latency.e2e <= 0) {
    const missing = missingFigure(machine, service)
    return withoutService(scenario, machine, built, reasonOf(missing), judged.fit, [...early, missing])
  }
  return servedResult({ scenario, machine, service, latency, fit: judged.fit, early })
}

function missingFigure(machine: Machine, service: Service): Finding {
  const { precision } = promptWorkers(service).plan.calibration
  const figure = !(machine.serving.bandwidth > 0)
    ? 'bandwidth'
    : !(machine.peaks[precision].rate > 0)
      ? 'peak'
      : machine.link === null && machine.network === null
        ? 'link'
        : 'other'
  const parameters = { figure, device: machine.profile.name, precision } as const
  return { severity: 'problem', code: 'figure-missing', parameters }
}
