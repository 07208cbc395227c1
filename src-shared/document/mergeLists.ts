import type { Workspace } from '../domain/workspace.ts'
import { isSame } from './tree.ts'

/** A place that both sides changed, and differently. Null: it is not there on that side. */
export interface Conflict {
  readonly path: string
  readonly label: string
  readonly base: unknown
  readonly ours: unknown
  readonly theirs: unknown
}

/** Three workspaces that are merged. */
export interface Sides {
  readonly base: Workspace
  readonly ours: Workspace
  readonly theirs: Workspace
}

/** Ids of a list in the order of each side. */
export interface SideOrders {
  readonly base: readonly string[]
  readonly ours: readonly string[]
  readonly theirs: readonly string[]
}

/** Whether a side put what it kept into another order. */
function moved(base: readonly string[], side: readonly string[]): boolean {
  const kept = base.filter((id) => side.includes(id))
  return !isSame(
    kept,
    side.filter((id) => kept.includes(id)),
  )
}

/** The merged items in the order of the side that moved or added some; ours where both did. */
export function orderedIds(
  merged: Readonly<Record<string, unknown>>,
  { base, ours, theirs }: SideOrders,
): readonly string[] {
  const added = ours.some((id) => !base.includes(id))
  const weOrder = moved(base, ours) || (added && !moved(base, theirs))
  const [first, second] = weOrder ? [ours, theirs] : [theirs, ours]
  return [...new Set([...first, ...second, ...base])].filter((id) => Object.hasOwn(merged, id))
}

interface Slotted {
  readonly id: string
  readonly slot: number
}

/** Slots there are letters and colours for. */
const ALL_SLOTS: readonly number[] = Array.from({ length: 8 }, (_, slot) => slot)

/** Each item keeps its colour; one whose colour another of ours has gets the first that is free. */
export function giveSlots<Item extends Slotted>(items: readonly Item[], ours: readonly Slotted[]): Item[] {
  const isOurs = (id: string): boolean => ours.some((item) => item.id === id)
  const slots = new Map<string, number>()
  const oursFirst = items.toSorted((left, right) => Number(isOurs(right.id)) - Number(isOurs(left.id)))
  const wanted = new Set(items.map(({ slot }) => slot))
  for (const { id, slot } of oursFirst) {
    const taken = new Set(slots.values())
    const free = ALL_SLOTS.find((candidate) => !taken.has(candidate) && !wanted.has(candidate))
    slots.set(id, taken.has(slot) && free !== undefined ? free : slot)
  }
  return items.map((item) => ({ ...item, slot: slots.get(item.id) ?? item.slot }))
}

/** That a merged list is longer than it may be. @param names what was left out */
export function tooManyLabel(most: number, things: string, names: readonly string[]): string {
  return `more than ${most} ${things}, left out: ${names.join('; ')}`
}
