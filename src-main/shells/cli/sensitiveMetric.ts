import { sensitiveMetricWords } from '#shared/words/sensitiveMetric.ts'
import { SENSITIVE_METRIC_DIMENSIONS, SENSITIVE_METRICS, type SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { formatText } from '#shared/units/format.ts'
import { usageFailure } from './exitCodes.ts'

/** Metrics of the analyses as they are typed. */
const METRICS: Readonly<Record<string, SensitiveMetric>> = {
  tpot: 'tpot',
  ttft: 'ttft',
  throughput: 'systemThroughput',
  cost: 'costPerMillionOutput',
  energy: 'energyPerOutputToken',
}

/** The metrics as they are listed. */
export const METRIC_NAMES = Object.keys(METRICS).join(', ')

/** Help of the option that names a metric. */
export const METRIC_OPTION = {
  type: 'string',
  short: 'm',
  value: 'NAME',
  text: `${METRIC_NAMES}; else cost`,
} as const

/** The metric a word names; none given: cost. @throws usage failure that lists them */
export function metricNamed(word: string | undefined): SensitiveMetric {
  const chosen = word ?? 'cost'
  const asked = Object.hasOwn(METRICS, chosen) ? METRICS[chosen] : undefined
  if (!asked) throw usageFailure(`there is no metric “${chosen}”; choose ${METRIC_NAMES}.`)
  return asked
}

/** Title of a metric, as the charts call it, and which way is better. */
export function metricTitle(metric: SensitiveMetric): string {
  const { title } = sensitiveMetricWords(metric)
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}, ${SENSITIVE_METRICS[metric]} is better`
}

/** A value of a metric, or that there is none. */
export function metricText(metric: SensitiveMetric, value: number | null): string {
  return value === null ? 'does not run' : formatText(value, SENSITIVE_METRIC_DIMENSIONS[metric])
}
