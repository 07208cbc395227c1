import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'

/** Metrics an analysis can be asked by, as a segment offers them. */
export const METRIC_CHOICES: readonly {
  readonly value: SensitiveMetric
  readonly label: string
  readonly hint: string
}[] = [
  { value: 'costPerMillionOutput', label: 'Cost', hint: 'USD per million output tokens' },
  { value: 'tpot', label: 'Time per token', hint: 'Time per output token, per user' },
  { value: 'ttft', label: 'First token', hint: 'Time to first token, per user' },
  { value: 'systemThroughput', label: 'Throughput', hint: 'Output tokens/s, per system' },
  { value: 'energyPerOutputToken', label: 'Energy', hint: 'J per output token, per system' },
]
