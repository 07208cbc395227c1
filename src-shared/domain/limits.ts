import { z } from 'zod'
import type { Dimension } from '../units/quantity.ts'

/** What a number may be: SI, both ends allowed. */
export interface Limit {
  readonly dimension: Dimension
  readonly least: number
  readonly most: number
  /** It counts whole things. */
  readonly whole?: true
}

const between = (dimension: Dimension, least: number, most: number): Limit => ({ dimension, least, most })
const counted = (most: number, dimension: 'count' | 'tokens' | 'months' = 'count', least = 1): Limit => ({
  dimension,
  least,
  most,
  whole: true,
})
const share = (least = 0, most = 1): Limit => between('share', least, most)
const dollars = (most: number): Limit => between('dollars', 0, most)

const purchase = between('dollars', 0.01, 1e9)
const rental = between('dollarsPerHour', 1e-4, 1e6)
/** Of one device, wafers and whole machines that are counted as one included: each lies far beyond what is built. */
const bandwidth = between('bytesPerSecond', 1, 1e18)
const power = between('watts', 1e-3, 1e7)
const degree = counted(4096)

/**
 * The one limit of every number that can be entered, by the path of its field. Schemas, boxes, sliders, ranges, tables and
 * the command line ask here, so that all refuse the same. Ids of memory levels and formats of peaks are left out of paths.
 */
export const LIMITS = {
  'hardware.year': counted(2100, 'count', 1950),
  'hardware.peaks': between('flopsPerSecond', 1e6, 1e20),
  'hardware.memory.capacity': between('bytes', 1, 1e18),
  'hardware.memory.bandwidth': bandwidth,
  'hardware.memory.energyPerByte': between('joulesPerByte', 0, 1e-6),
  'hardware.link.bandwidth': bandwidth,
  'hardware.link.domain': counted(1e6),
  'hardware.mesh.cores': counted(1e9),
  'hardware.mesh.clock': between('hertz', 1, 1e12),
  'hardware.mesh.sramPerCore': between('bytes', 1, 1e12),
  'hardware.power.board': power,
  'hardware.power.idle': { ...power, least: 0 },
  'hardware.power.provisioned': power,
  'hardware.power.host': { ...power, least: 0 },
  'hardware.power.network': { ...power, least: 0 },
  'hardware.price.purchase': purchase,
  'hardware.price.rental': rental,
  'hardware.price.host': dollars(1e9),
  'hardware.price.network': dollars(1e9),
  'hardware.price.rack': dollars(1e9),
  'hardware.dieArea': between('area', 0.01, 1e7),
  'model.dimension': counted(1e7),
  'model.checkpoints.bits': between('count', 1, 32),
  'model.published.totalParameters': between('parameters', 1, 1e16),
  'model.published.activeParameters': between('parameters', 1, 1e16),
  'model.published.context': between('tokens', 1, 1e9),
  'workload.inputTokens': counted(1e7, 'tokens'),
  'workload.outputTokens': counted(1e6, 'tokens'),
  'workload.concurrency': counted(1e6),
  'workload.cachedShare': share(),
  'deployment.devices': counted(1e5),
  'deployment.tensorParallel': degree,
  'deployment.pipelineParallel': degree,
  'deployment.dataParallel': degree,
  'deployment.expertParallel': degree,
  'deployment.redundantExperts': counted(4096, 'count', 0),
  'deployment.contextParallel': degree,
  'deployment.overlap': share(),
  'deployment.routingSkew': between('count', 1, 64),
  'deployment.offload.weights': share(),
  'deployment.offload.kv': share(),
  'deployment.speculation.draftTokens': counted(64, 'tokens'),
  'deployment.speculation.acceptance': share(),
  'deployment.speculation.draftCost': share(),
  'deployment.bandwidthAllocation.prefill': share(0.01, 0.99),
  'deployment.bandwidthAllocation.decode': share(0.01, 0.99),
  'deployment.pools.workers': degree,
  'deployment.pools.tensorParallel': degree,
  'deployment.pools.pipelineParallel': degree,
  'deployment.pools.dataParallel': degree,
  'deployment.pools.expertParallel': degree,
  'deployment.pools.redundantExperts': counted(4096, 'count', 0),
  'deployment.pools.contextParallel': degree,
  'deployment.pools.batch': counted(1e6),
  'economics.purchasePrice': purchase,
  'economics.rentalPrice': rental,
  'economics.lifetimeYears': between('years', 0.25, 30),
  'economics.utilisation': share(0.001),
  'economics.powerUsageEffectiveness': between('count', 1, 5),
  'economics.electricityTariff': between('dollarsPerKilowattHour', 0, 10),
  'economics.surroundingsShare': share(0, 10),
  'economics.operationsPerDeviceYear': dollars(1e7),
  'economics.networkShare': share(0, 10),
  'economics.spacePerKilowattYear': dollars(1e6),
  'economics.coolingPerKilowattYear': dollars(1e6),
  'economics.peoplePerYear': dollars(1e9),
  'economics.sparesShare': share(),
  'economics.failuresPerYear': share(),
  'economics.costOfCapital': share(),
  'economics.migrationPort': dollars(1e10),
  'economics.migrationTraining': dollars(1e10),
  'economics.migrationRisk': dollars(1e10),
  'economics.carbonIntensity': between('kilogramsPerKilowattHour', 0, 5),
  'economics.embodiedCarbon': between('kilograms', 0, 1e7),
  'objective.timePerToken': between('seconds', 1e-9, 1e4),
  'objective.timeToFirstToken': between('seconds', 1e-9, 1e6),
  'decision.mostDevices': counted(256),
  'decision.mostPerHour': between('dollarsPerHour', 1e-4, 1e9),
  'decision.requestsPerSecond': between('count', 1e-9, 1e9),
  'decision.traffic': between('tokens', 1, 1e18),
  'brief.demand.amount': between('count', 1e-9, 1e18),
  'brief.demand.requestsPerUserDay': between('count', 1e-3, 1e6),
  'brief.demand.turns': counted(10_000),
  'brief.demand.peak': between('count', 1, 100),
  'brief.demand.dispersion': between('count', 0.01, 1000),
  'brief.demand.growth': between('share', -0.9, 100),
  'brief.promise.quantile': share(0.5, 0.999),
  'brief.promise.confidence': share(0.5, 0.999),
  'brief.promise.never': share(0, 0.5),
  'brief.constraints.power': between('watts', 1, 1e11),
  'brief.constraints.racks': counted(1e6),
  'brief.constraints.dollars': between('dollars', 0, 1e13),
  'brief.months': between('months', 0, 360),
  'brief.horizon': counted(120, 'months'),
  'brief.finance.rate': share(0, 1),
  'brief.finance.drift': between('share', -0.9, 1),
  'brief.finance.people': dollars(1e9),
  'brief.finance.licence': dollars(1e7),
  'brief.finance.share': share(0, 2),
  'brief.dollars': dollars(1e12),
  'brief.site.space': dollars(1e5),
  'brief.thresholds.first': share(0.5, 1),
  'brief.thresholds.regret': share(),
  'brief.thresholds.difference': share(),
  'brief.share': share(),
  'brief.factor': between('count', 0, 100),
  'brief.offer.perMillion': dollars(1e6),
  'brief.offer.rateLimit': between('count', 1e-6, 1e9),
  'brief.lifecycle.tokens': between('tokens', 1, 1e16),
  'brief.lifecycle.utilisation': share(0.01),
  'brief.lifecycle.experiments': between('count', 1, 1000),
  'brief.lifecycle.perYear': between('count', 0, 365),
  'brief.systems': counted(1e5, 'count', 0),
  'analysis.costPerMillionOutput': between('dollars', 1e-4, 1e9),
  'analysis.draws': counted(200_000, 'count', 100),
  'analysis.seed': counted(2 ** 32 - 1, 'count', 0),
  'experiment.bandwidth': bandwidth,
  'audit.threshold': between('share', 0.01, 0.99),
  'experiment.time': between('seconds', 1e-12, 1e12),
  'validation.worst': counted(10_000),
  'validation.rows': counted(1e9),
} as const satisfies Readonly<Record<string, Limit>>
/** The name of a limit. */
export type LimitName = keyof typeof LIMITS

const LINKS = /^hardware\.(?:scaleUp|scaleOut|hostLink)\./
const LEVEL = /^hardware\.memory\.[^.]+\./
const POOL = /^deployment\.pools\.(?:prefill|decode)\./

/**
 * The limit of an input.
 * @param path as the inspector names it: "hardware.memory.hbm.bandwidth", "workload.concurrency"
 * @returns null where no field is called so
 */
export function limitOf(path: string): Limit | null {
  const name = path.startsWith('hardware.peaks.')
    ? 'hardware.peaks'
    : path.replace(LINKS, 'hardware.link.').replace(LEVEL, 'hardware.memory.').replace(POOL, 'deployment.pools.')
  return Object.hasOwn(LIMITS, name) ? (LIMITS[name as LimitName] as Limit) : null
}

/** A schema of the numbers within a limit. */
export function numberWithin(name: LimitName): z.ZodNumber {
  const { least, most, whole }: Limit = LIMITS[name]
  const schema = z.number().min(least).max(most)
  return whole ? schema.int() : schema
}
