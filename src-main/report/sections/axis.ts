import { formatNumber, formatText } from '#shared/units/format.ts'

/** An axis the page draws: where its ticks stand, 0 to 1. */
export interface PrintedAxis {
  readonly log: boolean
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
}

/** An axis, and where a value stands on it; what lies beyond stands at its end. */
export interface Axis {
  readonly printed: PrintedAxis
  at(value: number): number
}

/** From this ratio of the largest to the smallest on, equal steps are equal ratios. */
const WIDE = 8
const STEPS = [1, 2, 2.5, 5, 10] as const
const MOST_TICKS = 6

/** From zero, with round ticks. @param values what has to be held */
export function linearAxis(values: readonly number[]): Axis {
  const top = Math.max(...values, 0)
  if (!(top > 0)) return axisOf(false, [0, 1], [0, 1])
  const step = roundStep(top)
  const count = Math.ceil(top / step - 1e-9)
  return axisOf(
    false,
    Array.from({ length: count + 1 }, (_, index) => index * step),
    [0, count * step],
  )
}

/** A round step of which a length holds few. */
export function roundStep(length: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(length / MOST_TICKS))
  return (STEPS.find((each) => length / (each * magnitude) <= MOST_TICKS) ?? 10) * magnitude
}

/** From zero, or in equal ratios where the values lie far apart. @param values what has to be held */
export function costAxis(values: readonly number[]): Axis {
  const positive = values.filter((value) => value > 0)
  const low = Math.min(...positive)
  const high = Math.max(...positive)
  return positive.length > 0 && positive.length === values.length && high / low > WIDE
    ? logAxis(low, high)
    : linearAxis(values)
}

function logAxis(low: number, high: number): Axis {
  const steps = Array.from({ length: 36 }, (_, index) => index - 12).flatMap((power) =>
    [1, 2, 5].map((digit) => digit * 10 ** power),
  )
  const from = steps.findLast((step) => step <= low * 0.98) ?? low
  const to = steps.find((step) => step >= high * 1.02) ?? high
  const inside = steps.filter((step) => step >= from * 0.999 && step <= to * 1.001)
  const every = Math.ceil(inside.length / MOST_TICKS)
  return axisOf(
    true,
    inside.filter((_, index) => index % every === 0),
    [from, to],
  )
}

function axisOf(log: boolean, ticks: readonly number[], [from, to]: readonly [number, number]): Axis {
  const at = (value: number): number => {
    const share = log ? Math.log(Math.max(value, from) / from) / Math.log(to / from) : (value - from) / (to - from)
    return Math.min(1, Math.max(0, share))
  }
  return {
    printed: { log, ticks: ticks.map((value) => ({ at: at(value), text: tickText(value) })) },
    at,
  }
}

/** From here on a number under an axis is in thousands, millions or more: "2.5 M". */
const LONG = 1e4

function tickText(value: number): string {
  return Math.abs(value) >= LONG ? formatText(value, 'parameters', { trim: true }) : formatNumber(value, { trim: true })
}
