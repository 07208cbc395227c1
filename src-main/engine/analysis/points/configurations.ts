import type { Aim, SearchLimits } from '#shared/domain/analysis/configurations.ts'
import type { Deployment } from '#shared/domain/deployment.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { devicesByKind } from '#shared/domain/prefillPlace.ts'
import { costByKind } from '../../economics/perKind.ts'
import { createProbed, probe, type Probed } from '../probe.ts'
import { candidatesOf } from '../search/candidates.ts'
import { CONCURRENCIES } from '../search/concurrencies.ts'
import type { PointKind } from './kind.ts'

/** Machines, each in every configuration; points in the order of `configurationsOf`. */
export interface ConfigurationsQuestion {
  readonly scenarios: readonly ResolvedScenario[]
  readonly aim: Aim
  readonly limits: SearchLimits
}

/** One configuration of one machine. */
export interface Configuration {
  readonly scenario: ResolvedScenario
  readonly deployment: Deployment
}

/** Every configuration of every machine, in a fixed order. */
export function configurationsOf({ scenarios, limits }: ConfigurationsQuestion): readonly Configuration[] {
  return scenarios.flatMap((scenario) =>
    candidatesOf(scenario, limits).map((deployment): Configuration => ({ scenario, deployment })),
  )
}

/** What the search makes as small as it can: dollars per hour, devices or watts per output token/s. NaN: unknown. */
export function lossOf(aim: Aim, point: Readonly<Probed>, devices: number): number {
  const spent = aim === 'cost' ? point.hourly : aim === 'energy' ? point.watts : devices
  return spent / point.systemThroughput
}

/** Runs, fits and keeps every bound. An unknown number keeps none. */
export function keeps({ target, mostPerHour }: SearchLimits, point: Readonly<Probed>): boolean {
  return inTime({ target }, point) && (mostPerHour === null || point.hourly <= mostPerHour)
}

function inTime({ target }: Pick<SearchLimits, 'target'>, point: Readonly<Probed>): boolean {
  return (
    point.fits &&
    (target.tpot === null || point.tpot <= target.tpot) &&
    (target.ttft === null || point.ttft <= target.ttft)
  )
}

/** The load of a configuration at so many requests. */
export function loaded({ scenario, deployment }: Configuration, concurrency: number): ResolvedScenario {
  return { ...scenario, deployment, workload: { ...scenario.workload, concurrency } }
}

/**
 * Time per token and throughput grow with the requests in flight, but for whole chunks of prompts that fall out
 * differently: by less than this share of their value.
 */
const ROUGHNESS = 0.05
/** Places of `CONCURRENCIES` looked at first: an octave apart. */
const STRIDE = 8

const NOTHING = createProbed()
const trial = createProbed()

/**
 * The best number of requests in flight of each configuration; `inFlight` says which. NaN throughout: none keeps the
 * bounds, or a better configuration of the same machine is known.
 *
 * First look: an octave apart, upwards, until nothing fits or a token takes too long. What a step upwards reaches bounds
 * the throughput of all loads below it, so octaves whose bound is worse than the best known are left out; the others are
 * looked at one by one, from the top. Costs are worked out only where the times keep their bounds and the capital alone
 * does not exceed the best.
 */
export const configurations: PointKind<ConfigurationsQuestion> = {
  chunk: 4,
  total: (question) => configurationsOf(question).length,
  prepare(question) {
    const all = configurationsOf(question)
    const { aim, limits } = question
    const known = new Map<ResolvedScenario, number>()
    const money = aim !== 'deviceThroughput' || limits.mostPerHour !== null
    return (index, out) => {
      Object.assign(out, NOTHING)
      const configuration = all[index]
      if (!configuration) return
      const { scenario, deployment } = configuration
      let best = known.get(scenario) ?? Infinity
      const least = leastSpent(aim, configuration)
      const reaches: number[] = []
      for (let place = 0; place < CONCURRENCIES.length; place += STRIDE) {
        probe(loaded(configuration, CONCURRENCIES[place] ?? 1), trial, false)
        reaches.push(trial.systemThroughput)
        const { tpot } = limits.target
        if (!trial.fits || (tpot !== null && trial.tpot > tpot * (1 + ROUGHNESS))) break
      }
      for (let octave = reaches.length - 1; octave >= 0; octave--) {
        // The load at the octave's own place is the reach of those below it and the start of those above.
        const reach = Math.max(reaches[octave] ?? 0, reaches[octave + 1] ?? 0) * (1 + ROUGHNESS)
        const open = octave === reaches.length - 1 && octave * STRIDE + STRIDE >= CONCURRENCIES.length
        if (!open && least / reach > best) continue
        const top = Math.min(CONCURRENCIES.length, (octave + 1) * STRIDE) - 1
        for (let place = top; place >= octave * STRIDE; place--) {
          if (octave === reaches.length - 1 && !open && place > octave * STRIDE) continue
          const at = loaded(configuration, CONCURRENCIES[place] ?? 1)
          probe(at, trial, false)
          if (!inTime(limits, trial) || least / trial.systemThroughput > best) continue
          if (money) probe(at, trial)
          if (!keeps(limits, trial)) continue
          const loss = lossOf(aim, trial, deployment.devices)
          if (!(loss < best)) continue
          best = loss
          Object.assign(out, trial)
          out.inFlight = CONCURRENCIES[place] ?? 1
        }
      }
      known.set(scenario, best)
    }
  },
}

/** What a configuration spends at least, whatever its load: power is left out. */
function leastSpent(aim: Aim, { scenario, deployment }: Configuration): number {
  if (aim === 'deviceThroughput') return deployment.devices
  if (aim === 'energy') return 0
  const kinds = devicesByKind({ ...scenario, deployment }).map((kind) => ({ ...kind, watts: 0, atRest: 0 }))
  return costByKind(kinds, scenario.economics).whole.total ?? 0
}
