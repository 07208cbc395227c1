import table from '#resources/calibration/llamacpp.json' with { type: 'json' }
import type { Residual } from './calibration.ts'
import type { LlamaCppClass } from './llamaCppClass.ts'

/** What llama.cpp reaches on one kind of devices. Shares are of the device's own peaks, above 0 and at most 1. */
export interface LlamaCppEntry {
  readonly class: LlamaCppClass
  /** Shares of the memory bandwidth at which quantised and 16-bit weights are read for one row. */
  readonly memoryQuantised: number
  readonly memoryPlain: number
  /** Share of the memory bandwidth at which keys and values are read. */
  readonly cache: number
  /** Shares of the rate of 16-bit products that prompts reach: quantised weights are unpacked on the way. */
  readonly promptQuantised: number
  readonly promptPlain: number
  /** The same for the attention of prompts. */
  readonly attention: number
  /** Seconds per layer and step that bytes and products do not account for. */
  readonly perLayer: number
  /** Measured values it was fitted to, and the devices of the library among those measured. */
  readonly points: number
  readonly devices: readonly string[]
  /** Median error on devices left out of the fit; null: there was one device or none. */
  readonly decodeError: number | null
  readonly promptError: number | null
  /** ln(measured / predicted) on devices left out of the fit. */
  readonly decode: Residual
  readonly prompt: Residual
}

/** Every kind of devices, fitted by `scripts/calibrate/llamaCpp.ts`. */
export const LLAMA_CPP_ENTRIES: ReadonlyMap<LlamaCppClass, LlamaCppEntry> = new Map(
  (table as unknown as { readonly entries: readonly LlamaCppEntry[] }).entries.map((entry) => [entry.class, entry]),
)
