import type { Probed } from '../probe.ts'

/**
 * A kind of analysis that consists of many points, each worked out on its own from its index: so any thread may take any
 * of them, in any order, and the numbers are the same.
 */
export interface PointKind<Question> {
  /** Points one thread takes at a time: some milliseconds of work, so that all threads end together. */
  readonly chunk: number
  /** @returns number of points of a question */
  total(question: Question): number
  /** Prepares what all points share. @returns fills a point, given its index */
  prepare(question: Question): (index: number, out: Probed) => void
}
