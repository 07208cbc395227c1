import { METRICS, type Metric } from '../domain/result.ts'
import type { Dimension } from '../units/quantity.ts'
import { say } from './say.ts'

const DIMENSIONS: Readonly<Record<Metric, Dimension>> = {
  ttft: 'seconds',
  tpot: 'seconds',
  e2e: 'seconds',
  prefill: 'seconds',
  decodeStep: 'seconds',
  userSpeed: 'tokensPerSecond',
  systemThroughput: 'tokensPerSecond',
  deviceThroughput: 'tokensPerSecond',
  inputThroughput: 'tokensPerSecond',
  movementShare: 'share',
  onDieShare: 'share',
  energyPerOutputToken: 'joules',
  energyPerInputToken: 'joules',
  power: 'watts',
  costPerMillionOutput: 'dollars',
  costPerMillionInput: 'dollars',
  costPerMillionCachedInput: 'dollars',
  costPerHour: 'dollars',
  carbonPerHour: 'kilograms',
  carbonPerMillionOutput: 'kilograms',
}

/** A headline figure of a column: what it is called wherever all of them are listed, and what it is measured in. */
export interface HeadlineMetric {
  readonly metric: Metric
  readonly name: string
  readonly dimension: Dimension
}

/** Every headline figure, in the order they are listed. */
export function headlineMetrics(): readonly HeadlineMetric[] {
  return METRICS.map((metric) => ({ metric, name: nameOf(metric), dimension: DIMENSIONS[metric] }))
}

function nameOf(metric: Metric): string {
  if (metric === 'movementShare') return say('movement.offDieShare')
  return metric === 'onDieShare' ? say('movement.onDieShare') : say('metric.name', { metric })
}
