import type { Brief } from '#shared/domain/brief/brief.ts'
import { lastMonth } from '#shared/domain/brief/lastMonth.ts'
import type { AccruedCost } from '#shared/domain/brief/verdict.ts'
import { deviceHour, type DeviceOwnership, type DevicePower } from '../economics/cash/accrual.ts'
import { MONTHS_PER_YEAR } from '../economics/cash/discount.ts'
import { HOURS_PER_MONTH } from '../economics/price.ts'
import { secondsPerTrainedToken } from '../economics/training.ts'
import { machineOf } from '../machine/machine.ts'
import type { AskedPool } from './askedPools.ts'
import { servedAtStart } from './costOf.ts'
import { CENTRAL, figureIn } from './drawnFigures.ts'
import { grownBy } from './fleet.ts'
import type { PaidAlternative, PaidPool } from './losses.ts'
import type { SizedPool } from './sized.ts'
import { copiesPerSystem } from './systems.ts'

const MONTHS_OF_QUARTER = 3

/** An alternative, sized and paid. */
interface Accruing {
  readonly paid: PaidAlternative
  readonly pool: AskedPool | null
  readonly sized: SizedPool | null
  readonly kept: SizedPool | null
}

/** Watts of a device of a pool: at work it serves the load its copies are run at. */
function powerOf(brief: Brief, { cost, figures }: PaidPool, { packing, capacity }: SizedPool): DevicePower {
  const { idle, joulesPerRequest, devices } = cost
  return {
    atWork: (idle + copiesPerSystem(packing) * capacity.rate * joulesPerRequest) / devices,
    atRest: idle / devices,
    powerUsageEffectiveness: brief.site.powerUsageEffectiveness,
    tariff: figureIn(figures.tariff, CENTRAL),
  }
}

/** A residual is of the horizon, and one that nobody knows its floor; what is worn out before is recovered whole by then. */
function ownershipOf(brief: Brief, pool: PaidPool, sized: SizedPool): DeviceOwnership {
  const { kind, price, devices, offer } = pool.cost
  const dollars = (price * figureIn(pool.figures.priceFactor, CENTRAL)) / devices
  if (kind === 'rent') return { kind: 'rent', perHour: dollars / HOURS_PER_MONTH }
  const power = powerOf(brief, pool, sized)
  if (kind === 'lease') return { kind: 'lease', perHour: dollars / HOURS_PER_MONTH, power }
  const wornOut = offer.lifetimeYears * MONTHS_PER_YEAR
  const left = brief.horizon > wornOut ? 0 : figureIn(pool.figures.residual, CENTRAL) / devices
  return {
    kind: 'own',
    price: dollars,
    residual: Math.min(left || 0, dollars),
    life: Math.min(brief.horizon, wornOut),
    discountRate: brief.finance.discountRate,
    power,
  }
}

/** Dollars a month of the devices of a pool in a quarter: the rest of what they can carry they stand idle. */
function perMonth(brief: Brief, pool: PaidPool, sized: SizedPool, quarter: number): number {
  const { cost, figures, byQuarter } = pool
  const systems = byQuarter[Math.min(quarter, byQuarter.length - 1)] ?? 0
  if (systems === 0) return 0
  const grown = grownBy(figureIn(figures.growth, CENTRAL) || 0, quarter * MONTHS_OF_QUARTER)
  const rate = servedAtStart(brief).requests * cost.share * grown
  const use = Math.min(1, rate / (systems * copiesPerSystem(sized.packing) * sized.capacity.rate))
  return systems * cost.devices * HOURS_PER_MONTH * deviceHour(ownershipOf(brief, pool, sized), use)
}

/**
 * What the devices of an alternative cost by the hour, for training and for serving, at the central values. Training is on
 * the machine it adds, or its only one.
 * @returns null: tokens are bought, and nobody knows of which hours
 */
export function accruedCost(brief: Brief, { paid, pool, sized, kept }: Accruing): AccruedCost | null {
  const { main } = paid
  if (main === null || pool === null || sized === null) return null
  const pools = [
    { pool: main, sized },
    ...(paid.kept === null || kept === null ? [] : [{ pool: paid.kept, sized: kept }]),
  ]
  const quarters = Math.max(1, Math.ceil(lastMonth(brief) / MONTHS_OF_QUARTER))
  return {
    deviceHour: deviceHour(ownershipOf(brief, main, sized), 1),
    secondsPerTrainedToken: secondsPerTrainedToken(pool.base.model, machineOf(pool.base.hardware)),
    inferencePerMonth: Array.from({ length: quarters }, (_, quarter) =>
      pools.reduce((sum, each) => sum + perMonth(brief, each.pool, each.sized, quarter), 0),
    ),
  }
}
