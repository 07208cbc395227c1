import type { Grade } from '#shared/domain/provenance.ts'
import type { PoolsTable } from '#shared/words/poolsTable.ts'
import type { Chip, RegisterGroup } from '#shared/register/types.ts'

/**
 * What the template reads: texts ready to be set, colours, and shares for the few things it draws itself. Every string
 * is printed as it stands; none is ever read as markup.
 */
export interface ReportData {
  readonly paper: 'a4' | 'us-letter'
  /** Program and version, for the last line and the PDF's metadata. */
  readonly program: string
  readonly title: string
  /** The title on one line, for the head of each page. */
  readonly runningTitle: string
  readonly owner: string
  /** The date the user chose; null: none. Never the clock's. */
  readonly date: { readonly year: number; readonly month: number; readonly day: number; readonly text: string } | null
  /** SHA-256 of the document's text, 64 hexadecimal digits. */
  readonly fileHash: string
  /** Path of the attached document inside the compiler, and the name it carries. */
  readonly attachment: { readonly path: string; readonly name: string } | null
  readonly scenarios: readonly ScenarioHead[]
  readonly decision: DecisionPage
  readonly matrix: readonly MatrixLine[]
  readonly notes: readonly ScenarioNote[]
  readonly pools: readonly PrintedPools[]
  readonly comparison: readonly ComparisonGroup[]
  readonly ladder: Figure
  readonly rooflines: readonly Figure[]
  readonly waterfalls: readonly Figure[]
  readonly deltaWaterfalls: readonly Figure[]
  readonly speedOfLight: readonly Figure[]
  readonly typedFigures: readonly Figure[]
  readonly register: readonly RegisterGroup[]
}

/** One column of the comparison, as its head shows it. */
export interface ScenarioHead {
  readonly chip: Chip
  readonly name: string
  readonly baseline: boolean
  /** "Llama 3.1 70B" */
  readonly model: string
  /** "fp8 weights, TP 8" */
  readonly layout: string
  /** "Fits, 9 % full" */
  readonly fit: string
  readonly fits: 'fits' | 'doesNotFit' | 'unknown'
  /** How far it is from what its calibration was fitted to, and on which stack: "model not measured, vLLM 0.19.0". */
  readonly calibration: string
  /** What binds decode: "HBM"; '' when unknown. */
  readonly binding: string
}

/** Both pools of a scenario and the way between them, where it is served from two. */
export interface PrintedPools extends PoolsTable {
  readonly chip: Chip
  readonly name: string
}

/** The first pages: what the brief's verdict says, in the words of window and command line. */
export interface DecisionPage {
  readonly asked: string
  /** The user's words; '' when there are none. */
  readonly recommendation: string
  readonly verdict: PrintedVerdict
}

/** The verdict of the brief. A text is '' and a list empty where there is nothing to say. */
export interface PrintedVerdict {
  /** "Recommended"; '' while it is not said how much is to be served. */
  readonly badge: string
  readonly headline: string
  /** What has to be entered before anything can be said. */
  readonly needs: string
  readonly certainty: string
  /** What every figure of it rests on, with the short hash. */
  readonly basis: string
  readonly reasons: readonly string[]
  /** What is at stake, what a mistake costs, and what waiting does. */
  readonly stakes: readonly string[]
  readonly table: AlternativesTable
  readonly lists: readonly PrintedList[]
}

/** Lines under a heading. */
export interface PrintedList {
  readonly heading: string
  readonly lines: readonly string[]
}

/** The alternatives, ranked; those without a rank after them. */
export interface AlternativesTable {
  /** Heads of rank, alternative and figures. */
  readonly heads: readonly string[]
  readonly rows: readonly PrintedAlternative[]
}

/** One alternative. */
export interface PrintedAlternative {
  /** '–' where it has none. */
  readonly rank: string
  readonly name: string
  readonly chosen: boolean
  /** How it is offered, and in which configuration it serves. */
  readonly offer: string
  /** Systems, times, power, capital, cost and odds, as the heads name them. */
  readonly cells: readonly string[]
  /** Why it has no rank, or what weakens it. */
  readonly remarks: readonly string[]
}

/** One question of the executive matrix. */
export interface MatrixLine {
  readonly question: string
  /** What exactly is measured: "Seconds per output token, per user". */
  readonly measure: string
  /** "↑" more is better, "↓" less is better, "" neither. */
  readonly arrow: string
  /** Position of the objective, or of the 50 % mark of data movement, on the row's scale, 0 to 1; null: none. */
  readonly limit: number | null
  readonly cells: readonly PrintedCell[]
}

/** One answer. Positions are shares of the row's common scale, 0 to 1. */
export interface PrintedCell {
  readonly text: string
  readonly unit: string
  readonly delta: string
  /** How the delta reads: better is set in semibold, worse in regular. */
  readonly deltaSense: 'better' | 'worse' | 'neutral'
  readonly best: boolean
  readonly grade: Grade | null
  readonly bar: number | null
  readonly low: number | null
  readonly high: number | null
  /** Calibrated on a relative: the whisker is dashed. */
  readonly inherited: boolean
  /** The baseline's value on the scale; null on the baseline itself. */
  readonly baselineTick: number | null
  /** An unknown is never drawn as zero. */
  readonly state: 'value' | 'unknown' | 'infeasible' | 'clamped' | 'extrapolated'
  /** Why there is no value, or what weakens it; '' when nothing does. */
  readonly reason: string
  readonly colour: string
}

/** What the engine wants known of one or more scenarios. */
export interface ScenarioNote {
  readonly chips: readonly Chip[]
  readonly severity: 'note' | 'warning' | 'problem'
  readonly text: string
}

/** Inputs side by side. */
export interface ComparisonGroup {
  readonly title: string
  readonly rows: readonly ComparisonLine[]
}

/** One input. */
export interface ComparisonLine {
  readonly label: string
  readonly differs: boolean
  readonly cells: readonly ComparisonCell[]
}

/** One scenario's value of an input. */
export interface ComparisonCell {
  readonly text: string
  readonly unit: string
  readonly grade: Grade | null
  /** "was 8.00 TB/s"; '' when the value is the profile's. */
  readonly was: string
}

/** A picture with one sentence of reading. */
export interface Figure {
  readonly title: string
  readonly chips: readonly Chip[]
  readonly reading: string
  /** Path inside the compiler; null when there is nothing to draw and `reading` says why. */
  readonly path: string | null
  readonly alt: string
}
