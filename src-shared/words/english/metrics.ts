import { message } from '../message.ts'

/** The headline numbers that scenarios are ranked and drawn by. */
export const metrics = {
  /** A figure of a column, as it is typed: the decision has costs of its own. */
  'metric.name': message<{ metric: string }>(
    '{metric, select, ttft {Time to first token} tpot {Time per output token} e2e {Whole request} prefill {Prefill} decodeStep {Decode step} userSpeed {Output speed, per user} systemThroughput {Output throughput, per system} deviceThroughput {Output throughput, per device} inputThroughput {Input throughput, per system} energyPerOutputToken {Energy per output token} energyPerInputToken {Energy per input token} power {Power, per system} costPerMillionOutput {Cost per million output tokens, as typed} costPerMillionInput {Cost per million input tokens, as typed} costPerMillionCachedInput {Cost per million cached input tokens, as typed} costPerHour {Cost per hour, per system, as typed} carbonPerHour {Carbon per hour, per system} other {Carbon per million output tokens}}',
  ),
  'metric.title': message<{ metric: string }>(
    '{metric, select, tpot {time per output token, per user} ttft {time to first token, per user} systemThroughput {output tokens/s, per system} costPerMillionOutput {cost, USD per million output tokens, per system} other {J per output token, per system}}',
  ),
  'metric.noun': message<{ metric: string }>(
    '{metric, select, tpot {time per output token} ttft {time to first token} systemThroughput {throughput} deviceThroughput {throughput per device} costPerMillionOutput {cost per million output tokens} other {energy per output token}}',
  ),
} as const
