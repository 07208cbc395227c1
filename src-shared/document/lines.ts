import type { Workspace } from '../domain/workspace.ts'
import { isBriefFigure } from './briefFigure.ts'
import { placeLabel } from './label.ts'
import { leavesOf, toTree } from './tree.ts'

/** One field of a workspace as a person would name it. */
export interface DocumentLine {
  /** Names from the outside in, joined by “/”, as those of a difference. */
  readonly path: string
  readonly label: string
  /** Plain data. */
  readonly value: unknown
}

/**
 * Every field of a workspace, one after another, always in the same order: what two of them differ in, any tool that compares
 * lines can show. A figure of the brief with its range, grade and source is one.
 */
export function documentLines(workspace: Workspace): readonly DocumentLine[] {
  const tree = toTree(workspace)
  const sorted = Object.fromEntries(Object.entries(tree).toSorted(([one], [other]) => (one < other ? -1 : 1)))
  return leavesOf(sorted, isBriefFigure).map(([path, value]) => ({
    path: path.join('/'),
    label: placeLabel(path, [workspace]),
    value,
  }))
}
