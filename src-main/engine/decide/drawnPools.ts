import type { Brief } from '#shared/domain/brief/brief.ts'
import { lastMonth } from '#shared/domain/brief/lastMonth.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import type { Columns } from '../analysis/points/columns.ts'
import type { CAPACITY_FIELDS } from '../analysis/points/drawnCapacities.ts'
import { machineOf } from '../machine/machine.ts'
import { buildDeployment } from '../placement/build.ts'
import { decodeWorkers } from '../serving/workers.ts'
import { sizeAdded } from './added.ts'
import type { AskedPool } from './askedPools.ts'
import { countSystems, type Count } from './count.ts'
import type { DrawnFigure } from './drawnFigures.ts'
import { capacitiesOf, needsOf } from './drawnSizing.ts'
import { fleetOver, grownBy } from './fleet.ts'
import type { SizedConfiguration } from './screen.ts'
import type { SizedPool } from './sized.ts'
import { inDraws, restQuestion, type DecideQuestion, type NarrowedPool } from './stages.ts'
import { systemsFor } from './systems.ts'

/** A pool in a configuration, with what one copy of it carries in each draw of its devices. */
export interface DrawnPool {
  readonly pool: AskedPool
  readonly configuration: SizedConfiguration
  readonly capacities: Float64Array
}

/**
 * The pools that something serves of, in all draws.
 * @param columns answers of the third question; null: there was nothing more to ask
 */
export function drawnPools(
  question: DecideQuestion,
  narrowed: readonly NarrowedPool[],
  columns: Columns<(typeof CAPACITY_FIELDS)[number]> | null,
): readonly DrawnPool[] {
  const asked = restQuestion(question, narrowed)
  let which = -1
  return narrowed.flatMap(({ pool, configuration, capacities }) => {
    if (configuration === null) return []
    which++
    if (asked === null || columns === null) return { pool, configuration, capacities }
    const rest = capacitiesOf(asked, columns, which)
    return { pool, configuration, capacities: Float64Array.of(...capacities, ...rest) }
  })
}

/** Stack a configuration runs on: the one it names, else the one its device is calibrated on. Empty: it does not run. */
export function stackOf(scenario: ResolvedScenario): string {
  const { service } = buildDeployment(scenario, machineOf(scenario.hardware))
  return service === null ? '' : decodeWorkers(service).plan.serving.software
}

/** A fleet over the quarters: as many as each needs, or as many as there are. */
function fleet(brief: Brief, pool: AskedPool, growth: number, systems: number, countAt: (factor: number) => number) {
  if (pool.systems !== null || growth === 0 || !Number.isFinite(systems)) return [systems]
  const { kind, offer } = pool
  const committed = kind === 'rent' ? { months: Math.max(1, offer.term ?? 1) } : 'forGood'
  return fleetOver(lastMonth(brief), (month) => (month === 0 ? systems : countAt(grownBy(growth, month))), committed)
}

/**
 * A pool sized on all draws in one of its configurations. With a pool that is kept, only what that does not carry is left.
 * @param kept what is kept beside it, and in which configuration; null: nothing
 */
export function sizePool(
  brief: Brief,
  { pool, configuration, capacities }: DrawnPool,
  { peak, growth }: { readonly peak: DrawnFigure; readonly growth: number },
  draws: number,
  kept: { readonly sized: SizedPool; readonly systems: number } | null,
): SizedPool {
  const { scenario, packing, curve, capacity } = configuration
  const rates = inDraws(peak, draws)
  const { confidence } = brief.promise
  const at = (factor: number): { readonly count: Count; readonly needs: Float64Array; readonly rate: number } => {
    const scaled = factor === 1 ? rates : rates.map((rate) => rate * factor)
    const rate = peak.now * factor
    if (kept !== null) {
      const owned = {
        packing: kept.sized.packing,
        capacity: kept.sized.capacity.rate,
        capacities: kept.sized.capacities,
        systems: kept.systems,
      }
      const added = { packing, capacity: capacity.rate, capacities }
      const { count, needs, keptRate } = sizeAdded({
        pinned: pool.systems,
        owned,
        added,
        rate,
        rates: scaled,
        confidence,
        spareDomains: pool.spare,
      })
      return { count, needs, rate: Math.max(0, rate - keptRate) }
    }
    const needs = needsOf(scaled, capacities, packing)
    const central = systemsFor(rate, capacity.rate, packing)
    const withSpare = systemsFor(rate, capacity.rate, packing, pool.spare)
    return { count: countSystems({ central, withSpare, needs, confidence, pinned: pool.systems }), needs, rate }
  }
  const start = at(1)
  const fleetAt = (times: number, { systems }: Count): readonly number[] =>
    fleet(brief, pool, growth, systems, (factor) => at(times * factor).count.systems)
  return {
    scenario,
    software: stackOf(scenario),
    packing,
    curve,
    capacity,
    count: start.count,
    needs: start.needs,
    capacities,
    byQuarter: fleetAt(1, start.count),
    peakRate: start.rate,
    sizedAt(times) {
      const { count, needs, rate } = at(times)
      return { count, needs, byQuarter: fleetAt(times, count), share: rate / (peak.now * times) }
    },
  }
}
