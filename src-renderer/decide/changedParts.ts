import type { Brief } from '#shared/domain/brief/brief.ts'
import type { Workspace } from '#shared/domain/workspace.ts'

/** Parts of a brief a verdict rests on; the question, its owner, objections and notes change no figure. */
const PARTS = [
  'demand',
  'promise',
  'quality',
  'constraints',
  'finance',
  'site',
  'criterion',
  'second',
  'thresholds',
  'alternatives',
  'horizon',
  'neededBy',
  'date',
  'bridge',
  'setAside',
  'model',
] as const satisfies readonly (keyof Brief)[]
/** A part a verdict rests on. */
export type ChangedPart = (typeof PARTS)[number] | 'profiles'

type Read = Pick<Workspace, 'brief' | 'profiles'>

/** What is the same object is unchanged; a step that is taken back makes other objects that say the same. */
function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}

/** Profiles by their hashes. */
function hashesOf({ hardware, models }: Workspace['profiles']): unknown {
  return [hardware, models].map((table) =>
    Object.entries(table)
      .map(([id, { hash }]) => `${id} ${hash}`)
      .toSorted(),
  )
}

/** What a verdict rests on that is another one now; where a change was taken back, nothing is. */
export function changedParts(before: Read, now: Read): readonly ChangedPart[] {
  if (before.brief === now.brief && before.profiles === now.profiles) return []
  const parts = PARTS.filter((part) => !same(before.brief[part], now.brief[part]))
  const isAsBefore = before.profiles === now.profiles || same(hashesOf(before.profiles), hashesOf(now.profiles))
  return isAsBefore ? parts : [...parts, 'profiles']
}
