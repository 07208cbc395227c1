import { message } from '../message.ts'

/** The headline numbers that scenarios are ranked and drawn by. */
export const metrics = {
  'metric.title': message<{ metric: string }>(
    '{metric, select, tpot {time per output token, per user} ttft {time to first token, per user} systemThroughput {output tokens/s, per system} costPerMillionOutput {cost, USD per million output tokens, per system} other {J per output token, per system}}',
  ),
  'metric.noun': message<{ metric: string }>(
    '{metric, select, tpot {time per output token} ttft {time to first token} systemThroughput {throughput} deviceThroughput {throughput per device} costPerMillionOutput {cost per million output tokens} other {energy per output token}}',
  ),
} as const
