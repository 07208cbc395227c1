import { nameIn } from '#shared/domain/nameIn.ts'
import type { Scenario } from '#shared/domain/scenario.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'
import { usageFailure } from './exitCodes.ts'

/** The scenario of an id or a letter. @throws usage failure that lists the scenarios of the file */
export function called({ scenarios }: Workspace, wanted: string): Scenario {
  const found = scenarios.find(({ id, slot }) => id === wanted || slotLetter(slot) === wanted.toUpperCase())
  if (found) return found
  const known = scenarios.map(({ id, slot }) => `${slotLetter(slot)} (${id})`).join(', ')
  throw usageFailure(`there is no scenario “${wanted}”; the file has ${known}.`)
}

/** Letter and name of a scenario. */
export function titleOf(workspace: Workspace, scenario: Scenario): string {
  return `${slotLetter(scenario.slot)} ${nameIn(workspace, scenario)}`
}
