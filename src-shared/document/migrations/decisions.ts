import type { Migration } from './migration.ts'

type Json = Record<string, unknown>

/** Fails on anything but an object: a step gets unchecked input and must not invent what is not there. */
function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object')
  return value as Json
}

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
  const old = object(value)
  return {
    ranges: {},
    ...old,
    deployment: { bandwidthAllocation: null, stack: null, ...object(old['deployment']) },
    // The world's grid: older files said nothing of carbon, and no other number rests on it.
    economics: { carbonIntensity: 0.436, embodiedCarbon: null, ...object(old['economics']) },
  }
}

/** Version 3: the decision's own questions, ranges of inputs, carbon, and a bandwidth allocation that changes by phase. */
export const decisions: Migration = {
  from: 2,
  migrate: (workspace) => {
    const { scenarios } = workspace
    if (!Array.isArray(scenarios)) throw new Error('not a list')
    return { decision: { ...DECISION }, ...workspace, scenarios: scenarios.map(scenario) }
  },
}
