import type { Software } from '#shared/domain/software.ts'
import servingTable from '#resources/calibration/serving.json' with { type: 'json' }
import type { Residual } from './calibration.ts'
import type { MeasuredDomain } from './measuredDomain.ts'
import { NEUTRAL_SERVING, type ServingCoefficients } from './servingCoefficients.ts'

/**
 * How requests come: a fixed batch in lockstep, a loop with continuous batching, or separate pools for prompts and decode.
 * Stacks differ in what they cost.
 */
export type ServingStyle = 'static' | 'aggregated' | 'disaggregated'

/**
 * One fit of a serving stack. `hardware` null: all devices of the stack, or of its `vendor`, together; `software` null as
 * well: everything.
 */
export interface ServingEntry {
  readonly hardware: string | null
  readonly generation: string | null
  readonly vendor: string | null
  readonly software: Software | null
  readonly style: ServingStyle
  readonly coefficients: ServingCoefficients
  readonly points: number
  /** Median |measured / predicted − 1| of TPOT (or of the whole run, for fixed batches) on rows left out of the fit. */
  readonly medianError: number | null
  readonly tpot: Residual
  readonly ttft: Residual
  /** Loads of the rows it was fitted to. */
  readonly domain: MeasuredDomain
}

/** The file as shipped: coefficients that are neutral may be absent. */
interface SerializedTable {
  readonly entries: readonly (Omit<ServingEntry, 'coefficients'> & {
    readonly coefficients: Partial<ServingCoefficients>
  })[]
}

/** Fits of all measured stacks, made by `scripts/calibrate/serving.ts`. */
export const SERVING_ENTRIES: readonly ServingEntry[] = (servingTable as unknown as SerializedTable).entries.map(
  (entry) => ({ ...entry, coefficients: { ...NEUTRAL_SERVING, ...entry.coefficients } }),
)
