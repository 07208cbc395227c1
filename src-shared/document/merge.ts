import { usedProfileIds } from '../domain/resolve.ts'
import type { Scenario } from '../domain/scenario.ts'
import { MOST_SCENARIOS, type Workspace } from '../domain/workspace.ts'
import { placeLabel } from './label.ts'
import { isBriefTakenWhole, mergedBrief } from './mergeBrief.ts'
import { separateAdditions } from './mergeAdditions.ts'
import { giveSlots, orderedIds, tooManyLabel, type Conflict, type Sides } from './mergeLists.ts'
import { childrenOf, isSame, toScenario, toTree, type Tree } from './tree.ts'

/** A merged workspace, always valid; in conflict it holds our value, or the one side that still has it. */
export interface Merge {
  readonly workspace: Workspace
  readonly conflicts: readonly Conflict[]
}

/**
 * Three-way merge. Fields changed on one side only are taken from it; what both added is kept side by side. What makes
 * sense only together is taken together: the layout on devices, the device with its overridden figures when the device
 * was changed, and each embedded profile.
 * @param base what both sides started from
 */
export function mergeWorkspaces(base: Workspace, ours: Workspace, theirs: Workspace): Merge {
  const theirsApart = separateAdditions(base, ours, theirs)
  const sides = { base, ours, theirs: theirsApart }
  const { value, conflicts } = mergeTrees(toTree(base), toTree(ours), toTree(theirsApart), [ours, theirsApart, base])
  return assemble(value, conflicts, sides)
}

function mergeTrees(base: Tree, ours: Tree, theirs: Tree, names: readonly Workspace[]) {
  const conflicts: Conflict[] = []

  function merge(before: unknown, left: unknown, right: unknown, path: readonly string[]): unknown {
    if (isSame(left, right) || isSame(before, right)) return left
    if (isSame(before, left)) return right
    const leftChildren = childrenOf(left)
    const rightChildren = childrenOf(right)
    if (leftChildren && rightChildren && !isTakenWhole(path, leftChildren, rightChildren)) {
      const beforeChildren = childrenOf(before) ?? {}
      const keys = new Set([...Object.keys(leftChildren), ...Object.keys(rightChildren)])
      return Object.fromEntries(
        [...keys]
          .map((key) => [key, merge(beforeChildren[key], leftChildren[key], rightChildren[key], [...path, key])])
          .filter(([, value]) => value !== undefined),
      )
    }
    conflicts.push({
      path: path.join('/'),
      label: placeLabel(path, names),
      base: before ?? null,
      ours: left ?? null,
      theirs: right ?? null,
    })
    return left ?? right
  }

  return { value: merge(base, ours, theirs, []) as Tree, conflicts }
}

/** Whether a value may not be made up of parts from both sides. @param path of a value both sides have, with what each has there */
export function isTakenWhole(path: readonly string[], ours: Tree, theirs: Tree): boolean {
  switch (path[0]) {
    case 'profiles':
      return path.length === 3
    case 'scenarios':
      return (
        path.length === 3 &&
        (path[2] === 'layout' || (path[2] === 'machine' && ours['hardware'] !== theirs['hardware']))
      )
    case 'report':
      // A logo, an approval or an order of sections is one thing; edited blocks are many.
      return path.length === 2 && path[1] !== 'texts'
    case 'brief':
      return isBriefTakenWhole(path, ours, theirs)
    default:
      return false
  }
}

/** Turns the merged tree back into a workspace and mends what only the whole can show to be broken. */
function assemble(tree: Tree, found: readonly Conflict[], sides: Sides): Merge {
  const { scenarios: merged, brief: mergedTree, profiles: _profiles, ...rest } = tree
  const { kept, dropped } = orderScenarios(merged as Readonly<Record<string, unknown>>, sides)
  // Each side may have removed what the other kept; a workspace without scenarios does not exist.
  const scenarios = kept.length > 0 ? giveSlots(kept, sides.ours.scenarios) : sides.ours.scenarios
  const { brief, conflicts: ofBrief } = mergedBrief(mergedTree as Tree, sides)
  const profiles = chooseProfiles(usedProfileIds({ scenarios, brief }), sides)
  const conflicts = found.filter(({ path }) => {
    const [first, table, id = ''] = path.split('/')
    return first !== 'profiles' || Object.hasOwn(profiles[table === 'models' ? 'models' : 'hardware'], id)
  })
  if (dropped.length > 0) conflicts.push(tooMany(sides, dropped))
  if (kept.length === 0) conflicts.push(listConflict(sides, 'all scenarios, removed on one side or the other'))

  const wanted = (rest as unknown as Workspace).baseline
  const baseline = scenarios.some(({ id }) => id === wanted) ? wanted : (scenarios[0]?.id ?? wanted)
  if (baseline !== wanted && !conflicts.some(({ path }) => path === 'baseline')) {
    conflicts.push({
      path: 'baseline',
      label: 'baseline',
      base: sides.base.baseline,
      ours: sides.ours.baseline,
      theirs: sides.theirs.baseline,
    })
  }
  const others = rest as unknown as Omit<Workspace, 'scenarios' | 'profiles' | 'brief'>
  const workspace = { ...others, baseline, scenarios, brief }
  return {
    workspace: { ...workspace, profiles },
    conflicts: [...conflicts, ...ofBrief],
  }
}

function orderScenarios(merged: Readonly<Record<string, unknown>>, sides: Sides) {
  const all = orderedIds(merged, {
    base: ids(sides.base),
    ours: ids(sides.ours),
    theirs: ids(sides.theirs),
  }).map((id) => toScenario(id, merged[id]))
  return { kept: all.slice(0, MOST_SCENARIOS), dropped: all.slice(MOST_SCENARIOS) }
}

function ids(side: Workspace): readonly string[] {
  return side.scenarios.map(({ id }) => id)
}

/**
 * Each profile that is used: the side that changed it, ours when both did, whoever has it when one dropped it. One that no side
 * uses, as a file may hold, is taken like any other field; one that only a side used is left behind with what used it.
 */
function chooseProfiles(used: ReturnType<typeof usedProfileIds>, { base, ours, theirs }: Sides): Workspace['profiles'] {
  const anywhere = [base, ours, theirs].map(usedProfileIds)
  function choose<Embedded extends { readonly hash: string }>(
    name: 'hardware' | 'models',
    table: (side: Workspace) => Readonly<Record<string, Embedded>>,
  ): Record<string, Embedded> {
    const chosen: Record<string, Embedded> = {}
    for (const id of new Set([base, ours, theirs].flatMap((side) => Object.keys(table(side))))) {
      const [before, left, right] = [table(base)[id], table(ours)[id], table(theirs)[id]]
      const isUsed = used[name].has(id)
      if (!isUsed && anywhere.some((ids) => ids[name].has(id))) continue
      // The side that changed it counts, ours where both did; dropped is changed, and goes only where nothing names it.
      const oneSide = left?.hash === before?.hash ? right : left
      const other = right?.hash === before?.hash ? undefined : right
      const profile = oneSide ?? (isUsed ? (left ?? right ?? before) : other)
      if (profile) chosen[id] = profile
    }
    return chosen
  }
  return {
    hardware: choose('hardware', (side) => side.profiles.hardware),
    models: choose('models', (side) => side.profiles.models),
  }
}

function tooMany(sides: Sides, dropped: readonly Scenario[]): Conflict {
  const names = dropped.map(({ id }) => placeLabel(['scenarios', id], [sides.ours, sides.theirs, sides.base]))
  return listConflict(sides, tooManyLabel(MOST_SCENARIOS, 'scenarios', names))
}

function listConflict({ base, ours, theirs }: Sides, label: string): Conflict {
  return { path: 'scenarios', label, base: ids(base), ours: ids(ours), theirs: ids(theirs) }
}
