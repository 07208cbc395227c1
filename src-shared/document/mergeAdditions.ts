import type { Workspace } from '../domain/workspace.ts'
import { isSame } from './tree.ts'

/**
 * Both sides may have added different scenarios under one id. Theirs get new ids, so that both are kept.
 * @returns their workspace, with such ids and the baseline that points to them renamed
 */
export function separateAdditions(base: Workspace, ours: Workspace, theirs: Workspace): Workspace {
  const taken = new Set([base, ours, theirs].flatMap(({ scenarios }) => scenarios.map(({ id }) => id)))
  const renamed = new Map<string, string>()
  for (const scenario of theirs.scenarios) {
    const { id } = scenario
    const other = ours.scenarios.find((candidate) => candidate.id === id)
    const isInBase = base.scenarios.some((candidate) => candidate.id === id)
    if (isInBase || !other || isSame(other, scenario)) continue
    let count = 2
    while (taken.has(`${id.slice(0, 36)}-${count}`)) count += 1
    const fresh = `${id.slice(0, 36)}-${count}`
    taken.add(fresh)
    renamed.set(id, fresh)
  }
  if (renamed.size === 0) return theirs
  return {
    ...theirs,
    baseline: renamed.get(theirs.baseline) ?? theirs.baseline,
    scenarios: theirs.scenarios.map((scenario) => ({ ...scenario, id: renamed.get(scenario.id) ?? scenario.id })),
  }
}
