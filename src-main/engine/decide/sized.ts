import { powerOf, racksOf, racksPerSystem } from '#shared/domain/brief/housing.ts'
import type { Sizing } from '#shared/domain/brief/verdict.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Capacity } from '../analysis/loads/capacity.ts'
import type { Count } from './count.ts'
import { valueAt, type LoadCurve } from '../analysis/loads/loadCurve.ts'
import { copiesPerSystem, type Packing } from './systems.ts'

/** How large a pool is at a demand. */
export interface SizeAt {
  readonly count: Count
  /** Systems of each draw; Infinity: no number is enough. */
  readonly needs: Float64Array
  readonly byQuarter: readonly number[]
  /** Share of the demand that it carries; what is kept beside it carries the rest. */
  readonly share: number
}

/** One pool of machines in the configuration it is run in, and how many of them there are. */
export interface SizedPool {
  /** One copy of the configuration. */
  readonly scenario: ResolvedScenario
  /** Stack it runs on, by its id. */
  readonly software: string
  readonly packing: Packing
  readonly curve: LoadCurve
  readonly capacity: Capacity
  readonly count: Count
  /** Systems of each draw; Infinity: no number is enough. */
  readonly needs: Float64Array
  /** What one copy carries in each draw; 0: nothing. */
  readonly capacities: Float64Array
  readonly byQuarter: readonly number[]
  /** Peak rate it has to carry. */
  readonly peakRate: number
  /** Its size for so many times the demand. */
  readonly sizedAt: (times: number) => SizeAt
}

/** Watts a site has to hold for one system; racks where it says what one takes. */
export interface Housed {
  readonly provisioned: number
  readonly powerPerRack: number | null
  /** It stands on the site of the brief, and takes its power and racks; what is rented stands elsewhere. */
  readonly here: boolean
}

/** Watts and racks of one system, wherever it stands. */
function takenBy({ scenario }: SizedPool, { provisioned, powerPerRack }: Housed) {
  const isRack = scenario.hardware.system?.kind === 'rack'
  return {
    systemPower: Number.isNaN(provisioned) ? null : provisioned,
    racksPerSystem: racksPerSystem(provisioned, powerPerRack) ?? (isRack ? 1 : null),
  }
}

/** What two pools take together; unknown where one of them is. */
const together = (one: number | null, two: number | null): number | null =>
  one === null || two === null ? null : one + two

/**
 * What is shown of a pool's size.
 * @param kept what carries a part beside it, and what a system of that takes; null: nothing
 */
export function sizingOf(
  pool: SizedPool,
  housed: Housed,
  kept: { readonly pool: SizedPool; readonly housed: Housed } | null,
): Sizing {
  const { scenario, software, packing, curve, capacity, count, byQuarter, peakRate } = pool
  const [systems = 0] = byQuarter
  const copies = copiesPerSystem(packing) * systems
  const taken = takenBy(pool, housed)
  const stays = kept === null ? null : { ...keptSystems(kept.pool), ...takenBy(kept.pool, kept.housed) }
  const drawn = housed.here ? powerOf(systems, taken) : null
  const stand = housed.here ? racksOf(systems, taken) : null
  return {
    systems,
    byQuarter,
    atCentral: count.atCentral,
    atConfidence: count.atConfidence,
    spare: count.spare,
    probability: count.probability,
    standardError: count.standardError,
    never: count.never,
    atEdge: count.edge !== null,
    devices: systems * packing.devicesPerSystem,
    devicesPerSystem: packing.devicesPerSystem,
    copiesPerSystem: copiesPerSystem(packing),
    deployment: scenario.deployment,
    software,
    most: capacity.most,
    load: capacity.load,
    capacity: capacity.rate,
    limitRate: capacity.limitRate,
    peakRate,
    timeToFirstToken: valueAt(curve, curve.ttft, capacity.load),
    timePerToken: valueAt(curve, curve.tpot, capacity.load),
    busy: copies > 0 ? peakRate / (copies * capacity.rate) : 0,
    power: stays === null ? drawn : together(drawn, powerOf(stays.systems, stays)),
    racks: stays === null ? stand : together(stand, racksOf(stays.systems, stays)),
    ...taken,
    kept: stays,
  }
}

function keptSystems({ byQuarter, packing, capacity, scenario }: SizedPool) {
  const [systems = 0] = byQuarter
  return {
    systems,
    rate: systems * copiesPerSystem(packing) * capacity.rate,
    deployment: scenario.deployment,
  }
}
