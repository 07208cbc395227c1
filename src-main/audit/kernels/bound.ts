import { FAMILY_FACTS, type Family } from './families.ts'
import type { OpCost } from './opCost.ts'

/** What a kernel waits for. `latency`: neither computing nor memory is near its limit. */
export type Bound = 'compute' | 'memory' | 'link' | 'latency' | 'unknown'
/** How a bound is known. B: from shapes and time; C: assumed from the name; null: it is not known. */
export type BoundGrade = 'B' | 'C' | null

/** What a device can do at most. */
export interface Roofs {
  /** FLOP per second in the format of its work. */
  readonly flops: number
  /** Bytes per second of its memory. */
  readonly bandwidth: number
}

/** What is known of a kernel, or of many of one kind. */
export interface BoundEvidence {
  readonly family: Family
  /** By shapes; null: they were not recorded, or there is no formula. */
  readonly cost: OpCost | null
  readonly seconds: number
  /** Null: the device is not known. */
  readonly roofs: Roofs | null
  /** Rows that its matrices have in this step: requests that decode. Null: not known, or prompts are among them. */
  readonly rows: number | null
}

/** Below this share of both roofs a kernel waits for neither. A proposal of ours: nothing published tests it. */
export const LEAST_OF_ROOF = 0.6
/** Bytes of an element of weights, where nothing says: a ridge of rows is the ridge of FLOP per byte. */
const WEIGHT_BYTES = 2

/** What a kernel waits for, and how that is known. Unknown stays unknown. */
export function boundOf({ family, cost, seconds, roofs, rows }: BoundEvidence): {
  readonly bound: Bound
  readonly grade: BoundGrade
} {
  if (cost !== null && roofs !== null && seconds > 0) {
    const [compute, memory] = [cost.flops / roofs.flops / seconds, cost.bytes / roofs.bandwidth / seconds]
    if (Math.max(compute, memory) < LEAST_OF_ROOF) return { bound: 'latency', grade: 'B' }
    return { bound: compute > memory ? 'compute' : 'memory', grade: 'B' }
  }
  const { assumed } = FAMILY_FACTS[family]
  if (assumed !== null) return { bound: assumed, grade: 'C' }
  if (rows === null || roofs === null || !(family === 'gemm' || family === 'experts' || family === 'attention')) {
    return { bound: 'unknown', grade: null }
  }
  // One query a request reads its whole cache: decode attention stays below any ridge.
  if (family === 'attention') return { bound: 'memory', grade: 'C' }
  // A product of few rows does 2 · rows operations for each weight it reads.
  const ridge = roofs.flops / roofs.bandwidth
  return { bound: (2 * rows) / WEIGHT_BYTES < ridge ? 'memory' : 'compute', grade: 'C' }
}
