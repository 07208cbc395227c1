import type { ScenarioResult } from './result.ts'
import type { ResolvedScenario } from './scenario.ts'

/** One scenario as charts, verdict and report speak of it: who it is, what it is made of and what the engine says of it. */
export interface EvaluatedScenario {
  readonly id: string
  /** Colour and letter slot, 0 = A. */
  readonly slot: number
  /** "8 × B200" or the name the user gave. */
  readonly name: string
  readonly resolved: ResolvedScenario
  readonly result: ScenarioResult
}
