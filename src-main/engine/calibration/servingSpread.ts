import type { Software } from '#shared/domain/software.ts'
import type { Residual } from './calibration.ts'
import { UNSEEN_ERRORS, type Residuals, type ServingStyle, type Unseen } from './servingTable.ts'

/** Rows below which errors of one stack do not tell its ends: those of all stacks are taken. */
const LEAST_ROWS = 40

/** The wider of two on either side; the count is that of the wider one. */
export function widest(first: Residual, second: Residual): Residual {
  const wider = second.p90 - second.p10 > first.p90 - first.p10 ? second : first
  return {
    p10: Math.min(first.p10, second.p10),
    p50: wider.p50,
    p90: Math.max(first.p90, second.p90),
    count: wider.count,
  }
}

/**
 * Errors with one thing left out whole, as near to a stack and a way of serving as rows tell: of the stack served so, of
 * all stacks served so, of the stack however it is served, of all runs. Null: no rows tell.
 */
function errorsOf(style: ServingStyle, software: Software, unseen: Unseen, time: keyof Residuals): Residual | null {
  const enough = UNSEEN_ERRORS.filter((errors) => errors.unseen === unseen && errors[time].count >= LEAST_ROWS)
  const ofStyle = enough.filter((errors) => errors.style === style)
  const own = ofStyle.find((errors) => errors.software === software)
  const all = ofStyle.find((errors) => errors.software === null)
  const known = own ?? all
  if (known) return known[time]
  const ofStack = enough.filter((errors) => errors.software === software)
  return (ofStack.length > 0 ? ofStack : enough).reduce<Residual | null>(
    (found, errors) => (found ? widest(found, errors[time]) : errors[time]),
    null,
  )
}

/**
 * The interval of a fit for a scenario of which it had not seen some things: as wide as the widest of its own errors and
 * those measured with each of these left out.
 */
export function unseenSpread(
  own: Residual,
  style: ServingStyle,
  software: Software,
  unseen: readonly Unseen[],
  time: keyof Residuals,
): Residual {
  return unseen.reduce((found, what) => {
    const errors = errorsOf(style, software, what, time)
    return errors === null ? found : widest(found, errors)
  }, own)
}
