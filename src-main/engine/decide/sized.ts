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
}

/** Racks that so many systems take by their power. Null: nobody says what a rack takes, or a system. */
export function racksOf(systems: number, { provisioned, powerPerRack }: Housed): number | null {
  if (powerPerRack === null || !(provisioned > 0)) return null
  const inRack = Math.floor(powerPerRack / provisioned)
  return inRack >= 1 ? Math.ceil(systems / inRack) : systems * Math.ceil(provisioned / powerPerRack)
}

/** A pool that carries a part beside another, and what the site has to hold for it. */
export interface KeptPool {
  readonly sized: SizedPool
  readonly housed: Housed
}

const sumOf = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one + other

/** What is shown of a pool's size: the site holds what is kept beside it too. @param beside null: nothing is kept */
export function sizingOf(pool: SizedPool, housed: Housed, beside: KeptPool | null): Sizing {
  const kept = beside?.sized ?? null
  const held = kept?.byQuarter[0] ?? 0
  const powerOf = (count: number, { provisioned: each }: Housed) => (Number.isNaN(each) ? null : count * each)
  const { scenario, software, packing, curve, capacity, count, byQuarter, peakRate } = pool
  const [systems = 0] = byQuarter
  const copies = copiesPerSystem(packing) * systems
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
    power: beside === null ? powerOf(systems, housed) : sumOf(powerOf(systems, housed), powerOf(held, beside.housed)),
    racks: beside === null ? racksOf(systems, housed) : sumOf(racksOf(systems, housed), racksOf(held, beside.housed)),
    kept:
      kept === null
        ? null
        : {
            systems: kept.byQuarter[0] ?? 0,
            rate: (kept.byQuarter[0] ?? 0) * copiesPerSystem(kept.packing) * kept.capacity.rate,
            deployment: kept.scenario.deployment,
          },
  }
}
