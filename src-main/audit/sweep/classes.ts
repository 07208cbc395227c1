/**
 * What a device may be doing at a moment, in the order in which a moment is booked: of those that are active together, the
 * first has it. Movement is therefore exposed only where nothing is computed.
 */
export const BUSY_CLASSES = [
  'compute',
  'attention',
  'memoryBound',
  'unclassified',
  'collective',
  'peerCopy',
  'hostToDevice',
  'deviceToHost',
  'localCopy',
] as const
export type BusyClass = (typeof BUSY_CLASSES)[number]

/** A number a class. */
export type ByClass = Record<BusyClass, number>

/** Sets of classes that may be active together, each class a bit. */
export const MASKS = 1 << BUSY_CLASSES.length

/** The bit's place of a class. */
export function placeOf(name: BusyClass): number {
  return BUSY_CLASSES.indexOf(name)
}

/** Nothing of any class. */
export function noClass(): ByClass {
  return Object.fromEntries(BUSY_CLASSES.map((name) => [name, 0])) as ByClass
}

/** Of each set of classes, the place of the one its time is booked to; of the empty set, -1. */
export const BOOKED: Int8Array = Int8Array.from({ length: MASKS }, (_, mask) =>
  BUSY_CLASSES.findIndex((_name, place) => (mask & (1 << place)) !== 0),
)
