import type { Scenario } from '../domain/scenario.ts'
import { MOST_SCENARIOS, type Workspace } from '../domain/workspace.ts'
import { placeLabel } from './label.ts'
import { separateAdditions } from './mergeAdditions.ts'
import { childrenOf, isSame, toTree, type Tree } from './tree.ts'

/** A place that both sides changed, and differently. Null: it is not there on that side. */
export interface Conflict {
  readonly path: string
  readonly label: string
  readonly base: unknown
  readonly ours: unknown
  readonly theirs: unknown
}

/** A merged workspace, always valid; in conflict it holds our value, or the one side that still has it. */
export interface Merge {
  readonly workspace: Workspace
  readonly conflicts: readonly Conflict[]
}

const ALL_SLOTS: readonly number[] = Array.from({ length: MOST_SCENARIOS }, (_, slot) => slot)

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

interface Sides {
  readonly base: Workspace
  readonly ours: Workspace
  readonly theirs: Workspace
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

/** Whether a value may not be made up of parts from both sides. */
function isTakenWhole(path: readonly string[], ours: Tree, theirs: Tree): boolean {
  switch (path[0]) {
    case 'profiles':
      return path.length === 3
    case 'scenarios':
      return (
        path.length === 3 &&
        (path[2] === 'layout' || (path[2] === 'machine' && ours['hardware'] !== theirs['hardware']))
      )
    default:
      return false
  }
}

/** Turns the merged tree back into a workspace and mends what only the whole can show to be broken. */
function assemble(tree: Tree, found: readonly Conflict[], sides: Sides): Merge {
  const { scenarios: merged, profiles: _profiles, ...rest } = tree
  const { kept, dropped } = orderScenarios(merged as Readonly<Record<string, unknown>>, sides)
  // Each side may have removed what the other kept; a workspace without scenarios does not exist.
  const scenarios = kept.length > 0 ? giveSlots(kept, sides.ours) : sides.ours.scenarios
  const used = new Set([...scenarios.map(({ hardware }) => hardware), ...scenarios.map(({ model }) => model)])
  const conflicts = found.filter(({ path }) => {
    const [first, , id] = path.split('/')
    return first !== 'profiles' || (id !== undefined && used.has(id))
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
  const workspace = { ...(rest as unknown as Omit<Workspace, 'scenarios' | 'profiles'>), baseline, scenarios }
  return { workspace: { ...workspace, profiles: chooseProfiles(scenarios, sides) }, conflicts }
}

function orderScenarios(merged: Readonly<Record<string, unknown>>, { base, ours, theirs }: Sides) {
  const weOrder = moved(base, ours) || (added(base, ours) && !moved(base, theirs))
  const [first, second] = weOrder ? [ours, theirs] : [theirs, ours]
  const order = [...new Set([...ids(first), ...ids(second), ...ids(base)])].filter((id) => Object.hasOwn(merged, id))
  const all = order.map((id) => toScenario(id, merged[id]))
  return { kept: all.slice(0, MOST_SCENARIOS), dropped: all.slice(MOST_SCENARIOS) }
}

function ids(side: Workspace): readonly string[] {
  return side.scenarios.map(({ id }) => id)
}

/** Whether a side put scenarios that it kept into another order. */
function moved(base: Workspace, side: Workspace): boolean {
  const kept = ids(base).filter((id) => ids(side).includes(id))
  return !isSame(
    kept,
    ids(side).filter((id) => kept.includes(id)),
  )
}

function added(base: Workspace, side: Workspace): boolean {
  return ids(side).some((id) => !ids(base).includes(id))
}

function toScenario(id: string, value: unknown): Scenario {
  const { machine, layout, deployment, ...rest } = value as Record<string, object>
  return { ...rest, ...machine, id, deployment: { ...layout, ...deployment } } as unknown as Scenario
}

/** Each column keeps its colour; one whose colour another of ours has gets the first that is free. */
function giveSlots(scenarios: readonly Scenario[], ours: Workspace): Scenario[] {
  const slots = new Map<string, number>()
  const oursFirst = scenarios.toSorted(
    (left, right) => Number(ids(ours).includes(right.id)) - Number(ids(ours).includes(left.id)),
  )
  const wanted = new Set(scenarios.map(({ slot }) => slot))
  for (const { id, slot } of oursFirst) {
    const taken = new Set(slots.values())
    const free = ALL_SLOTS.find((candidate) => !taken.has(candidate) && !wanted.has(candidate))
    slots.set(id, taken.has(slot) && free !== undefined ? free : slot)
  }
  return scenarios.map((scenario) => ({ ...scenario, slot: slots.get(scenario.id) ?? scenario.slot }))
}

/** The profile of each scenario: the side that changed it, ours when both did, whoever has it when one dropped it. */
function chooseProfiles(scenarios: readonly Scenario[], { base, ours, theirs }: Sides): Workspace['profiles'] {
  function choose<Embedded extends { readonly hash: string }>(
    ids: readonly string[],
    table: (side: Workspace) => Readonly<Record<string, Embedded>>,
  ): Record<string, Embedded> {
    const chosen: Record<string, Embedded> = {}
    for (const id of ids) {
      const [before, left, right] = [table(base)[id], table(ours)[id], table(theirs)[id]]
      const profile = left && right ? (left.hash === before?.hash ? right : left) : (left ?? right ?? before)
      if (profile) chosen[id] = profile
    }
    return chosen
  }
  return {
    hardware: choose(
      scenarios.map(({ hardware }) => hardware),
      (side) => side.profiles.hardware,
    ),
    models: choose(
      scenarios.map(({ model }) => model),
      (side) => side.profiles.models,
    ),
  }
}

function tooMany(sides: Sides, dropped: readonly Scenario[]): Conflict {
  const names = dropped.map(({ id }) => placeLabel(['scenarios', id], [sides.ours, sides.theirs, sides.base]))
  return listConflict(sides, `more than ${MOST_SCENARIOS} scenarios, left out: ${names.join('; ')}`)
}

function listConflict({ base, ours, theirs }: Sides, label: string): Conflict {
  return { path: 'scenarios', label, base: ids(base), ours: ids(ours), theirs: ids(theirs) }
}
