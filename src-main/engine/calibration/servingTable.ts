import type { Software } from '#shared/domain/software.ts'
import servingTable from '#resources/calibration/serving.json' with { type: 'json' }
import type { Residual } from './calibration.ts'
import type { MeasuredDomain } from './measuredDomain.ts'
import { NEUTRAL_SERVING, type ServingCoefficients } from './servingCoefficients.ts'

/**
 * How requests come: a fixed batch in lockstep, a loop with continuous batching, or separate pools for prompts and decode.
 * A step costs the same in all of them; they differ in what is in it.
 */
export type ServingStyle = 'static' | 'aggregated' | 'disaggregated'

/**
 * How far the runs of one model lie from the fit of all runs on its device and stack. In whatever precision: a level of each
 * would make narrower weights slower where only the wide ones were measured.
 */
export interface ServingLevel {
  /** Id of the model in the library, and what it is known by (`modelShape`). */
  readonly model: string
  readonly shape: string
  /** Factors on the time per output token and to the first token, drawn towards 1 where runs are few. */
  readonly tpot: number
  readonly ttft: number
  /** Runs they rest on. */
  readonly points: number
  /** Most of these runs are of a build or a setting of its own, and tell nothing of other devices. */
  readonly aside: boolean
}

/**
 * How far the runs of one version of a stack lie from what the fit says of their models: a version changes its overheads and
 * kernels, and a fit is of all versions together.
 */
export interface VersionLevel {
  /** The release, or the month it was measured in, as the source writes it. */
  readonly version: string
  /** Factors on the time per output token and to the first token, drawn towards 1 where runs are few. */
  readonly tpot: number
  readonly ttft: number
  /** Runs they rest on. */
  readonly points: number
}

/** Errors of both times on rows left out. */
export interface Residuals {
  readonly tpot: Residual
  readonly ttft: Residual
}

/**
 * One fit of a serving stack. `hardware` null: all devices of the stack, or of its `vendor`, together; `software` null as
 * well: everything.
 */
export interface ServingEntry extends Residuals {
  readonly hardware: string | null
  readonly generation: string | null
  readonly vendor: string | null
  readonly software: Software | null
  readonly style: ServingStyle
  readonly coefficients: ServingCoefficients
  /** Coefficients its rows say nothing of: they are neutral. */
  readonly unexercised: readonly (keyof ServingCoefficients)[]
  readonly levels: readonly ServingLevel[]
  /** Version of the stack that was measured last, or the month; null: the sources say neither. */
  readonly version: string | null
  /** Every version it was measured in, the last one first; of one device and stack alone. */
  readonly versions: readonly VersionLevel[]
  readonly points: number
  /** Median |measured / predicted − 1| of TPOT (or of the whole run, for fixed batches) on rows left out of the fit. */
  readonly medianError: number | null
  /** Loads of the rows it was fitted to. */
  readonly domain: MeasuredDomain
}

/** What a fit had not seen of the rows it was judged by. */
export const UNSEEN = ['model', 'version', 'device', 'stack', 'vendor', 'site'] as const
/** What a fit had not seen of the rows it was judged by. */
export type Unseen = (typeof UNSEEN)[number]

/** Errors of one way of serving where something was left out whole. `software` null: of all stacks together. */
export interface UnseenErrors extends Residuals {
  readonly style: ServingStyle
  readonly software: Software | null
  readonly unseen: Unseen
}

/** The file as shipped: coefficients that are neutral may be absent. */
interface SerializedTable {
  readonly unseen: readonly UnseenErrors[]
  readonly entries: readonly (Omit<ServingEntry, 'coefficients'> & {
    readonly coefficients: Partial<ServingCoefficients>
  })[]
}

const table = servingTable as unknown as SerializedTable

/** Fits of all measured stacks, made by `scripts/calibrate/serving.ts`. */
export const SERVING_ENTRIES: readonly ServingEntry[] = table.entries.map((entry) => ({
  ...entry,
  coefficients: { ...NEUTRAL_SERVING, ...entry.coefficients },
}))

/** Errors with something left out whole, by the same script. */
export const UNSEEN_ERRORS: readonly UnseenErrors[] = table.unseen
