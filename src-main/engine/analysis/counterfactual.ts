import { known } from '#shared/units/unknown.ts'
import type { Counterfactual, Reached, SingleChange } from '#shared/domain/analysis/counterfactual.ts'
import type { Target } from '#shared/domain/target.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { leversOf } from './levers.ts'
import { createProbed, probe, type Probed } from './probe.ts'
import { changesOf } from './search.ts'

const BOUNDS = ['tpot', 'ttft', 'costPerMillionOutput'] as const satisfies readonly (keyof Target)[]

const probed = createProbed()

/** @returns reused by the next call */
function probedOf(scenario: ResolvedScenario): Readonly<Probed> {
  probe(scenario, probed)
  return probed
}

function reachedOf({ tpot, ttft, costPerMillionOutput }: Readonly<Probed>): Reached {
  return { tpot: known(tpot), ttft: known(ttft), costPerMillionOutput: known(costPerMillionOutput) }
}

/** What runs without waiting for memory and keeps every bound of the target; an unknown number keeps none. */
function meets(target: Target, point: Readonly<Probed>): boolean {
  return point.fits && BOUNDS.every((metric) => target[metric] === null || point[metric] <= target[metric])
}

/**
 * The smallest single change with which a scenario meets a target: every input is moved on its own, in both directions,
 * until all bounds hold and every request fits, and what an architect would try with the deployment is tried.
 */
export function counterfactualOf(scenario: ResolvedScenario, target: Target): Counterfactual {
  const present = probedOf(scenario)
  const met = meets(target, present)
  const answer = { scenario: scenario.id, target, now: reachedOf(present), met }
  if (met) return { ...answer, changes: [], without: [], levers: [] }
  const { answers, without } = changesOf(
    scenario,
    (input) => (factor) => meets(target, probedOf(input.scaled(scenario, factor))),
    ({ input, label, dimension, base, bounded, scaled }, factor): SingleChange => {
      const reached = reachedOf(probedOf(scaled(scenario, factor)))
      return { input, label, dimension, base, needed: bounded(base * factor), reached }
    },
  )
  const levers = leversOf(scenario).map(({ label, changed }) => {
    const point = probedOf(changed)
    return { label, meets: meets(target, point), reached: reachedOf(point) }
  })
  return { ...answer, changes: answers, without, levers }
}
