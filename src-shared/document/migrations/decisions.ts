import type { Migration } from './migration.ts'
import { asList, asObject, type Json } from '../unchecked.ts'

/** What the Decide screen began with while it kept its questions to itself. */
const DECISION: Json = {
  criterion: 'costPerMillionOutput',
  aim: 'cost',
  mostDevices: 16,
  mostPerHour: null,
  keepPrecision: false,
  requestsPerSecond: null,
  traffic: null,
  training: null,
}

function scenario(value: unknown): Json {
  const old = asObject(value)
  return {
    ranges: {},
    ...old,
    deployment: { bandwidthAllocation: null, stack: null, ...asObject(old['deployment']) },
    // The world's grid: older files said nothing of carbon, and no other number rests on it.
    economics: { carbonIntensity: 0.436, embodiedCarbon: null, ...asObject(old['economics']) },
  }
}

/** Version 3: the decision's own questions, ranges of inputs, carbon, and a bandwidth allocation that changes by phase. */
export const decisions: Migration = {
  from: 2,
  migrate: (workspace) => {
    const scenarios = asList(workspace['scenarios'])
    return { decision: { ...DECISION }, ...workspace, scenarios: scenarios.map(scenario) }
  },
}
