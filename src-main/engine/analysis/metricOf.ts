import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { createProbed, probe } from './probe.ts'

const probed = createProbed()

/** A metric of a scenario, SI. NaN: it does not run, or the metric is unknown. */
export function metricOf(scenario: ResolvedScenario, metric: SensitiveMetric): number {
  probe(scenario, probed, metric === 'costPerMillionOutput' || metric === 'energyPerOutputToken')
  return probed[metric]
}
