import operators from '#resources/calibration/operators.json' with { type: 'json' }
import type { Software } from '#shared/domain/software.ts'
import type { CoefficientSlot, Residual } from './calibration.ts'

/** Precision class a kernel was measured in; `any` where it does not matter. */
export type Variant = 'bf16' | 'fp8' | 'fp8-block' | 'fp4' | 'any'

/** One fit. */
export interface TableEntry {
  /** Device id, or the pool's key: "hopper hbm", "NVIDIA", "all". */
  readonly subject: string
  readonly software: Software | 'any'
  readonly slot: CoefficientSlot
  readonly variant: Variant
  readonly coefficients: Readonly<Record<string, number>>
  /** Rows fitted. */
  readonly points: number
  /** Cross-validated: groups of shapes left out for a device; whole devices or generations left out for a pool. */
  readonly medianError: number | null
  readonly residual: Residual | null
}

/** The fits as shipped. */
export interface Table {
  readonly date: string
  readonly entries: readonly TableEntry[]
  readonly pools: readonly TableEntry[]
  /** Residuals when one stack's coefficients stand in for another's on the same device, by slot. */
  readonly otherStack: Readonly<
    Record<string, { readonly residual: Residual; readonly medianError: number } | undefined>
  >
}

/** The operator calibrations measured on public data, from `resources/calibration/operators.json`. */
export const TABLE = operators as unknown as Table

/** @returns the key under which a fit is looked up */
export function tableKey(subject: string, software: string, slot: string, variant: string): string {
  return `${subject}|${software}|${slot}|${variant}`
}

function index(entries: readonly TableEntry[]): ReadonlyMap<string, TableEntry> {
  return new Map(entries.map((entry) => [tableKey(entry.subject, entry.software, entry.slot, entry.variant), entry]))
}

/** Fits of single devices by key. */
export const FITTED: ReadonlyMap<string, TableEntry> = index(TABLE.entries)
/** Fits of pools of devices by key. */
export const POOLED: ReadonlyMap<string, TableEntry> = index(TABLE.pools)
