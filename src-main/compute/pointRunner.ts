import type { PointField, PointProgress } from '#shared/domain/analysis/points.ts'
import type { Columns } from '../engine/analysis/points/columns.ts'
import type { PointKindName, PointQuestions } from '../engine/analysis/points/kinds.ts'

/** How an analysis of many points is watched and ended. */
export interface RunOptions {
  /** Called some ten times a second while it works, and once at the end. */
  readonly onProgress?: (progress: PointProgress) => void
  /** Aborting fails the call with `cancelled` at once; whoever computes ends within a chunk. */
  readonly signal?: AbortSignal
  /** Milliseconds after which it fails with `deadline`. Default: ten minutes. */
  readonly deadline?: number
}

/** Whatever works the points of an analysis out: the threads of this machine, or others to come. */
export interface PointRunner {
  /**
   * Works all points of a question out.
   * @param name kind of the points @param fields numbers wanted of each
   * @returns a column for each field, points in their order: the same numbers to the last bit, whoever computes
   * Errors: invalid-input, cancelled, deadline, engine-failed.
   */
  readonly points: <Name extends PointKindName, Field extends PointField>(
    name: Name,
    question: PointQuestions[Name],
    fields: readonly Field[],
    options?: RunOptions,
  ) => Promise<Columns<Field>>
  /** Makes ready what computes, so that the first analysis need not wait for it. */
  readonly start: () => void
  /** Lets go of what computes. */
  readonly close: () => Promise<void>
}
