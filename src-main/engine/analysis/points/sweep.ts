import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { inputCalled } from '../inputs.ts'
import { createProbed, probe } from '../probe.ts'
import type { PointKind } from './kind.ts'

/** Scenarios, each with one of their inputs at a series of values; points in the order scenario, value. */
export interface SweepQuestion {
  readonly scenarios: readonly ResolvedScenario[]
  /** Path of the input, as the inspector names it ("workload.concurrency"), or the name it is swept under. */
  readonly input: string
  /** Values in SI units, or, where scenarios differ in it, factors of each scenario's own value. */
  readonly values: readonly number[]
  readonly relative: boolean
  readonly money: boolean
}

const NOTHING = createProbed()

/** Moves one input of several scenarios. A scenario without that input has no points: all are NaN. */
export const sweep: PointKind<SweepQuestion> = {
  chunk: 128,
  total: ({ scenarios, values }) => scenarios.length * values.length,
  prepare({ scenarios, input, values, relative, money }) {
    const inputs = scenarios.map((scenario) => inputCalled(scenario, input))
    return (index, out) => {
      const which = Math.floor(index / values.length)
      const scenario = scenarios[which]
      const moved = inputs[which]
      const value = values[index % values.length]
      if (!scenario || !moved || value === undefined) {
        Object.assign(out, NOTHING)
        return
      }
      probe(moved.scaled(scenario, relative ? value : value / moved.base), out, money)
    }
  },
}
