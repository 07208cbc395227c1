import type { Estimate } from '#shared/domain/result.ts'
import type { Figure, Grade } from '#shared/domain/provenance.ts'
import type { InputRange } from '#shared/domain/scenario.ts'
import type { Wording } from '#shared/domain/wording.ts'
import type { Residual } from '../calibration/calibration.ts'
import { UNMEASURED_WIDENING } from '../calibration/intervals.ts'

/** Half-width of the 80 % interval of an input by its grade, as a share of its value. Grade: estimate. */
const GRADE_SPREAD: Readonly<Record<Grade, number>> = {
  measured: 0.02,
  vendor: 0.02,
  secondary: 0.05,
  derived: 0.05,
  own: 0.2,
  estimate: 0.2,
  guess: 0.4,
}

/** Log-widths below and above a value. */
export interface Spread {
  readonly below: number
  readonly above: number
}

/** The spread of an input in use: its own range where the sources give one, else by its grade. Null figure: no spread. */
export function figureSpread(figure: Figure | null): Spread {
  if (figure === null || figure.value === null || figure.value <= 0 || figure.grade === null) {
    return { below: 0, above: 0 }
  }
  const width = Math.log1p(GRADE_SPREAD[figure.grade])
  const below = figure.low !== undefined && figure.low > 0 ? Math.log(figure.value / figure.low) : width
  const above = figure.high !== undefined && figure.high > 0 ? Math.log(figure.high / figure.value) : width
  return { below: Math.max(0, below), above: Math.max(0, above) }
}

/** The spread of a value within a range of the user's own: none on a side the range does not reach. */
export function rangeSpread(value: number, { low, high }: InputRange): Spread {
  if (!(value > 0)) return { below: 0, above: 0 }
  // A range that begins at nothing cannot be drawn from on a logarithmic scale: it goes down to a tenth.
  const below = Math.log(value / Math.max(low, value / 10))
  return { below: Math.max(0, below), above: Math.max(0, Math.log(high / value)) }
}

/**
 * The spread of the serving model: quantiles of ln(measured / predicted).
 * @param beyond the load lies beyond what was measured: wider, for nobody has seen the model there
 */
export function residualSpread(residual: Residual, beyond: boolean): Spread {
  const widening = beyond ? UNMEASURED_WIDENING : 1
  return { below: widening * Math.max(0, -residual.p10), above: widening * Math.max(0, residual.p90) }
}

/** Independent spreads together: root of the sum of squares. */
export function combine(...spreads: readonly Spread[]): Spread {
  let below = 0
  let above = 0
  for (const spread of spreads) {
    below += spread.below * spread.below
    above += spread.above * spread.above
  }
  return { below: Math.sqrt(below), above: Math.sqrt(above) }
}

/** The spread of 1/x. */
export function inverse(spread: Spread): Spread {
  return { below: spread.above, above: spread.below }
}

/** A spread that counts for a share of the value only. */
export function weighted(spread: Spread, share: number): Spread {
  return { below: spread.below * share, above: spread.above * share }
}

/** What an estimate is marked with. */
export type Marks = Pick<Estimate, 'extrapolated' | 'inherited' | 'clamped'>

/** A number with its interval. @param spread log-widths @param marks what to show beside it */
export function estimate(value: number, spread: Spread, grade: Grade, marks: Marks = {}): Estimate {
  return { value, low: value * Math.exp(-spread.below), high: value * Math.exp(spread.above), grade, ...marks }
}

/** A number nobody can give, with the reason. */
export function unknown(reason: Wording): Estimate {
  return { value: null, low: null, high: null, grade: null, reason }
}
