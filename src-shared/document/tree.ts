import type { Alternative } from '../domain/brief/alternative.ts'
import type { Scenario } from '../domain/scenario.ts'
import type { Workspace } from '../domain/workspace.ts'
import { canonicalJson } from './canonical.ts'

/** A workspace as nested maps, in which every scenario, alternative and memory level is found by its id instead of its position. */
export type Tree = Readonly<Record<string, unknown>>

/**
 * Turns a workspace into nested maps for comparison. Fields that only make sense together are put together: the device
 * and the figures overridden on it (`machine`), and what lays the model out on devices (`layout`). Hashes are left out,
 * for they follow from the profiles.
 */
export function toTree(workspace: Workspace): Tree {
  const { scenarios, profiles, brief, ...rest } = workspace
  return {
    ...rest,
    brief: {
      ...brief,
      alternatives: Object.fromEntries(
        brief.alternatives.map(({ id, hardware, hardwareOverrides, ...alternative }) => [
          id,
          { ...alternative, machine: { hardware, hardwareOverrides } },
        ]),
      ),
    },
    scenarios: Object.fromEntries(
      scenarios.map(({ id, hardware, hardwareOverrides, deployment, ...scenario }) => {
        const { weightPrecision, activationPrecision, kvPrecision, software, stack, overlap, routingSkew, ...layout } =
          deployment
        const settings = { weightPrecision, activationPrecision, kvPrecision, software, stack, overlap, routingSkew }
        return [id, { ...scenario, machine: { hardware, hardwareOverrides }, layout, deployment: settings }]
      }),
    ),
    profiles: {
      hardware: withoutHashes(profiles.hardware),
      models: withoutHashes(profiles.models),
    },
  }
}

/** A scenario of a tree as a workspace has it: what `toTree` put together stands apart again. */
export function toScenario(id: string, value: unknown): Scenario {
  const { machine, layout, deployment, ...rest } = value as Record<string, object>
  return { ...rest, ...machine, id, deployment: { ...layout, ...deployment } } as unknown as Scenario
}

/** An alternative of a tree's brief as a workspace has it. */
export function toAlternative(id: string, value: unknown): Alternative {
  const { machine, ...rest } = value as Record<string, object>
  return { ...rest, ...machine, id } as unknown as Alternative
}

/** The children of a value by name; null for a leaf. Lists whose items all have an id are maps, other lists are leaves. */
export function childrenOf(value: unknown): Tree | null {
  if (isTree(value)) return value
  if (!Array.isArray(value) || value.length === 0) return null
  const entries: [string, unknown][] = []
  for (const item of value as readonly unknown[]) {
    if (!isTree(item) || typeof item['id'] !== 'string') return null
    entries.push([item['id'], item])
  }
  return Object.fromEntries(entries)
}

/**
 * Every leaf of a tree with the names that lead to it, in the tree's own order; what has no children is one.
 * @param isWhole whether what stands at a path is one thing, whatever is in it
 */
export function leavesOf(
  tree: Tree,
  isWhole: (path: readonly string[]) => boolean,
): readonly (readonly [path: readonly string[], value: unknown])[] {
  const walk = (value: unknown, path: readonly string[]): readonly (readonly [readonly string[], unknown])[] => {
    const children = isWhole(path) ? null : childrenOf(value)
    if (children === null) return [[path, value]]
    return Object.entries(children).flatMap(([key, inner]) => walk(inner, [...path, key]))
  }
  return Object.entries(tree).flatMap(([key, value]) => walk(value, [key]))
}

/** Whether two values are the same to a reader of the file. Undefined stands for a value that is not there. */
export function isSame(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return left === right
  return left === right || canonicalJson(left) === canonicalJson(right)
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function withoutHashes(table: Readonly<Record<string, { readonly profile: unknown }>>): Tree {
  return Object.fromEntries(Object.entries(table).map(([id, { profile }]) => [id, profile]))
}
