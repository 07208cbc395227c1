import type { AccuracyQuantity } from '../../src-shared/domain/accuracy.ts'
import type { Placed } from '../../src-main/engine/validation/summary.ts'

/** One line of the scoreboard: a quantity on a population of rows. */
export interface ScoreLine {
  readonly title: string
  readonly takes: (row: Placed) => boolean
  /** Rates are judged as rates: a device time predicted too long is a rate predicted too low. */
  readonly asRate?: boolean
  /** Rows whose first token stalled are left out, and counted. */
  readonly withoutStalled?: boolean
  /** A line more for each of these, most rows first. */
  readonly by?: (row: Placed) => string
  /** Stored errors of rows that their fit had not seen, which stand beside. */
  readonly stored?: readonly AccuracyQuantity[]
}

/** Lines under one heading, with what the errors must be and aim for, in words. */
export interface ScoreSection {
  readonly title: string
  readonly goal: string
  readonly lines: readonly ScoreLine[]
}
