import type { Workspace } from '../domain/workspace.ts'
import type { DocumentFailure } from './failure.ts'
import { shorten } from './failure.ts'

/**
 * The rules that hold between the parts of a workspace: the baseline is one of the scenarios, ids and slots are unique,
 * and every device and model a scenario names is embedded under its own id.
 * @returns the first rule broken, or null
 */
export function findBrokenReference(workspace: Workspace): DocumentFailure | null {
  const { scenarios, profiles, baseline } = workspace
  const repeatedId = firstRepeated(scenarios.map((scenario) => scenario.id))
  if (repeatedId !== undefined) return broken(`two scenarios have the id “${repeatedId}”`)
  const repeatedSlot = firstRepeated(scenarios.map((scenario) => scenario.slot))
  if (repeatedSlot !== undefined) return broken(`two scenarios share the slot ${repeatedSlot}`)
  if (!scenarios.some((scenario) => scenario.id === baseline)) {
    return broken(`the baseline “${shorten(baseline)}” is not one of its scenarios`)
  }
  for (const { id, hardware, model } of scenarios) {
    if (!Object.hasOwn(profiles.hardware, hardware)) {
      return broken(`scenario “${id}” uses the device “${shorten(hardware)}”, which the file does not hold`)
    }
    if (!Object.hasOwn(profiles.models, model)) {
      return broken(`scenario “${id}” uses the model “${shorten(model)}”, which the file does not hold`)
    }
  }
  for (const table of [profiles.hardware, profiles.models]) {
    for (const [key, { profile }] of Object.entries(table)) {
      if (profile.id !== key) return broken(`the profile stored as “${shorten(key)}” calls itself “${profile.id}”`)
    }
  }
  return null
}

function broken(fact: string): DocumentFailure {
  return { kind: 'brokenReference', fact }
}

function firstRepeated<Value>(values: readonly Value[]): Value | undefined {
  return values.find((value, index) => values.indexOf(value) < index)
}
