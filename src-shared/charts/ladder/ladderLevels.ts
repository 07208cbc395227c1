import type { LadderLevel } from '../../domain/result.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

/** A level whose capacity and bandwidth are both known. */
export interface KnownLevel {
  readonly level: LadderLevel
  readonly capacity: number
  readonly bandwidth: number
}

/** The levels of a scenario that can be drawn, in the order of its machine. */
export function knownLevels(scenario: EvaluatedScenario): KnownLevel[] {
  return scenario.result.ladder.flatMap((level) =>
    level.capacity !== null && level.bandwidth !== null && level.capacity > 0 && level.bandwidth > 0
      ? [{ level, capacity: level.capacity, bandwidth: level.bandwidth }]
      : [],
  )
}

/** A scenario whose weights + KV differ from the baseline's. */
export interface OtherTotal {
  readonly scenario: EvaluatedScenario
  readonly total: number
}

/** Scenarios with another model, precision or load have their own line: one would not do for all. */
export function otherTotals(scenarios: readonly EvaluatedScenario[], reference: number): OtherTotal[] {
  return scenarios
    .map((scenario) => ({ scenario, total: scenario.result.fit.weights + scenario.result.fit.kv }))
    .filter(({ total }) => total > 0 && Math.abs(total / reference - 1) > 0.02)
}

/** "HBM3e" and "HBM3" are both "HBM" in a label; a trailing parenthesis is left to the table. */
export function shortName(name: string): string {
  return name.replace(/\s*\(.*\)\s*$/, '').replace(/\b(HBM|GDDR|LPDDR|DDR)\d+[A-Za-z]*/g, '$1')
}
