import { BOOKED, BUSY_CLASSES, noClass, type BusyClass, type ByClass } from '../sweep/classes.ts'

/** Why a device does nothing: inferred from when the next of its work was launched. */
export const IDLE_CAUSES = ['hostBound', 'queued', 'notKnown'] as const
export type IdleCause = (typeof IDLE_CAUSES)[number]

/** Where the time of a device went between two moments, in whole nanoseconds: `exposed` and `idle` together are the span. */
export interface Shares {
  readonly from: number
  readonly to: number
  readonly span: number
  /** By the class a moment is booked to. */
  readonly exposed: Readonly<ByClass>
  /** In which a class is active, alone or not. */
  readonly active: Readonly<ByClass>
  readonly idle: number
  /** `hostBound`: the next work was launched after the device ran dry. `queued`: before. `notKnown`: no launch is known. */
  readonly idleBy: Readonly<Record<IdleCause, number>>
}

/** Time of a class behind another one that is booked before it. */
export function hidden(shares: Shares, name: BusyClass): number {
  return shares.active[name] - shares.exposed[name]
}

const CLASSES = BUSY_CLASSES.length
/** Numbers of one tally: exposed and active by class, then idle by cause. */
export const TALLY = 2 * CLASSES + IDLE_CAUSES.length

/** Adds a stretch to the tally at a place. @param cause place in `IDLE_CAUSES`, of a stretch without a class */
export function tally(tallies: Float64Array, place: number, mask: number, cause: number, time: number): void {
  if (mask === 0) {
    const slot = place + 2 * CLASSES + cause
    tallies[slot] = (tallies[slot] as number) + time
    return
  }
  const owner = place + (BOOKED[mask] as number)
  tallies[owner] = (tallies[owner] as number) + time
  for (let name = 0; name < CLASSES; name++) {
    if ((mask & (1 << name)) === 0) continue
    const slot = place + CLASSES + name
    tallies[slot] = (tallies[slot] as number) + time
  }
}

/** The tally at a place, by name. */
export function sharesAt(tallies: Float64Array, place: number, from: number, to: number): Shares {
  const [exposed, active] = [noClass(), noClass()]
  for (const [index, name] of BUSY_CLASSES.entries()) {
    exposed[name] = tallies[place + index] as number
    active[name] = tallies[place + CLASSES + index] as number
  }
  const idleBy = { hostBound: 0, queued: 0, notKnown: 0 }
  for (const [index, cause] of IDLE_CAUSES.entries()) idleBy[cause] = tallies[place + 2 * CLASSES + index] as number
  const idle = idleBy.hostBound + idleBy.queued + idleBy.notKnown
  return { from, to, span: to - from, exposed, active, idle, idleBy }
}
