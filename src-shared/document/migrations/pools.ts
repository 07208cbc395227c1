import type { Migration } from './migration.ts'
import { asObject, asList, type Json } from '../unchecked.ts'

/** What a file says of a version nobody measured, where it had only said that it is another. */
const ANOTHER = 'another'

function deployment(value: unknown): Json {
  const { otherVersion, ...rest } = asObject(value)
  return { softwareVersion: otherVersion === true ? ANOTHER : null, ...rest }
}

function scenario(value: unknown): Json {
  const old = asObject(value)
  return { prefill: null, ...old, deployment: deployment(old['deployment']) }
}

/** Version 4: a prefill pool on devices and a stack of its own, and the version a stack runs in. */
export const pools: Migration = {
  from: 3,
  migrate: (workspace) => ({ ...workspace, scenarios: asList(workspace['scenarios']).map(scenario) }),
}
