/** How a slider maps positions to values. */
export interface SliderScale {
  readonly minimum: number
  readonly maximum: number
  /** Equal steps of the thumb multiply the value. The minimum must be above 0. */
  readonly logarithmic: boolean
  /** Turns a raw value into one a person would choose. */
  readonly snap: (value: number) => number
}

/** Positions of a slider: fine enough for one per pixel on any screen. */
export const SLIDER_STEPS = 1000

/** Where a value stands on the track, 0 to SLIDER_STEPS; values outside stand at its ends. */
export function toPosition(scale: SliderScale, value: number): number {
  const { minimum, maximum } = scale
  if (maximum <= minimum) return 0
  const share = scale.logarithmic
    ? Math.log(Math.max(value, minimum) / minimum) / Math.log(maximum / minimum)
    : (value - minimum) / (maximum - minimum)
  return Math.round(Math.min(1, Math.max(0, share)) * SLIDER_STEPS)
}

/** The value at a position, snapped, within the scale. */
export function toValue(scale: SliderScale, position: number): number {
  const share = position / SLIDER_STEPS
  const { minimum, maximum } = scale
  const raw = scale.logarithmic ? minimum * (maximum / minimum) ** share : minimum + (maximum - minimum) * share
  return Math.min(maximum, Math.max(minimum, scale.snap(raw)))
}

/** Rounds to significant digits: the resolution a person can aim at with a thumb. */
export function snapSignificant(digits: number): (value: number) => number {
  return (value) => Number(value.toPrecision(digits))
}

/** Whole numbers: exact below 20, then two significant digits, and powers of two where one is within 4 %. */
export function snapCount(value: number): number {
  const whole = Math.round(value)
  if (whole < 20) return Math.max(0, whole)
  const power = 2 ** Math.round(Math.log2(whole))
  return Math.abs(whole - power) / power < 0.04 ? power : Number(whole.toPrecision(2))
}
