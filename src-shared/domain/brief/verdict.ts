import type { Dimension } from '../../units/quantity.ts'
import type { Deployment } from '../deployment.ts'
import type { Grade } from '../provenance.ts'
import type { Wording } from '../wording.ts'
import type { ConstraintName } from './constraints.ts'
import type { CostInput } from './costInput.ts'
import type { AlternativeKind } from './offer.ts'
import type { RiskName } from './risk.ts'
import type { Criterion } from './thresholds.ts'

/** What can be said of a brief. */
export const VERDICT_STATES = ['choose', 'tied', 'undecided', 'noneFeasible', 'cannotSay', 'needsDemand'] as const
/** What can be said of a brief. */
export type VerdictState = (typeof VERDICT_STATES)[number]

/** What every figure of a verdict rests on; two figures of one hash may be compared. */
export interface Basis {
  /** First hexadecimal digits of the hash of brief, profiles, calibration, engine and draws. */
  readonly hash: string
  readonly draws: number
  readonly seed: number
}

/** How many systems, and why so many. Rates are requests per second. */
export interface Sizing {
  /** Systems that are bought, rented or kept: the fleet at the start. */
  readonly systems: number
  /** Systems in each quarter of the horizon; never falling where they are bought. */
  readonly byQuarter: readonly number[]
  /** N₀: systems at the central values. */
  readonly atCentral: number
  /** N_τ: systems that keep the promise in the share of draws that is asked. */
  readonly atConfidence: number
  /** k: systems more, for domains that may fail. */
  readonly spare: number
  /** Share of draws not lost for any number of systems in which these are enough, and its standard error. */
  readonly probability: number
  readonly standardError: number
  /** Share of draws that no number of systems serves. */
  readonly never: number
  /** The count would be another within two standard errors. */
  readonly atEdge: boolean
  readonly devices: number
  readonly devicesPerSystem: number
  /** Copies of the configuration in one system; below 1: one copy spans several. */
  readonly copiesPerSystem: number
  readonly deployment: Deployment
  /** Stack it runs on, by its id. */
  readonly software: string
  /** n*: requests in flight up to which one copy keeps the promise; L*: those it is loaded with. */
  readonly most: number
  readonly load: number
  /** C: what one copy carries at that load; X(n*): what it would without room for chance. */
  readonly capacity: number
  readonly limitRate: number
  /** Peak rate that has to be carried. */
  readonly peakRate: number
  /** Seconds, at that load. */
  readonly timeToFirstToken: number
  readonly timePerToken: number
  /** Share of its capacity that is used at the peak, spares included. */
  readonly busy: number
  /** IT watts provisioned, and racks they take of the site, with what is kept. Null: unknown, or rented and so elsewhere. */
  readonly power: number | null
  readonly racks: number | null
  /** The same of one system; racks below 1: several share one. */
  readonly systemPower: number | null
  readonly racksPerSystem: number | null
  /** What is owned and carries a part: `add` alone. */
  readonly kept: KeptSystems | null
}

/** Systems that stay, beside those that join them. */
export interface KeptSystems {
  readonly systems: number
  /** Requests per second that they carry. */
  readonly rate: number
  readonly deployment: Deployment
  readonly systemPower: number | null
  readonly racksPerSystem: number | null
}

/** Parts of what an alternative costs, each once. */
export const COST_PARTS = [
  'capital',
  'residual',
  'rent',
  'energy',
  'space',
  'maintenance',
  'people',
  'licence',
  'migration',
  'modelChange',
  'bridge',
  'tokens',
  'other',
] as const
/** A part of what an alternative costs. */
export type CostPart = (typeof COST_PARTS)[number]

/** Systems that are ordered together. Months from the date of the brief. */
export interface PlannedLot {
  readonly systems: number
  /** When they are paid for, if they are bought. */
  readonly ordered: number
  /** When they serve from, and until when. */
  readonly from: number
  readonly to: number
}

/** What a cost was worked out from, so that it can be worked out again elsewhere. */
export interface CostPlan {
  /** The machines that are added, or the only ones, then what is kept beside them; of an interface one without lots. */
  readonly pools: readonly { readonly input: CostInput; readonly lots: readonly PlannedLot[] }[]
  /** Millions of output tokens served a month at the start. */
  readonly output: number
  /** Share of its price that a new system sells for on the day it is delivered. */
  readonly soldAtOnce: number
  readonly hoursPerMonth: number
}

/** What an alternative costs at central values: present dollars over the horizon. */
export interface Costing {
  /** A part that its provider carries is null. */
  readonly parts: Readonly<Record<CostPart, number | null>>
  readonly presentValue: number
  /** Per million output tokens served, and per million of all tokens. Everything is counted, prompts included. */
  readonly perMillionOutput: number
  readonly perMillionTokens: number
  /** Dollars before the first month: the largest negative cumulated cash. */
  readonly capital: number
  /** Dearest month after that. */
  readonly perMonth: number
  /** What is in the price, and what was added to it. */
  readonly covered: readonly string[]
  readonly added: readonly string[]
  /** Absent where nobody asks how it came about. */
  readonly plan?: CostPlan | undefined
}

/**
 * What an alternative costs by the hours of its devices, bought and rented alike: what training the model and serving it are
 * set against each other by. It decides nothing.
 */
export interface AccruedCost {
  /** Dollars of a device-hour at full use. */
  readonly deviceHour: number
  /** Device-seconds that training takes for each token, at the dense bf16 peak. Null: the peak is unknown. */
  readonly secondsPerTrainedToken: number | null
  /** Dollars a month of all devices that serve, in each quarter from the date of the brief. */
  readonly inferencePerMonth: readonly number[]
}

/** How an alternative fares in the draws: dollars, and shares and regret by what decides. */
export interface Fared {
  readonly expectedLoss: number
  readonly tenth: number
  readonly ninetieth: number
  /** Mean of the worst tenth of losses. */
  readonly worstTenth: number
  /** Share of draws in which it keeps the promise and has strictly the least. */
  readonly first: number
  /** Share in which it keeps the promise within the margin of the least. */
  readonly within: number
  readonly expectedRegret: number
  readonly meets: number
  readonly short: number
  readonly never: number
  readonly late: number
}

/** One alternative as it was judged. */
export interface JudgedAlternative {
  readonly id: string
  readonly kind: AlternativeKind
  /** 1 is the least expected loss; null: it is not eligible. */
  readonly rank: number | null
  /** Why it is not eligible; empty: it is. */
  readonly limits: readonly Wording[]
  /** The figure without which it cannot be priced; null: priced. */
  readonly unpriced: { readonly figure: Wording; readonly floor: number } | null
  /** Null: nothing of it serves; `limits` says why. */
  readonly sizing: Sizing | null
  readonly costing: Costing | null
  /** Null: not priced, or bought by the token. */
  readonly accrued: AccruedCost | null
  readonly fared: Fared | null
  /** Kilowatt-hours and kilograms of CO2 equivalent per million output tokens. Null: unknown. */
  readonly energy: number | null
  readonly carbon: number | null
  /** What serves instead where it fails. */
  readonly fallback: string | null
  /** Another that meets wherever it does and never costs more. */
  readonly dominatedBy: string | null
  /** Weakest grade its cost and its times rest on. */
  readonly weakest: Grade | null
}

/** A value of one input at which another leads. SI, dollars. */
export interface Flip {
  /** Path of the input in the brief, or of a scenario's figure. */
  readonly input: string
  readonly alternative: string | null
  readonly label: string
  readonly dimension: Dimension
  readonly now: number
  readonly low: number | null
  readonly high: number | null
  /** Null: none within the range. */
  readonly at: number | null
  readonly leader: string | null
  /** Who leads in which range, for an input that works in steps; empty: it does not. */
  readonly bands: readonly Band[]
}

/** A range of an input, by the values looked at, and who leads in it. */
export interface Band {
  readonly from: number
  readonly to: number
  readonly leader: string
}

/** What knowing something would be worth, against what it costs to know. */
export interface Measurement {
  readonly label: Wording
  readonly alternative: string | null
  /** Expected dollars it saves: the part of the expected regret that it ends. */
  readonly worth: number
  readonly cost: number
  readonly days: number
  readonly bites: boolean
}

/** What would make it possible where nothing is. */
export interface Relaxation {
  readonly alternative: string
  readonly limit: ConstraintName | 'timeToFirstToken' | 'timePerToken' | 'confidence' | 'never'
  readonly from: number
  readonly to: number
}

/** What a bound that some alternative breaks costs, or a time that is promised: the least with it less the least without. */
export interface BoundPrice {
  readonly limit: ConstraintName | 'ownPremises' | 'timeToFirstToken' | 'timePerToken'
  /** Where it is. Null: it has no number. */
  readonly from: number | null
  /** Where it is moved to. Null: it is dropped. */
  readonly to: number | null
  /** Who leads then. */
  readonly leader: string
  /** In the criterion's unit, 0: nothing; at least so much where a time is moved. Null: with it nothing can be chosen. */
  readonly saves: number | null
}

/** An alternative that only lacks evidence: what it would save if that came out in its favour. */
export interface Passing {
  readonly alternative: string
  /** In the criterion's unit; 0: it would not lead. Null: nothing else can be chosen. */
  readonly saves: number | null
}

/** The same brief with no risk that does anything. */
export interface WithoutRisks {
  readonly state: VerdictState
  /** Chosen, tied or leaning. */
  readonly leaders: readonly string[]
  /** What risks alone cost whoever leads, in the criterion's unit. Null: nothing leads with or without them. */
  readonly cost: number | null
  /** Share of draws in which each is first, by alternative; who cannot be chosen is left out. */
  readonly first: readonly { readonly alternative: string; readonly share: number }[]
}

/** What would change the answer beside a figure: a bound, evidence, risks. */
export interface Changes {
  /** What saves most first. */
  readonly bounds: readonly BoundPrice[]
  readonly passes: readonly Passing[]
  /** Null: no risk is scored, or none of them does anything. */
  readonly withoutRisks: WithoutRisks | null
}

/** What the rival has more than the chosen by the criterion, draw by draw: a histogram in the criterion's unit. */
export interface Difference {
  /** Lower edge of the first bin, and the width of each. */
  readonly from: number
  readonly step: number
  /** Share of draws in each bin; the outermost hold all that lies beyond. Their sum is one. */
  readonly shares: readonly number[]
  /** Shares of draws in which the rival has less, and more. Whether either keeps the promise there is not asked. */
  readonly less: number
  readonly more: number
  readonly mean: number
}

/** What speaks for the rival. */
export interface Dissent {
  readonly rival: string
  /** Share of draws in which it keeps the promise and costs less than the choice. */
  readonly wins: number
  readonly criteria: readonly {
    readonly criterion: Criterion
    readonly chosen: number | null
    readonly rival: number | null
  }[]
  /** What sets those draws apart most: the shift of its mean, in deviations. Null: nothing single. */
  readonly apart: { readonly label: Wording; readonly shift: number } | null
  /** Null: a draw of either is not known, or they never differ. */
  readonly difference: Difference | null
  /** What is weak in the evidence for the choice. */
  readonly weak: readonly Wording[]
}

/** Everything that is said of a brief, by window, report and command line alike. */
export interface BriefVerdict {
  readonly state: VerdictState
  readonly basis: Basis
  /** What decides, and what orders those that are tied. */
  readonly criterion: Criterion
  readonly second: Criterion
  /** Chosen: one; tied: all that are; else none. */
  readonly choice: readonly string[]
  /** Least expected loss where nothing is chosen. */
  readonly leaning: string | null
  readonly rival: string | null
  /** Share of draws in which the choice is first; tied: their sum; undecided: of the leaning; else 0. */
  readonly confidence: number
  /**
   * Expected regret of the choice or the leaning, and its mean in the draws in which another has less. Like all that follows
   * from the criterion, in its unit: dollars, seconds, kWh or kg. Null: nothing leads.
   */
  readonly regret: number | null
  readonly ifWrong: number | null
  /** B: what the choice can change; M: difference that is none. */
  readonly stake: number | null
  readonly margin: number | null
  /** Share of draws in which none is first: what has the least there does not keep the promise. */
  readonly none: number
  readonly reasons: readonly Wording[]
  readonly flips: readonly Flip[]
  readonly measurements: readonly Measurement[]
  /** Dollars a month that not choosing costs. Null: unknown, or nothing is open. */
  readonly waiting: number | null
  readonly relaxations: readonly Relaxation[]
  readonly dissent: Dissent | null
  /** Alternatives that differ in a figure that moves performance, while nothing of their cost does. */
  readonly free: readonly { readonly figure: string; readonly alternatives: readonly string[] }[]
  readonly changes: Changes
  /** Dollars on average that each risk that is scored adds alone, on top of none. */
  readonly risksAlone: readonly { readonly alternative: string; readonly risk: RiskName; readonly dollars: number }[]
  readonly table: readonly JudgedAlternative[]
}
