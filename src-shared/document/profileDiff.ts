import { childrenOf, isSame } from './tree.ts'

/** One place where two states of a profile differ. */
export interface ProfileChange {
  /** "memory.hbm.bandwidth", "name"; items of lists by id where they have one. */
  readonly path: string
  /** Plain data: a whole figure, a text, a list. Null where there was nothing. */
  readonly before: unknown
  readonly after: unknown
}

/**
 * What differs between two states of a profile, figure by figure. The table of sources is left out unless nothing else
 * differs: a figure says which source it has.
 * @param before @param after profiles of one kind
 */
export function diffProfiles(before: object, after: object): readonly ProfileChange[] {
  const found: ProfileChange[] = []
  compare(before, after, [], found)
  const beyondSources = found.filter(({ path }) => !path.startsWith('sources.'))
  return beyondSources.length > 0 ? beyondSources : found
}

function compare(left: unknown, right: unknown, path: readonly string[], found: ProfileChange[]): void {
  if (isSame(left, right)) return
  const leftChildren = isFigure(left) ? null : childrenOf(left)
  const rightChildren = isFigure(right) ? null : childrenOf(right)
  if (!leftChildren || !rightChildren) {
    found.push({ path: path.join('.'), before: left ?? null, after: right ?? null })
    return
  }
  for (const key of new Set([...Object.keys(leftChildren), ...Object.keys(rightChildren)])) {
    compare(leftChildren[key], rightChildren[key], [...path, key], found)
  }
}

/** A figure is one thing: half of it from here and half from there would be a figure nobody published. */
function isFigure(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'value' in value && 'grade' in value && 'source' in value
}
