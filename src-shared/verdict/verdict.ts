import type { TurningPoint } from '../domain/analysis/breakEven.ts'
import type { Resource } from '../domain/result.ts'
import type { SensitiveMetric } from '../domain/sensitivity.ts'
import type { Wording } from '../domain/wording.ts'
import type { Workspace } from '../domain/workspace.ts'

/** A scenario as a verdict names it. */
export interface Contestant {
  readonly id: string
  readonly slot: number
  readonly name: string
}

/** A scenario that cannot be chosen. */
export interface Outsider {
  readonly scenario: Contestant
  /** `unknown`: whether it fits, or a time, is not known; `noNumber`: it qualifies, but the criterion's number is not known. */
  readonly why: 'doesNotFit' | 'misses' | 'unknown' | 'noNumber'
  /** Seconds; null: not known. */
  readonly tpot: number | null
  readonly ttft: number | null
  /** Why the criterion's number is not known; null where it is. */
  readonly reason: Wording | null
}

/** How sure a share of draws makes it. */
export type Level = 'certain' | 'veryLikely' | 'likely' | 'moreLikely' | 'open'

/** How sure the choice is. */
export interface Certainty {
  /**
   * `alone`: there is one scenario; `only`: no other qualifies; `first`: draws in which the choice is best of all; `ahead`:
   * draws in which it beats its closest rival that qualifies, because one that does not qualify is first in others.
   */
  readonly kind: 'alone' | 'only' | 'first' | 'ahead'
  readonly rival: Contestant | null
  /** Of so many draws. */
  readonly count: number
  readonly draws: number
  readonly level: Level
  /** Draws in which the choice keeps the objective; null: there is none, or there is no one choice. */
  readonly meets: number | null
}

/** A number a reason or an argument speaks of. */
export type ReasonMetric = SensitiveMetric | 'deviceThroughput'

/** One reason, the most telling first. Values in SI units and USD. */
export type Reason =
  | {
      readonly code: 'metric'
      readonly metric: ReasonMetric
      readonly value: number
      /** The same number of the second; null: there is none. */
      readonly against: { readonly slot: number; readonly value: number } | null
    }
  | { readonly code: 'limit'; readonly metric: 'tpot' | 'ttft'; readonly value: number; readonly limit: number }
  | {
      readonly code: 'memory'
      readonly fullness: number
      /** What binds decode, and what the machine's memory is called; null: not known. */
      readonly binds: { readonly resource: Resource; readonly memory: string } | null
    }
  | { readonly code: 'outside'; readonly why: Outsider['why']; readonly slots: readonly number[] }

/** What can be said for the second. */
export type Argument =
  | {
      readonly code: 'better'
      readonly points: readonly { readonly metric: ReasonMetric; readonly ratio: number }[]
    }
  | { readonly code: 'measured' }
  | { readonly code: 'memory'; readonly free: number; readonly against: number }
  | { readonly code: 'nothing' }

/** What a scenario's numbers rest on, where it is weak. */
export interface Weakness {
  readonly code: 'inherited' | 'extrapolated' | 'guessedPrice'
  readonly slot: number
  /** Whose calibration stands in. */
  readonly donor: string
}

/** Which knowledge would be worth having before choosing. */
export interface WorthKnowing {
  readonly label: string
  /** Expected gain, and the part of the quantity's range in which another would be chosen: shares. */
  readonly gain: number
  readonly changes: number
  readonly instead: Contestant
}

/** The one answer to "which": what window, report and command line say of a workspace. Plain data; derived, never stored. */
export interface Verdict {
  /** `tied`: the best are equal; `noneMeets`: none qualifies; `noNumber`: of those that qualify none has the number. */
  readonly state: 'chosen' | 'tied' | 'noneMeets' | 'noNumber'
  readonly metric: SensitiveMetric
  readonly objective: Workspace['objective']
  /** Null in all states but `chosen`. */
  readonly winner: Contestant | null
  readonly second: Contestant | null
  /** The winner, or those that are equal. */
  readonly leaders: readonly Contestant[]
  readonly outside: readonly Outsider[]
  /** Null: nobody leads. */
  readonly certainty: Certainty | null
  readonly reasons: readonly Reason[]
  /** Where winner and second change places, the smallest change first. */
  readonly flips: readonly TurningPoint[]
  readonly worth: readonly WorthKnowing[]
  readonly forSecond: readonly Argument[]
  readonly weaknesses: readonly Weakness[]
}
