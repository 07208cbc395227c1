import type { LeverNumbers, Levers } from '#shared/domain/analysis/levers.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { evaluate } from '../evaluate.ts'
import { leversOf } from './levers.ts'

function numbersOf({ metrics, fit }: ScenarioResult): LeverNumbers {
  return {
    tpot: metrics.tpot.value,
    ttft: metrics.ttft.value,
    movementShare: metrics.movementShare.value,
    systemThroughput: metrics.systemThroughput.value,
    energyPerOutputToken: metrics.energyPerOutputToken.value,
    costPerMillionOutput: metrics.costPerMillionOutput.value,
    fits: fit.state !== 'doesNotFit',
  }
}

/** Pulls every lever of a scenario on its own and says what that does. */
export function leverEffects(scenario: ResolvedScenario): Levers {
  const levers = leversOf(scenario).map(({ id, label, group, patch, changed }) => {
    const result = evaluate(changed)
    const runs = result.metrics.tpot.value !== null
    return {
      id,
      label,
      group,
      patch,
      after: runs ? numbersOf(result) : null,
      reason: runs ? null : (result.metrics.tpot.reason ?? result.fit.reason),
    }
  })
  return { scenario: scenario.id, now: numbersOf(evaluate(scenario)), levers }
}
