import { SENSITIVE_METRIC_DIMENSIONS, type SensitiveMetric } from '../domain/sensitivity.ts'
import type { Dimension } from '../units/quantity.ts'
import { say } from './say.ts'

/** How a metric is named in titles and within sentences, and what it is measured in. */
export function sensitiveMetricWords(metric: SensitiveMetric): {
  readonly title: string
  readonly noun: string
  readonly dimension: Dimension
} {
  const dimension = SENSITIVE_METRIC_DIMENSIONS[metric]
  return { title: say('metric.title', { metric }), noun: say('metric.noun', { metric }), dimension }
}
