import type { Workspace } from '../domain/workspace.ts'
import { isBriefFigure } from './briefFigure.ts'
import { placeLabel } from './label.ts'
import { childrenOf, toTree } from './tree.ts'

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
 * lines can show. A figure of the brief with its range, grade and source is one; an empty list or map says that it is empty.
 */
export function documentLines(workspace: Workspace): readonly DocumentLine[] {
  const found: DocumentLine[] = []
  const walk = (value: unknown, path: readonly string[]): void => {
    const children = isBriefFigure(path) ? null : childrenOf(value)
    if (children === null || Object.keys(children).length === 0) {
      found.push({ path: path.join('/'), label: placeLabel(path, [workspace]), value })
      return
    }
    for (const [key, inner] of Object.entries(children)) walk(inner, [...path, key])
  }
  for (const [key, value] of Object.entries(toTree(workspace)).toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    walk(value, [key])
  }
  return found
}
