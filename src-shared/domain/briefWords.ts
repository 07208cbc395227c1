import type { Amount } from '../units/amount.ts'

/** No parameters. */
type None = Readonly<Record<never, never>>
/** Id of an alternative of the brief; the words put its name there. */
type One = { readonly alternative: string }
/** Two of them. */
type Two = One & { readonly other: string }
/** What there is, and what is asked. Shares from 0 to 1. */
type Shares = { readonly share: number; readonly asked: number }
/** What it takes, and what there is. */
type Amounts = { readonly needed: Amount; readonly allowed: Amount }

/** Why an alternative of a brief cannot be chosen, and what is said of a verdict, by code. */
export interface BriefWords {
  /** Share of draws, other than those no number serves, in which the systems are enough. */
  'brief.limit.confidence': Shares
  'brief.limit.never': Shares
  'brief.limit.late': Shares
  'brief.limit.criterion': { readonly criterion: string }
  'brief.limit.power': Amounts
  'brief.limit.powerPerRack': Amounts
  'brief.limit.racks': { readonly needed: number; readonly allowed: number }
  /** Systems that are needed, and that are owned. */
  'brief.limit.owned': { readonly needed: number; readonly allowed: number }
  'brief.limit.capital': Amounts
  'brief.limit.perMonth': Amounts
  'brief.limit.delivery': Amounts
  'brief.limit.leadBeyondHorizon': { readonly lead: Amount; readonly horizon: Amount }
  'brief.limit.ownPremises': None
  /** Requests a second. */
  'brief.limit.rateLimit': { readonly needed: number; readonly allowed: number }
  'brief.limit.noConfiguration': None
  'brief.limit.timePerToken': Amounts
  'brief.limit.timeToFirstToken': Amounts
  'brief.limit.noEvidence': None
  'brief.limit.nothingServes': None

  /** Less by the criterion than the rival on average; `share`: of the rival's. */
  'brief.reason.less': Two & { readonly criterion: string; readonly difference: Amount; readonly share: number }
  'brief.reason.only': One
  /** `failing`: share of draws in which it does not keep the promise. */
  'brief.reason.moreOften': Two & {
    readonly criterion: string
    readonly difference: Amount
    readonly failing: number
  }
  'brief.reason.count': One & {
    readonly systems: number
    readonly central: number
    readonly confidence: number
    readonly spare: number
    /** What the spare doubles, where half as many would carry the load: money for systems; `none`: it does not. */
    readonly doubled: 'capital' | 'rent' | 'none'
  }
  'brief.reason.never': One & { readonly share: number }
  'brief.reason.fallback': Two & { readonly share: number }
  'brief.reason.late': One & { readonly share: number }
  'brief.reason.regret': One & { readonly regret: Amount; readonly borne: Amount }
  /** `asked`: share of draws. */
  'brief.reason.notOften': One & Shares
  'brief.reason.chance': One & { readonly asked: number }
  'brief.reason.edge': One
  'brief.reason.nothingSingle': None
  'brief.reason.setAside': One & { readonly room: Amount }
  'brief.reason.within': One & { readonly margin: Amount }
  'brief.reason.free': { readonly figure: string; readonly alternatives: readonly string[] }
  'brief.reason.crossedOut': Two
  /** What somebody has against it. */
  'brief.objection': { readonly who: string; readonly text: string }
}
