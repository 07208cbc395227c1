import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { stratifiedNormals } from '../analysis/draws/strata.ts'
import { factorAt, servingErrors } from '../analysis/draws/uncertain.ts'
import { capacityOf, type Capacity } from '../analysis/loads/capacity.ts'
import { countSystems, type Count } from './count.ts'
import { needsOf } from './drawnSizing.ts'
import { rateAt, type LoadCurve } from '../analysis/loads/loadCurve.ts'
import { mostLoad } from '../analysis/loads/mostLoad.ts'
import { packingOf } from './packing.ts'
import type { Keeps } from './promise.ts'
import { systemsFor, type Packing } from './systems.ts'

/** A configuration that keeps the promise at the central values, and how many systems it takes. */
export interface SizedConfiguration {
  /** It carries n* requests in flight. */
  readonly scenario: ResolvedScenario
  readonly curve: LoadCurve
  readonly capacity: Capacity
  readonly packing: Packing
  readonly count: Count
}

/** Configurations of one alternative, and what they are screened by. */
export interface Screened {
  readonly candidates: readonly ResolvedScenario[]
  /** Central curve of each. */
  readonly curves: readonly LoadCurve[]
  readonly keeps: Keeps
  /** λ at the central values, and drawn. */
  readonly rate: number
  readonly rates: ArrayLike<number>
  readonly confidence: number
  /** ν: most share of draws that no number of systems may serve. */
  readonly never: number
  readonly spareDomains: number
  readonly seed: number
}

/** Places between one request and the end of a curve at which its capacity is worked out. */
const PLACES = 16

/** C over X(n*) at any n* of a curve, straight in the logarithm of n* between places: cheap to ask by the thousand. */
function shareOf(curve: LoadCurve, { arrivals }: Keeps): (most: number) => number {
  const span = Math.log(curve.loads.at(-1) ?? 1)
  const shares = Array.from({ length: PLACES + 1 }, (_, place) => {
    const { rate, limitRate } = capacityOf(curve, Math.exp((span * place) / PLACES), arrivals)
    return rate / limitRate
  })
  return (most) => {
    const at = span > 0 ? Math.max(0, (PLACES * Math.log(most)) / span) : 0
    const below = Math.min(PLACES - 1, Math.floor(at))
    const [low, high] = [shares[below] as number, shares[below + 1] as number]
    return low + (high - low) * (at - below)
  }
}

/** Normal numbers of a key in all draws. */
type Normals = (key: number) => Float64Array

/** Each key's numbers are drawn once: configurations on one stack share them. */
function normalsOf({ seed, rates }: Screened): Normals {
  const known = new Map<number, Float64Array>()
  return (key) => {
    const normals = known.get(key) ?? stratifiedNormals(seed, rates.length, key)
    known.set(key, normals)
    return normals
  }
}

/** C in each draw of the serving error alone: the device is the central one. */
function screenedCapacities(
  { keeps, rates }: Screened,
  scenario: ResolvedScenario,
  curve: LoadCurve,
  normals: Normals,
): Float64Array {
  const unknowns = servingErrors(scenario)
  const errors = (metric: 'tpot' | 'ttft'): Float64Array => {
    const found = unknowns.find(({ residual }) => residual === metric)
    if (found === undefined) return new Float64Array(rates.length).fill(1)
    return normals(found.key).map((deviations) => factorAt(found.spread, deviations))
  }
  const [slower, later] = [errors('tpot'), errors('ttft')]
  const share = shareOf(curve, keeps)
  return slower.map((tpot, draw) => {
    const most = mostLoad(curve, keeps.limits, { tpot, ttft: later[draw] as number })
    return most > 0 ? (share(most) * rateAt(curve, most)) / tpot : 0
  })
}

/** A configuration at the central values alone: it takes no fewer systems than this when anything is drawn. Null: it serves nobody. */
function atCentral(screened: Screened, candidate: ResolvedScenario, curve: LoadCurve): SizedConfiguration | null {
  const { keeps, rate, confidence, spareDomains } = screened
  const most = mostLoad(curve, keeps.limits)
  if (!(most > 0)) return null
  const capacity = capacityOf(curve, most, keeps.arrivals)
  // Arrivals so wild that no load leaves room for them: it keeps the times of a request, and promises nobody any.
  if (!(capacity.rate > 0)) return null
  const packing = packingOf(candidate.hardware, candidate.deployment)
  const scenario = { ...candidate, workload: { ...candidate.workload, concurrency: Math.max(1, Math.floor(most)) } }
  const central = systemsFor(rate, capacity.rate, packing)
  const withSpare = systemsFor(rate, capacity.rate, packing, spareDomains)
  return { scenario, curve, capacity, packing, count: countSystems({ central, withSpare, needs: [], confidence }) }
}

/** The same with demand and serving error drawn. */
function drawnToo(screened: Screened, configuration: SizedConfiguration, normals: Normals): SizedConfiguration {
  const { scenario, curve, packing, count } = configuration
  const { rates, confidence } = screened
  const needs = needsOf(rates, screenedCapacities(screened, scenario, curve, normals), packing)
  const withSpare = count.atCentral + count.spare
  return { ...configuration, count: countSystems({ central: count.atCentral, withSpare, needs, confidence }) }
}

/** A configuration with what is made small of it, and its place among the others. */
interface Weighed {
  readonly configuration: SizedConfiguration
  readonly loss: number
  readonly place: number
}

/** Two infinite losses differ by nothing; then the first one is first. */
function byLoss(one: Weighed, two: Weighed): number {
  return (one.loss === two.loss ? 0 : one.loss - two.loss) || one.place - two.place
}

/**
 * The best configurations of one alternative on their central curves, with demand and serving error drawn and no call of the
 * engine: what is fragile at the central values shows already. Those beyond ν come last; empty: none keeps the promise.
 * One that loses more at the central values than enough others do in all draws is not looked at further: draws only add.
 * @param loss what is made small, of a sized configuration, never less for more systems; NaN: unknown, and after all others
 * @param most of them
 */
export function bestConfigurations(
  screened: Screened,
  loss: (configuration: SizedConfiguration) => number,
  most = 2,
): readonly SizedConfiguration[] {
  const normals = normalsOf(screened)
  const weighed = (configuration: SizedConfiguration, place: number): Weighed => {
    const lost = loss(configuration)
    return { configuration, loss: Number.isNaN(lost) ? Infinity : lost, place }
  }
  const open = screened.candidates
    .flatMap((candidate, place) => {
      const central = atCentral(screened, candidate, screened.curves[place] as LoadCurve)
      return central === null ? [] : weighed(central, place)
    })
    .toSorted(byLoss)
  const within: Weighed[] = []
  const beyond: Weighed[] = []
  for (const { configuration, loss: least, place } of open) {
    if (least > (within[most - 1]?.loss ?? Infinity)) break
    const drawn = weighed(drawnToo(screened, configuration, normals), place)
    const kind = drawn.configuration.count.never > screened.never ? beyond : within
    kind.push(drawn)
    kind.sort(byLoss)
  }
  return [...within, ...beyond].slice(0, most).map(({ configuration }) => configuration)
}
