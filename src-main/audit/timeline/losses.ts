/** What became of rows of a file that are not on the timeline, or not as they were. `words` has a message for each. */
export const LOSSES = [
  /** Could not be read; the reader went on behind it. */
  'malformed',
  /** Larger than one event may be. */
  'oversize',
  /** No time, or 0, which a driver writes that could not take it. */
  'untimed',
  /** Further from the first event than a trace is long: another clock or unit. */
  'distant',
  /** A length below 0: kept with length 0. */
  'negative',
  /** Beyond the bytes that a timeline may take. */
  'events',
  'launches',
  'ops',
  'annotations',
  /** Kept without its name, for there were too many. */
  'names',
] as const
export type Loss = (typeof LOSSES)[number]
/** How many rows, by what became of them. */
export type Losses = Readonly<Record<Loss, number>>

/** Losses whose rows are still on the timeline, or are no events of a device. */
const HARMLESS: ReadonlySet<Loss> = new Set<Loss>(['negative', 'untimed', 'distant'])

/** None of any kind. */
export function noLosses(): Record<Loss, number> {
  return Object.fromEntries(LOSSES.map((loss) => [loss, 0])) as Record<Loss, number>
}

/** How many rows are lost to the reader's caps or the file's damage: with any, the file is read in part. */
export function lostInPart(losses: Losses): number {
  return LOSSES.reduce((sum, loss) => (HARMLESS.has(loss) ? sum : sum + losses[loss]), 0)
}
