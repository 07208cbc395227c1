import type { Counterfactual, Reached, SingleChange, Target } from '#shared/domain/analysis/counterfactual.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { movableInputs, type MovableInput } from './inputs.ts'
import { stepsOf } from './levers.ts'
import { createProbed, pointOf, probe } from './probe.ts'
import { nearestChange } from './search.ts'

const probed = createProbed()

function reach(scenario: ResolvedScenario): Reached {
  probe(scenario, probed)
  const { tpot, ttft, costPerMillionOutput } = pointOf(probed)
  return { tpot, ttft, costPerMillionOutput }
}

/** What runs without waiting for memory and keeps every bound of the target. An unknown keeps none. */
function meets(target: Target, reached: Reached): boolean {
  if (reached.tpot === null || probed.outcome !== 'runs') return false
  return (['tpot', 'ttft', 'costPerMillionOutput'] as const).every((metric) => {
    const bound = target[metric]
    const value = reached[metric]
    return bound === null || (value !== null && value <= bound)
  })
}

function singleChange(input: MovableInput, scenario: ResolvedScenario, target: Target): SingleChange | null {
  const met = (factor: number): boolean => meets(target, reach(input.scaled(scenario, factor)))
  const found = [nearestChange(met, 1), nearestChange(met, -1)].flatMap((change) => change ?? [])
  const nearest = found.toSorted((one, two) => Math.abs(Math.log(one.after)) - Math.abs(Math.log(two.after)))[0]
  if (!nearest) return null
  const { input: path, label, dimension, base, bounded } = input
  const reached = reach(input.scaled(scenario, nearest.after))
  return { input: path, label, dimension, base, needed: bounded(base * nearest.after), reached }
}

/**
 * The smallest single change with which a scenario meets a target: every input is moved on its own, in both directions,
 * until all bounds hold and every request fits, and what an architect would try with the deployment is tried.
 */
export function counterfactualOf(scenario: ResolvedScenario, target: Target): Counterfactual {
  const now = reach(scenario)
  const met = meets(target, now)
  const answer = { scenario: scenario.id, target, now, met }
  if (met) return { ...answer, changes: [], without: [], levers: [] }
  const changes: SingleChange[] = []
  const without: string[] = []
  for (const input of movableInputs(scenario)) {
    const change = singleChange(input, scenario, target)
    if (change) changes.push(change)
    else without.push(input.label)
  }
  const levers = stepsOf(scenario).map(({ label, changed }) => {
    const reached = reach(changed)
    return { label, meets: meets(target, reached), reached }
  })
  const size = ({ needed, base }: SingleChange): number => Math.abs(Math.log(needed / base))
  return { ...answer, changes: changes.toSorted((one, two) => size(one) - size(two)), without, levers }
}
