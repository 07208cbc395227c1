import type { Estimate, Metric } from '#shared/domain/result.ts'
import { METRICS } from '#shared/domain/result.ts'
import type { Economics } from '#shared/domain/economics.ts'
import type { MovementShares } from '#shared/domain/movement.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { HourlyCarbon } from '../economics/carbon.ts'
import { perMillionTokens, type HourlyCost } from '../economics/price.ts'
import type { SurroundingPower } from '../energy/surroundingPower.ts'
import type { Latency } from '../serving/latency.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { decodingWatts, electricityShare, type Running } from './running.ts'
import type { TimeSpreads } from './timeSpreads.ts'
import { combine, estimate, inverse, unknown, weighted, type Marks, type Spread } from './intervals.ts'

/** What the headline numbers are made from. */
export interface MetricFacts {
  readonly latency: Latency
  readonly load: Workload
  readonly devices: number
  /** Shares of decode in which data moves; null: no decode step was timed. */
  readonly moving: MovementShares | null
  /** Watts of all devices; null: unknown. */
  readonly watts: number | null
  /** Watts of hosts and network; null: unknown. */
  readonly around: SurroundingPower | null
  readonly hourly: HourlyCost
  readonly carbon: HourlyCarbon
  readonly economics: Economics
  /** What prompts take of the power and of the cost. */
  readonly promptShares: Running['promptShares']
  /** Device-seconds of the whole deployment one cached input token adds. */
  readonly cachedTokenSeconds: number
  readonly spreads: TimeSpreads
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

/** Half-width of the power model of a device: its shares are estimates. */
export const POWER_SPREAD: Spread = { below: 0.3, above: 0.25 }

/** The spread of a sum of which something may be less and something more. @param below @param above in its own unit */
function aroundSum(total: number, below: number, above: number): Spread {
  return {
    below: below > 0 && below < total ? -Math.log1p(-below / total) : 0,
    above: above > 0 && total > 0 ? Math.log1p(above / total) : 0,
  }
}

/** The spread of the power of devices, hosts and network together. */
function powerSpread(total: number, devices: number, { hosts, network, low, high }: SurroundingPower): Spread {
  const middle = hosts + network
  return combine(weighted(POWER_SPREAD, devices / total), aroundSum(total, middle - low, high - middle))
}

/** The headline numbers with their intervals. */
export function metricsOf(facts: MetricFacts): Record<Metric, Estimate> {
  const { latency, load, devices, marks, hourly, economics, around, promptShares } = facts
  const watts = facts.watts === null || around === null ? null : facts.watts + around.hosts + around.network
  const ofPower =
    watts === null || facts.watts === null || around === null ? POWER_SPREAD : powerSpread(watts, facts.watts, around)
  const decoding = decodingWatts(facts)
  const { tpot, ttft } = facts.spreads
  const decodePart = (Math.max(0, load.outputTokens - 1) * latency.tpot) / latency.e2e
  const request = combine(weighted(tpot, decodePart), weighted(ttft, 1 - decodePart))
  const rate = inverse(request)
  const outputRate = latency.requestRate * load.outputTokens
  const inputRate = latency.requestRate * load.inputTokens
  const freshRate = latency.requestRate * Math.max(1, load.inputTokens * (1 - load.cachedShare))
  const time = (value: number, spread: Spread): Estimate => estimate(value, spread, 'derived', marks)
  const energySpread = combine(ofPower, request)
  const priceSpread = combine(facts.priceSpread, aroundSum(hourly.total ?? 0, hourly.below, hourly.above))
  const energy = (value: number | null): Estimate =>
    value === null ? unknown(facts.powerReason) : estimate(value, energySpread, 'estimate', marks)
  const cost = (value: number | null): Estimate =>
    value === null
      ? unknown(hourly.reason ?? { code: 'reason.costUnknown' })
      : estimate(value, combine(request, priceSpread), 'estimate', marks)
  const perMillion = (share: number, tokens: number): number | null =>
    hourly.total === null ? null : perMillionTokens(hourly.total, share, tokens, economics.utilisation)
  const carbon = facts.carbon.total
  const share = (value: number | undefined): Estimate =>
    value === undefined
      ? unknown({ code: 'reason.noDecodeStep' })
      : { value, ...shareInterval(value, tpot), grade: 'derived', ...marks }
  return {
    ttft: time(latency.ttft, ttft),
    tpot: time(latency.tpot, tpot),
    e2e: time(latency.e2e, request),
    prefill: time(latency.promptHost + latency.promptRuns * latency.prompt.seconds, ttft),
    decodeStep: time(latency.base.seconds, tpot),
    userSpeed: time(1 / latency.tpot, inverse(tpot)),
    systemThroughput: time(outputRate, rate),
    deviceThroughput: time(outputRate / devices, rate),
    inputThroughput: time(inputRate, rate),
    movementShare: share(facts.moving?.offDie),
    onDieShare: share(facts.moving?.onDie),
    energyPerOutputToken: energy(decoding === null ? null : decoding / outputRate),
    energyPerInputToken: energy(watts === null || decoding === null ? null : (watts - decoding) / freshRate),
    power: watts === null ? unknown(facts.powerReason) : estimate(watts, ofPower, 'estimate', marks),
    costPerMillionOutput: cost(perMillion(1 - promptShares.cost, outputRate)),
    costPerMillionInput: cost(perMillion(promptShares.cost, freshRate)),
    costPerMillionCachedInput: cost(
      hourly.total === null ? null : ((hourly.total / 3600) * facts.cachedTokenSeconds * 1e6) / economics.utilisation,
    ),
    costPerHour:
      hourly.total === null
        ? unknown(hourly.reason ?? { code: 'reason.costUnknown' })
        : estimate(hourly.total, priceSpread, 'estimate'),
    carbonPerHour: carbon === null ? unknown(facts.powerReason) : estimate(carbon, ofPower, 'estimate', marks),
    carbonPerMillionOutput: energy(
      carbon === null ? null : perMillionTokens(carbon, 1 - electricityShare(facts), outputRate, economics.utilisation),
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
