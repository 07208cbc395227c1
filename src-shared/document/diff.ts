import type { Workspace } from '../domain/workspace.ts'
import { isBriefFigure } from './briefFigure.ts'
import { placeLabel } from './label.ts'
import { childrenOf, isSame, toTree } from './tree.ts'

/** One difference between two workspaces. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed'
  /** Names from the outside in, joined by “/”; scenarios and memory levels by id: "scenarios/a/layout/devices". */
  readonly path: string
  /** The place as a person would name it. */
  readonly label: string
  /** Plain data; null where nothing was. A whole scenario or profile where one was added or removed. */
  readonly before: unknown
  readonly after: unknown
}

/**
 * What differs between two workspaces in meaning: a scenario or an alternative that only moved is one difference, the order of
 * keys is none.
 * @returns the differences, outermost fields in alphabetical order, scenarios in the order of `after`
 */
export function diffWorkspaces(before: Workspace, after: Workspace): readonly Difference[] {
  const found: Difference[] = []
  const name = (path: readonly string[]) => placeLabel(path, [after, before])

  function compare(left: unknown, right: unknown, path: readonly string[]): void {
    if (isSame(left, right)) return
    const leftChildren = childrenOf(left)
    const rightChildren = childrenOf(right)
    if (leftChildren && rightChildren && !isBriefFigure(path)) {
      for (const key of new Set([...Object.keys(rightChildren), ...Object.keys(leftChildren)])) {
        compare(leftChildren[key], rightChildren[key], [...path, key])
      }
      return
    }
    const kind = left === undefined ? 'added' : right === undefined ? 'removed' : 'changed'
    found.push({ kind, path: path.join('/'), label: name(path), before: left ?? null, after: right ?? null })
  }

  compare(toTree(before), toTree(after), [])
  const orders = [
    compareOrder('scenarios', 'scenarios', before.scenarios, after.scenarios),
    compareOrder('brief/alternatives', 'alternatives', before.brief.alternatives, after.brief.alternatives),
  ]
  return [...found, ...orders.filter((order) => order !== null)]
}

function compareOrder(
  path: string,
  things: string,
  before: readonly { readonly id: string }[],
  after: readonly { readonly id: string }[],
): Difference | null {
  const left = before.map(({ id }) => id)
  const right = after.map(({ id }) => id)
  const common = left.filter((id) => right.includes(id))
  if (
    isSame(
      common,
      right.filter((id) => left.includes(id)),
    )
  )
    return null
  return { kind: 'changed', path, label: `order of ${things}`, before: left, after: right }
}
