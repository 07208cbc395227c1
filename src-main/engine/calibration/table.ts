import operators from '#resources/calibration/operators.json' with { type: 'json' }
import sparse from '#resources/calibration/sparse.json' with { type: 'json' }
import type { Software } from '#shared/domain/software.ts'
import type { CoefficientSlot, Family, Residual } from './calibration.ts'

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
  /** What each step away from a device's own fit costs, by family: measured on rows, groups or devices left out. */
  readonly steps: Readonly<Partial<Record<Family, Readonly<Partial<Record<LadderStep, StepError>>>>>>
}

/**
 * Steps of the ladder from which a device inherits: its own fit; the same stack on its generation; another stack on the
 * device; its generation under any stack; its vendor's devices; all devices; and kernels of another format.
 */
export const LADDER_STEPS = [
  'fitted',
  'sameStack',
  'otherStack',
  'generation',
  'vendorStack',
  'vendor',
  'allStack',
  'all',
  'otherVariant',
] as const
/** A step of the ladder. */
export type LadderStep = (typeof LADDER_STEPS)[number]

/** Errors of predictions that took one step. */
export interface StepError {
  readonly residual: Residual
  readonly medianError: number
}

/** The operator calibrations measured on public data, from `resources/calibration/operators.json`. */
export const TABLE = operators as unknown as Table

/**
 * What the kernels of sparse attention achieve: written by hand from published measurements too few for a fit of their
 * own, each with its source.
 */
const SPARSE = sparse as unknown as Pick<Table, 'entries' | 'pools'>

/** @returns the key under which a fit is looked up */
export function tableKey(subject: string, software: string, slot: string, variant: string): string {
  return `${subject}|${software}|${slot}|${variant}`
}

function index(entries: readonly TableEntry[]): ReadonlyMap<string, TableEntry> {
  return new Map(entries.map((entry) => [tableKey(entry.subject, entry.software, entry.slot, entry.variant), entry]))
}

/** Fits of single devices by key. */
export const FITTED: ReadonlyMap<string, TableEntry> = index([...TABLE.entries, ...SPARSE.entries])
/** Fits of pools of devices by key. */
export const POOLED: ReadonlyMap<string, TableEntry> = index([...TABLE.pools, ...SPARSE.pools])
