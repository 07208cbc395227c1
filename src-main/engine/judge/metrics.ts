import type { Estimate, Metric } from '#shared/domain/result.ts'
import { METRICS } from '#shared/domain/result.ts'
import type { Economics } from '#shared/domain/economics.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { HourlyCarbon } from '../economics/carbon.ts'
import { perMillionTokens, type HourlyCost } from '../economics/price.ts'
import type { Latency } from '../serving/latency.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { combine, estimate, inverse, unknown, weighted, type Marks, type Spread } from './intervals.ts'

/** What the headline numbers are made from. */
export interface MetricFacts {
  readonly latency: Latency
  readonly load: Workload
  readonly devices: number
  readonly movementShare: number | null
  /** Watts of the whole deployment; null: unknown. */
  readonly watts: number | null
  readonly hourly: HourlyCost
  readonly carbon: HourlyCarbon
  readonly economics: Economics
  /** Share of device time spent on prompts. */
  readonly promptShare: number
  /** Device-seconds of the whole deployment one cached input token adds. */
  readonly cachedTokenSeconds: number
  readonly tpotSpread: Spread
  readonly ttftSpread: Spread
  /** Spread of the price per device. */
  readonly priceSpread: Spread
  readonly marks: Marks
  readonly powerReason: Wording
}

/** Every metric unknown for the same reason. */
export function unknownMetrics(reason: Wording): Record<Metric, Estimate> {
  const one = unknown(reason)
  return Object.fromEntries(METRICS.map((metric) => [metric, one])) as Record<Metric, Estimate>
}

/** Half-width of the power model: its shares are estimates. */
const POWER_SPREAD: Spread = { below: 0.3, above: 0.25 }

/** The headline numbers with their intervals. */
export function metricsOf(facts: MetricFacts): Record<Metric, Estimate> {
  const { latency, load, devices, marks, hourly, economics, watts } = facts
  const tpot = facts.tpotSpread
  const ttft = facts.ttftSpread
  const decodePart = (Math.max(0, load.outputTokens - 1) * latency.tpot) / latency.e2e
  const request = combine(weighted(tpot, decodePart), weighted(ttft, 1 - decodePart))
  const rate = inverse(request)
  const outputRate = latency.requestRate * load.outputTokens
  const inputRate = latency.requestRate * load.inputTokens
  const freshRate = latency.requestRate * Math.max(1, load.inputTokens * (1 - load.cachedShare))
  const time = (value: number, spread: Spread): Estimate => estimate(value, spread, 'derived', marks)
  const energySpread = combine(POWER_SPREAD, request)
  const energy = (value: number | null): Estimate =>
    value === null ? unknown(facts.powerReason) : estimate(value, energySpread, 'estimate', marks)
  const cost = (value: number | null): Estimate =>
    value === null
      ? unknown(hourly.reason ?? { code: 'reason.costUnknown' })
      : estimate(value, combine(request, facts.priceSpread), 'estimate', marks)
  const perMillion = (share: number, tokens: number): number | null =>
    hourly.total === null ? null : perMillionTokens(hourly.total, share, tokens, economics.utilisation)
  const carbon = facts.carbon.total
  const share = facts.movementShare
  return {
    ttft: time(latency.ttft, ttft),
    tpot: time(latency.tpot, tpot),
    e2e: time(latency.e2e, request),
    prefill: time(latency.promptRuns * latency.prompt.seconds, ttft),
    decodeStep: time(latency.base.seconds, tpot),
    userSpeed: time(1 / latency.tpot, inverse(tpot)),
    systemThroughput: time(outputRate, rate),
    deviceThroughput: time(outputRate / devices, rate),
    inputThroughput: time(inputRate, rate),
    movementShare:
      share === null
        ? unknown({ code: 'reason.noDecodeStep' })
        : { value: share, ...shareInterval(share, tpot), grade: 'derived', ...marks },
    energyPerOutputToken: energy(watts === null ? null : (watts * (1 - facts.promptShare)) / outputRate),
    energyPerInputToken: energy(watts === null ? null : (watts * facts.promptShare) / freshRate),
    power: watts === null ? unknown(facts.powerReason) : estimate(watts, POWER_SPREAD, 'estimate', marks),
    costPerMillionOutput: cost(perMillion(1 - facts.promptShare, outputRate)),
    costPerMillionInput: cost(perMillion(facts.promptShare, freshRate)),
    costPerMillionCachedInput: cost(
      hourly.total === null ? null : ((hourly.total / 3600) * facts.cachedTokenSeconds * 1e6) / economics.utilisation,
    ),
    costPerHour:
      hourly.total === null
        ? unknown(hourly.reason ?? { code: 'reason.costUnknown' })
        : estimate(hourly.total, facts.priceSpread, 'estimate'),
    carbonPerHour: carbon === null ? unknown(facts.powerReason) : estimate(carbon, POWER_SPREAD, 'estimate', marks),
    carbonPerMillionOutput: energy(
      carbon === null ? null : perMillionTokens(carbon, 1 - facts.promptShare, outputRate, economics.utilisation),
    ),
  }
}

/**
 * Bounds of a share of the time: the moving seconds and the rest each move by the residual of the whole, independently,
 * so the odds of the two move by the root of the sum of squares. Stays within 0 and 1.
 */
function shareInterval(share: number, spread: Spread): { readonly low: number; readonly high: number } {
  const factor = Math.exp(Math.hypot(spread.below, spread.above))
  const rest = 1 - share
  return { low: share / (share + rest * factor), high: (share * factor) / (share * factor + rest) }
}
