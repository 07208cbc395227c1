import type { Metric } from '#shared/domain/result.ts'
import type { Dimension } from '#shared/units/quantity.ts'
import { say } from '#shared/words/say.ts'

/** The headline numbers in words, in the order they are printed. */
export const metricWords = (): readonly (readonly [Metric, string, Dimension])[] => [
  ['ttft', 'Time to first token', 'seconds'],
  ['tpot', 'Time per output token', 'seconds'],
  ['e2e', 'Whole request', 'seconds'],
  ['userSpeed', 'Output speed, per user', 'tokensPerSecond'],
  ['systemThroughput', 'Output throughput, per system', 'tokensPerSecond'],
  ['deviceThroughput', 'Output throughput, per device', 'tokensPerSecond'],
  ['inputThroughput', 'Input throughput, per system', 'tokensPerSecond'],
  ['movementShare', say('movement.offDieShare'), 'share'],
  ['onDieShare', say('movement.onDieShare'), 'share'],
  ['power', 'Power, per system', 'watts'],
  ['energyPerOutputToken', 'Energy per output token', 'joules'],
  ['energyPerInputToken', 'Energy per input token', 'joules'],
  ['costPerHour', 'Cost per hour, per system', 'dollars'],
  ['costPerMillionOutput', 'Cost per million output tokens', 'dollars'],
  ['costPerMillionInput', 'Cost per million input tokens', 'dollars'],
  ['costPerMillionCachedInput', 'Cost per million cached input tokens', 'dollars'],
  ['carbonPerHour', 'Carbon per hour, per system, CO2e', 'kilograms'],
  ['carbonPerMillionOutput', 'Carbon per million output tokens, CO2e', 'kilograms'],
]
