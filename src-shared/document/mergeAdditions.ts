import type { Workspace } from '../domain/workspace.ts'
import { isSame } from './tree.ts'

/**
 * Both sides may have added different scenarios, or alternatives, under one id. Theirs get new ids, so that both are kept.
 * @returns their workspace, with such ids and what points to them renamed
 */
export function separateAdditions(base: Workspace, ours: Workspace, theirs: Workspace): Workspace {
  const scenarios = freshIds(base.scenarios, ours.scenarios, theirs.scenarios)
  const alternatives = freshIds(base.brief.alternatives, ours.brief.alternatives, theirs.brief.alternatives)
  if (scenarios.size === 0 && alternatives.size === 0) return theirs
  const { brief } = theirs
  const renamed = (id: string): string => alternatives.get(id) ?? id
  return {
    ...theirs,
    baseline: scenarios.get(theirs.baseline) ?? theirs.baseline,
    scenarios: theirs.scenarios.map((scenario) => ({ ...scenario, id: scenarios.get(scenario.id) ?? scenario.id })),
    brief: {
      ...brief,
      bridge: brief.bridge === null ? null : renamed(brief.bridge),
      alternatives: brief.alternatives.map((alternative) => ({ ...alternative, id: renamed(alternative.id) })),
      setAside: brief.setAside.map((entry) => ({ ...entry, alternative: renamed(entry.alternative) })),
    },
  }
}

interface Identified {
  readonly id: string
}

/** New ids for what they added under an id that we gave to something else. */
function freshIds(
  base: readonly Identified[],
  ours: readonly Identified[],
  theirs: readonly Identified[],
): ReadonlyMap<string, string> {
  const taken = new Set([...base, ...ours, ...theirs].map(({ id }) => id))
  const renamed = new Map<string, string>()
  for (const item of theirs) {
    const { id } = item
    const other = ours.find((candidate) => candidate.id === id)
    const isInBase = base.some((candidate) => candidate.id === id)
    if (isInBase || !other || isSame(other, item)) continue
    let count = 2
    while (taken.has(`${id.slice(0, 36)}-${count}`)) count += 1
    const fresh = `${id.slice(0, 36)}-${count}`
    taken.add(fresh)
    renamed.set(id, fresh)
  }
  return renamed
}
