import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { usageFailure } from './exitCodes.ts'

/** A metric as it is printed. */
export interface NamedMetric {
  readonly metric: SensitiveMetric
  readonly title: string
  readonly dimension: Dimension
}

/** Metrics of the analyses as they are typed. */
const METRICS: Readonly<Record<string, NamedMetric>> = {
  tpot: { metric: 'tpot', title: 'Time per output token, per user', dimension: 'seconds' },
  ttft: { metric: 'ttft', title: 'Time to first token, per user', dimension: 'seconds' },
  throughput: {
    metric: 'systemThroughput',
    title: 'Output tokens per second, per system',
    dimension: 'tokensPerSecond',
  },
  cost: { metric: 'costPerMillionOutput', title: 'USD per million output tokens', dimension: 'dollars' },
  energy: { metric: 'energyPerOutputToken', title: 'Energy per output token, per system', dimension: 'joules' },
}

/** Help of the option that names a metric. */
export const METRIC_OPTION = {
  type: 'string',
  short: 'm',
  value: 'NAME',
  text: `${Object.keys(METRICS).join(', ')}; else cost`,
} as const

/** The metric a word names; none given: cost. @throws usage failure that lists them */
export function metricNamed(word: string | undefined): NamedMetric {
  const chosen = word ?? 'cost'
  const asked = Object.hasOwn(METRICS, chosen) ? METRICS[chosen] : undefined
  if (!asked) throw usageFailure(`there is no metric “${chosen}”; choose ${Object.keys(METRICS).join(', ')}.`)
  return asked
}
