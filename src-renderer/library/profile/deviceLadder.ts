import { decadeRange } from '#shared/charts/kit/axes.ts'
import { axisText } from '#shared/words/text.ts'
import type { HardwareProfile } from '#shared/domain/hardware.ts'
import { formatText } from '#shared/units/format.ts'

/** A memory level of one device on the picture, pixels from its upper left corner. */
export interface LadderPoint {
  readonly name: string
  readonly x: number
  readonly y: number
  /** Where its name stands. */
  readonly labelX: number
  readonly labelY: number
  readonly anchor: 'start' | 'middle' | 'end'
}

/** A labelled line of the grid. */
export interface LadderTick {
  readonly at: number
  readonly label: string
  /** Labels at the ends of the axis stay within it. */
  readonly anchor: 'start' | 'middle' | 'end'
}

/** The ladder of one device, laid out. */
export interface DeviceLadder {
  readonly points: readonly LadderPoint[]
  readonly x: readonly LadderTick[]
  readonly y: readonly LadderTick[]
  readonly plot: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
  readonly altText: string
  /** Levels of which a number is unknown, and so not drawn. */
  readonly missing: readonly string[]
}

const MARGIN = { left: 52, right: 12, top: 12, bottom: 20 }
const LABEL_HEIGHT = 13
/** Width of a letter of 11 px, near enough to keep names off the edge and off each other. */
const LETTER_WIDTH = 6

/**
 * The memory levels of one device: capacity (bytes) against bandwidth (bytes/s), both logarithmic, joined from the
 * fastest. @param width pixels @param height pixels
 */
export function deviceLadder(profile: HardwareProfile, width: number, height: number): DeviceLadder {
  const known = profile.memory.flatMap(({ name, capacity, bandwidth }) =>
    capacity.value !== null && bandwidth.value !== null && capacity.value > 0 && bandwidth.value > 0
      ? [{ name: name.replace(/\s*[(,].*$/, ''), capacity: capacity.value, bandwidth: bandwidth.value }]
      : [],
  )
  const missing = profile.memory
    .filter(({ capacity, bandwidth }) => capacity.value === null || bandwidth.value === null)
    .map((level) => level.name)
  const plot = { left: MARGIN.left, top: MARGIN.top, right: width - MARGIN.right, bottom: height - MARGIN.bottom }
  const xRange = widened(
    decadeRange(
      known.map((point) => point.capacity),
      [1e9, 1e12],
    ),
  )
  const yRange = widened(
    decadeRange(
      known.map((point) => point.bandwidth),
      [1e11, 1e13],
    ),
  )
  const xOf = (value: number) => plot.left + share(value, xRange) * (plot.right - plot.left)
  const yOf = (value: number) => plot.bottom - share(value, yRange) * (plot.bottom - plot.top)
  const taken: Box[] = known.map((point) => boxAround(xOf(point.capacity), yOf(point.bandwidth)))
  const points = known.map((point) => {
    const place = placeLabel(point.name, xOf(point.capacity), yOf(point.bandwidth), plot, taken)
    return { name: point.name, x: xOf(point.capacity), y: yOf(point.bandwidth), ...place }
  })
  return {
    points,
    x: decades(xRange, 3).map((value) => tick(xOf(value), axisText(value, 'bytes'), plot)),
    y: decades(yRange, 5).map((value) => ({
      at: yOf(value),
      label: axisText(value, 'bytesPerSecond'),
      anchor: 'end' as const,
    })),
    plot,
    altText: `Memory ladder of one device. ${profile.memory
      .map(
        (level) =>
          `${level.name}: ${formatText(level.capacity.value, 'bytes')} at ${formatText(level.bandwidth.value, 'bytesPerSecond')}`,
      )
      .join('; ')}.`,
    missing,
  }
}

function tick(at: number, label: string, plot: DeviceLadder['plot']): LadderTick {
  return { at, label, anchor: at < plot.left + 1 ? 'start' : at > plot.right - 1 ? 'end' : 'middle' }
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

function boxAround(x: number, y: number): Box {
  return { left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }
}

/** Tries the sides of a dot in turn; the first that is inside the plot and free is taken. */
function placeLabel(
  name: string,
  x: number,
  y: number,
  plot: DeviceLadder['plot'],
  taken: Box[],
): Pick<LadderPoint, 'labelX' | 'labelY' | 'anchor'> {
  const width = name.length * LETTER_WIDTH
  const half = width / 2
  const candidates = [
    { labelX: x, labelY: y - 9, anchor: 'middle', left: x - half },
    { labelX: x + 8, labelY: y + 4, anchor: 'start', left: x + 8 },
    { labelX: x - 8, labelY: y + 4, anchor: 'end', left: x - 8 - width },
    { labelX: x, labelY: y + 17, anchor: 'middle', left: x - half },
    { labelX: x + 6, labelY: y - 9, anchor: 'end', left: x + 6 - width },
    { labelX: x - 6, labelY: y - 9, anchor: 'start', left: x - 6 },
    { labelX: x + 6, labelY: y + 17, anchor: 'end', left: x + 6 - width },
    { labelX: x - 6, labelY: y + 17, anchor: 'start', left: x - 6 },
  ] as const
  const boxed = candidates.map((candidate) => ({
    candidate,
    box: {
      left: candidate.left,
      right: candidate.left + width,
      top: candidate.labelY - LABEL_HEIGHT + 3,
      bottom: candidate.labelY + 3,
    },
  }))
  const inside = boxed.filter(
    ({ box }) =>
      box.left >= plot.left && box.right <= plot.right + MARGIN.right && box.top >= 0 && box.bottom <= plot.bottom,
  )
  const free = inside.find(({ box }) => !taken.some((other) => overlap(box, other))) ?? inside[0] ?? boxed[0]
  if (!free) return { labelX: x, labelY: y - 9, anchor: 'middle' }
  taken.push(free.box)
  const { labelX, labelY, anchor } = free.candidate
  return { labelX, labelY, anchor }
}

function overlap(left: Box, right: Box): boolean {
  return left.left < right.right && right.left < left.right && left.top < right.bottom && right.top < left.bottom
}

/** At least two decades, so that a single level stands in the middle and not on the frame. */
function widened([low, high]: readonly [number, number]): readonly [number, number] {
  return high / low > 10 ? [low, high] : [low / 10, high * 10]
}

function share(value: number, [low, high]: readonly [number, number]): number {
  return Math.log(value / low) / Math.log(high / low)
}

/** Whole decades of a range, thinned to at most `most`. */
function decades([low, high]: readonly [number, number], most: number): number[] {
  const first = Math.round(Math.log10(low))
  const last = Math.round(Math.log10(high))
  const stride = Math.max(1, Math.ceil((last - first + 1) / most))
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter((exponent) => (exponent - first) % stride === 0)
    .map((exponent) => Number(`1e${exponent}`))
}
