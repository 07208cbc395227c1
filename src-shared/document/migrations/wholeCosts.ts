import type { Migration } from './migration.ts'
import { asList, asObject, type Json } from '../unchecked.ts'

function pool(value: unknown): Json {
  return { contextParallel: 1, ...asObject(value) }
}

function deployment(value: unknown): Json {
  const old = asObject(value)
  const pools = old['pools'] === null ? null : asObject(old['pools'])
  return {
    contextParallel: 1,
    offload: { weights: 0, kv: 0 },
    speculation: null,
    ...old,
    pools: pools === null ? null : { prefill: pool(pools['prefill']), decode: pool(pools['decode']) },
  }
}

/** Costs that version 1 did not have: none of them, so that a file computes to the numbers it had. */
const ECONOMICS: Json = {
  networkShare: 0,
  spacePerKilowattYear: 0,
  coolingPerKilowattYear: 0,
  peoplePerYear: 0,
  sparesShare: 0,
  failuresPerYear: 0,
  costOfCapital: 0,
  migrationPort: 0,
  migrationTraining: 0,
  migrationRisk: 0,
}

function scenario(value: unknown): Json {
  const old = asObject(value)
  return {
    ...old,
    deployment: deployment(old['deployment']),
    economics: { ...ECONOMICS, ...asObject(old['economics']) },
  }
}

/**
 * Version 2: whole costs, context parallelism, offload and speculation.
 */
export const wholeCosts: Migration = {
  from: 1,
  migrate: (workspace) => {
    const scenarios = asList(workspace['scenarios'])
    return {
      ...workspace,
      scenarios: scenarios.map(scenario),
    }
  },
}
