import { usedProfileIds } from '../domain/resolve.ts'
import type { Workspace } from '../domain/workspace.ts'
import { diffWorkspaces, type Difference } from './diff.ts'
import { placeLabel } from './label.ts'
import { isTakenWhole } from './merge.ts'
import { wholeBrief } from './mergeBrief.ts'
import { giveSlots } from './mergeLists.ts'
import { childrenOf, isSame, toAlternative, toScenario, toTree, type Tree } from './tree.ts'

/** A place in which two workspaces differ, and that is taken from one of them or not at all. */
export interface DifferingPlace {
  /** Names from the outside in, joined by “/”, as a difference has it. */
  readonly path: string
  /** The place as a person would name it. */
  readonly label: string
  /** Plain data; null where nothing was. */
  readonly before: unknown
  readonly after: unknown
  /** What differs inside it, at least one. */
  readonly differences: readonly Difference[]
}

/** What stands at a place of both sides; undefined: nothing. */
type Choose = (path: readonly string[], left: unknown, right: unknown) => unknown

/**
 * The places in which two workspaces differ, in the units a merge takes as one: a profile, the layout on devices, a figure
 * with its range and source, a scenario or an alternative that is on one side alone, and an order of either.
 * @returns the places in the order of `diffWorkspaces`; together they hold each of its differences once
 */
export function differingPlaces(before: Workspace, after: Workspace): readonly DifferingPlace[] {
  const differences = diffWorkspaces(before, after)
  const found: DifferingPlace[] = []
  const add = (path: string, label: string, left: unknown, right: unknown, within: readonly Difference[]) =>
    void found.push({ path, label, before: left ?? null, after: right ?? null, differences: within })
  chosen(toTree(before), toTree(after), (names, left, right) => {
    const path = names.join('/')
    const within = differences.filter((each) => each.path === path || each.path.startsWith(`${path}/`))
    add(path, placeLabel(names, [after, before]), left, right, within)
    return left
  })
  for (const order of differences.filter(({ path }) => ORDERS.has(path))) {
    add(order.path, order.label, order.before, order.after, [order])
  }
  const rank = ({ differences: [first] }: DifferingPlace): number => differences.indexOf(first as Difference)
  return found.toSorted((one, other) => rank(one) - rank(other))
}

/** Places whose value is an order: what is in them are places of their own. */
const ORDERS: ReadonlySet<string> = new Set(['scenarios', 'brief/alternatives'])

/**
 * A workspace with what stands at some places of another. Profiles come along where they are needed, and what only the whole
 * can show to be broken is mended: no name leads to nothing, no colour is there twice. Only a list can become longer than
 * a file may hold it.
 * @param into keeps all other places
 * @param from has the values that are taken
 * @param paths of `differingPlaces(into, from)`; any other is passed over
 */
export function taking(into: Workspace, from: Workspace, paths: Iterable<string>): Workspace {
  const wanted = new Set(paths)
  const tree = chosen(toTree(into), toTree(from), (path, left, right) => (wanted.has(path.join('/')) ? right : left))
  const { scenarios: scenarioTrees, brief: briefTree, profiles: _profiles, ...rest } = tree as Tree & { brief: Tree }

  function listed<Item extends { readonly id: string; readonly slot: number }>(
    path: string,
    items: unknown,
    toItem: (id: string, value: unknown) => Item,
    list: (workspace: Workspace) => readonly Item[],
  ): Item[] {
    const values = items as Tree
    const ids = [into, from].map((side) => list(side).flatMap(({ id }) => (Object.hasOwn(values, id) ? [id] : [])))
    const [lead = [], other = []] = wanted.has(path) ? ids.toReversed() : ids
    return giveSlots(
      woven(lead, other).map((id) => toItem(id, values[id])),
      list(into),
    )
  }

  const found = listed('scenarios', scenarioTrees, toScenario, (side) => side.scenarios)
  // A workspace without scenarios does not exist.
  const scenarios = found.length > 0 ? found : into.scenarios
  const alternatives = listed(
    'brief/alternatives',
    briefTree['alternatives'],
    toAlternative,
    (side) => side.brief.alternatives,
  )
  const brief = wholeBrief(briefTree, alternatives)
  const others = rest as unknown as Omit<Workspace, 'scenarios' | 'profiles' | 'brief'>
  const isThere = (wish: string): boolean => scenarios.some(({ id }) => id === wish)
  const baseline = [others.baseline, into.baseline].find(isThere) ?? scenarios[0]?.id ?? others.baseline
  const profiles = profilesFor(usedProfileIds({ scenarios, brief }), into, from, wanted)
  return { ...others, baseline, scenarios, brief, profiles }
}

/** Two trees as one: where they differ in something that is taken as one, what is chosen stands. */
function chosen(left: Tree, right: Tree, choose: Choose): Tree {
  function walk(one: unknown, other: unknown, path: readonly string[]): unknown {
    if (isSame(one, other)) return one
    const ours = childrenOf(one)
    const theirs = childrenOf(other)
    if (!ours || !theirs || isTakenWhole(path, ours, theirs)) return choose(path, one, other)
    return Object.fromEntries(
      [...new Set([...Object.keys(ours), ...Object.keys(theirs)])]
        .map((key) => [key, walk(ours[key], theirs[key], [...path, key])] as const)
        .filter(([, value]) => value !== undefined),
    )
  }
  return walk(left, right, []) as Tree
}

/** All ids in the order of the first list; what only the second has stands behind what it follows there. */
function woven(lead: readonly string[], other: readonly string[]): readonly string[] {
  const all = [...lead]
  for (const [at, id] of other.entries()) {
    if (!all.includes(id)) all.splice(all.indexOf(other[at - 1] ?? '') + 1, 0, id)
  }
  return all
}

/** Those of `into` as far as they are not taken from `from`, and what is used and only `from` has. */
function profilesFor(
  used: ReturnType<typeof usedProfileIds>,
  into: Workspace,
  from: Workspace,
  wanted: ReadonlySet<string>,
): Workspace['profiles'] {
  function table<Embedded>(
    name: 'hardware' | 'models',
    of: (workspace: Workspace) => Readonly<Record<string, Embedded>>,
  ): Record<string, Embedded> {
    const [ours, theirs] = [of(into), of(from)]
    const result: Record<string, Embedded> = {}
    for (const id of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
      const isTaken = wanted.has(`profiles/${name}/${id}`)
      const isUsed = used[name].has(id)
      const own = Object.hasOwn(ours, id) ? ours[id] : undefined
      const other = Object.hasOwn(theirs, id) ? theirs[id] : undefined
      const profile = isTaken ? (other ?? (isUsed ? own : undefined)) : (own ?? (isUsed ? other : undefined))
      if (profile !== undefined) result[id] = profile
    }
    return result
  }
  return {
    hardware: table('hardware', (side) => side.profiles.hardware),
    models: table('models', (side) => side.profiles.models),
  }
}
