import type { Amount } from '../units/amount.ts'

/** No parameters. */
type None = Readonly<Record<never, never>>
type Between = { readonly low: Amount; readonly high: Amount }

/** What a bandwidth experiment says beyond its numbers, by code. */
export interface ExperimentWords {
  'experiment.noLaw.same-bandwidth': None
  'experiment.noLaw.slower-with-more': None
  /** Which waiting does: a queue that the higher bandwidth drains. */
  'experiment.noLaw.faster-than-proportional': None
  /** `share`: of the time at the slowest bandwidth; in 80 of 100 such experiments it is between the others. */
  'experiment.share': Between & { readonly share: Amount; readonly bandwidth: Amount }
  /** Nothing was repeated; where times are off by `off`, the share is between the others. */
  'experiment.notRepeated': Between & { readonly share: Amount; readonly bandwidth: Amount; readonly off: Amount }
  /** `spread`: of a repeat. `within`: points to each side. */
  'experiment.repeatsNeeded': { readonly count: number; readonly within: Amount; readonly spread: Amount }
  'experiment.repeatsHopeless': { readonly within: Amount; readonly spread: Amount }
  'experiment.lawHolds': None
  /** The fastest point is slower than the law: moving overlaps with the rest, and the next step brings less. */
  'experiment.bringsLess': None
  'experiment.bringsMore': None
  /** Three bandwidths or more, nothing repeated: `off` is the furthest of them from the law. */
  'experiment.lawNotTested': { readonly off: Amount }
  /** Between which values the time at a bandwidth lies over that at the fastest measured one. */
  'experiment.next': Between & { readonly bandwidth: Amount; readonly change: Amount }
  'experiment.nextWithout': { readonly bandwidth: Amount; readonly change: Amount }
  'experiment.tooFar': { readonly bandwidth: Amount; readonly times: number }
  /** Times to a first token under load. */
  'experiment.underLoad': None
}
