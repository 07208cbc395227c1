import type { ScenarioResult } from '#shared/domain/result.ts'
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
    const reason = early.find((finding) => finding.severity === 'problem')?.text ?? judged.fit.reason
    return withoutService(scenario, machine, built, reason, judged.fit, early)
  }
  const latency = createLatency()
  evaluateLatency(service, scenario.workload, latency)
  if (!Number.isFinite(latency.e2e) || latency.e2e <= 0) {
    const text = missingFigure(machine, service)
    return withoutService(scenario, machine, built, text, judged.fit, [
      ...early,
      { severity: 'problem', code: 'figure-missing', text },
    ])
  }
  return servedResult({ scenario, machine, service, latency, fit: judged.fit, early })
}

function missingFigure(machine: Machine, service: Service): string {
  const name = machine.profile.name
  if (!(machine.serving.bandwidth > 0)) return `The memory bandwidth of ${name} is not known: set it to evaluate.`
  const { plan } = promptWorkers(service)
  if (!(machine.peaks[plan.calibration.precision].rate > 0)) {
    return `No dense peak of ${name} is known for ${plan.calibration.precision}: set one to evaluate.`
  }
  if (machine.link === null && machine.network === null) {
    return `No link between devices of ${name} is known: set its bandwidth, or use one device.`
  }
  return `A figure this scenario needs is not known for ${name}.`
}
