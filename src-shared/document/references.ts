import { hardwareIdsOf, hardwareIdsOfAlternative } from '../domain/resolve.ts'
import type { Workspace } from '../domain/workspace.ts'
import type { DocumentFailure } from './failure.ts'
import { shorten } from './failure.ts'

/**
 * The rules that hold between the parts of a workspace: the baseline is one of the scenarios, ids and slots are unique,
 * every device and model a scenario or the brief names is embedded under its own id, and the brief names only alternatives
 * it has.
 * @returns the first rule broken, or null
 */
export function findBrokenReference(workspace: Workspace): DocumentFailure | null {
  const { scenarios, profiles, baseline } = workspace
  const repeatedId = firstRepeated(scenarios.map((scenario) => scenario.id))
  if (repeatedId !== undefined) return broken(shared('scenarios', 'id', repeatedId))
  const repeatedSlot = firstRepeated(scenarios.map((scenario) => scenario.slot))
  if (repeatedSlot !== undefined) return broken(shared('scenarios', 'slot', repeatedSlot))
  if (!scenarios.some((scenario) => scenario.id === baseline)) {
    return broken(`the baseline “${shorten(baseline)}” is not one of its scenarios`)
  }
  for (const scenario of scenarios) {
    const { id, model } = scenario
    const user = called('scenario', id)
    const device = hardwareIdsOf(scenario).find((hardware) => !Object.hasOwn(profiles.hardware, hardware))
    if (device !== undefined) {
      return broken(absent(user, 'device', device))
    }
    if (!Object.hasOwn(profiles.models, model)) {
      return broken(absent(user, 'model', model))
    }
  }
  const ofBrief = findBrokenBrief(workspace)
  if (ofBrief !== null) return broken(ofBrief)
  for (const table of [profiles.hardware, profiles.models]) {
    for (const [key, { profile }] of Object.entries(table)) {
      if (profile.id !== key) return broken(`the profile stored as “${shorten(key)}” calls itself “${profile.id}”`)
    }
  }
  return null
}

/** What the brief names and the file does not hold; null: nothing. */
function findBrokenBrief({ brief, profiles }: Workspace): string | null {
  const { model, alternatives, bridge, setAside } = brief
  if (!Object.hasOwn(profiles.models, model)) {
    return absent(BRIEF, 'model', model)
  }
  for (const alternative of alternatives) {
    const device = hardwareIdsOfAlternative(alternative).find((hardware) => !Object.hasOwn(profiles.hardware, hardware))
    if (device !== undefined) {
      return absent(called('alternative', alternative.id), 'device', device)
    }
  }
  const repeatedId = firstRepeated(alternatives.map(({ id }) => id))
  if (repeatedId !== undefined) return shared('alternatives', 'id', repeatedId)
  const repeatedSlot = firstRepeated(alternatives.map(({ slot }) => slot))
  if (repeatedSlot !== undefined) return shared('alternatives', 'slot', repeatedSlot)
  const named = [bridge, ...setAside.map(({ alternative }) => alternative)].filter((id) => id !== null)
  const missing = named.find((id) => !alternatives.some((alternative) => alternative.id === id))
  return missing === undefined ? null : absent(BRIEF, 'alternative', missing)
}

const BRIEF = 'its brief'

const called = (kind: string, id: string): string => `${kind} “${id}”`

/** Somebody uses what is not there. */
const absent = (user: string, kind: string, id: string): string =>
  `${user} uses the ${kind} “${shorten(id)}”, which the file does not hold`

const shared = (things: string, what: 'id' | 'slot', value: string | number): string =>
  `two ${things} share the ${what} “${value}”`

function broken(fact: string): DocumentFailure {
  return { kind: 'brokenReference', fact }
}

function firstRepeated<Value>(values: readonly Value[]): Value | undefined {
  return values.find((value, index) => values.indexOf(value) < index)
}
