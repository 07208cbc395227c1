import type { Brief } from '../../domain/brief/brief.ts'
import type { AlternativeKind } from '../../domain/brief/offer.ts'
import type {
  Basis,
  BoundPrice,
  BriefVerdict,
  Costing,
  Flip,
  JudgedAlternative,
  Relaxation,
  Sizing,
} from '../../domain/brief/verdict.ts'
import type { Wording } from '../../domain/wording.ts'
import type { Drawn } from './draws.ts'
import type { Asked } from './eligible.ts'
import type { PricedItem } from './freeItems.ts'
import type { DrawnInput, Study } from './worth.ts'

/** One alternative as sizing, pricing and draws have left it. */
export interface PreparedAlternative extends Pick<
  JudgedAlternative,
  'accrued' | 'energy' | 'carbon' | 'weakest' | 'unpriced'
> {
  readonly id: string
  readonly kind: AlternativeKind
  /** Bounds of the brief that it breaks, and why nothing of it serves; what the draws refuse is added. */
  readonly limits: readonly Wording[]
  readonly sizing: Sizing | null
  readonly costing: Costing | null
  /** With an unknown price at its floor. Null: nothing of it serves, and `limits` says why. */
  readonly drawn: Drawn | null
  /** The same with the count beside it, where either may be the one that is asked for. Null: it is not at an edge. */
  readonly edge: Drawn | null
  /** What is weak in the evidence for it. */
  readonly weak: readonly Wording[]
  /** What moves its performance, and what it is charged for; null: not compared. */
  readonly item: Omit<PricedItem, 'id'> | null
}

/** Everything a verdict is reached from. */
export interface PreparedBrief extends Pick<Brief, 'criterion' | 'second' | 'thresholds' | 'dissent'> {
  readonly basis: Basis
  readonly promise: Asked
  /** Whether it is said how much is to be served. */
  readonly demandKnown: boolean
  /** Ids of unpriced alternatives that the owner has set aside. */
  readonly setAside: readonly string[]
  /** In the brief's order. */
  readonly alternatives: readonly PreparedAlternative[]
  /** What is drawn, as far as studies or dissent may speak of it. */
  readonly inputs: readonly DrawnInput[]
  readonly studies: readonly Study[]
  /** Where the leader and its rival change places; asked once both are known. */
  readonly flips: (leader: string, rival: string) => readonly Flip[]
  /** Dollars that a month without the leader costs; asked once it is known. Null: unknown. */
  readonly waiting: (leader: string) => number | null
  /** What would let an alternative keep the bounds, found by whoever sizes; those of the draws are added. */
  readonly relaxations: readonly Relaxation[]
  /** What promised times cost, by alternatives that can be chosen; asked once one leads. */
  readonly timePrices: (eligible: readonly string[]) => readonly BoundPrice[]
  /** The bounds of the brief that have a number. */
  readonly constraints: Brief['constraints']
  /** Every alternative with no risk that does anything; null: none does. Asked once. */
  readonly withoutRisks: (() => readonly PreparedAlternative[]) | null
  readonly risksAlone: BriefVerdict['risksAlone']
}

/** A verdict, and whether four times the draws may settle what chance leaves open. */
export interface Judgement {
  readonly verdict: BriefVerdict
  readonly moreDraws: boolean
}
