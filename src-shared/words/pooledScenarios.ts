import type { EvaluatedScenario } from '../domain/evaluated.ts'
import { poolsTable, type PoolsTable } from './poolsTable.ts'

/** A scenario that is served from two pools, with what is said of them. */
export interface PooledScenario {
  readonly scenario: EvaluatedScenario
  readonly table: PoolsTable
}

/** The scenarios of a comparison that are served from two pools; none where no two pools serve. */
export function pooledScenarios(scenarios: readonly EvaluatedScenario[]): readonly PooledScenario[] {
  return scenarios.flatMap((scenario) => {
    const { pools, throughput } = scenario.result
    const served = (throughput.output ?? 0) / scenario.resolved.workload.outputTokens
    return pools === null ? [] : [{ scenario, table: poolsTable(pools, served) }]
  })
}
