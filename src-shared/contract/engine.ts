import { z } from 'zod'
import { workspaceSchema } from '../domain/workspace.ts'
import type { ScenarioResult } from '../domain/result.ts'
import { method, trusted } from './define.ts'

/** What an evaluation of a workspace gives back. */
export interface Evaluation {
  /** In the order of the workspace's scenarios. */
  readonly results: readonly ScenarioResult[]
  /** Seconds the engine took. */
  readonly seconds: number
}

export const engineContract = {
  /** Evaluates every scenario of a workspace. Errors: invalid-input, deadline, engine-failed. */
  'engine.evaluate': method(z.strictObject({ workspace: workspaceSchema }), trusted<Evaluation>()),
}
