/** An axis-parallel rectangle in pixels. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A straight line between two points in pixels. */
export interface Segment {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
}

/** Height of a line of 11 px chart text with its halo. */
export const LABEL_HEIGHT = 14

/** Advance widths in em of IBM Plex Sans, by class of character; digits are tabular. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[0-9]/, 0.6],
  [/[ijl.,:;'|!]/, 0.28],
  [/[ftrI()\s/-]/, 0.36],
  [/[mwMW@%]/, 0.88],
  [/[A-Z×+−–<>=&]/, 0.63],
]
const ORDINARY_WIDTH = 0.56

/** Width of a line of text in IBM Plex Sans, close enough to keep labels apart. @param size pixels */
export function textWidth(text: string, size: number, bold = false): number {
  let em = 0
  for (const character of text) em += WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? ORDINARY_WIDTH
  return em * size * (bold ? 1.04 : 1)
}

/** The text, or its beginning with an ellipsis where it is wider than the room. @param room pixels */
export function shortened(text: string, room: number, size: number): string {
  if (textWidth(text, size) <= room) return text
  let kept = text
  while (kept.length > 1 && textWidth(`${kept}…`, size) > room) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}

/** Whether two rectangles share area. */
export function overlaps(first: Box, second: Box): boolean {
  return overlapArea(first, second) > 0
}

function overlapArea(first: Box, second: Box): number {
  const width = Math.min(first.x + first.width, second.x + second.width) - Math.max(first.x, second.x)
  const height = Math.min(first.y + first.height, second.y + second.height) - Math.max(first.y, second.y)
  return width > 0 && height > 0 ? width * height : 0
}

/** Whether a line passes through a rectangle (Liang–Barsky clipping). */
export function crosses(segment: Segment, box: Box): boolean {
  const dx = segment.x2 - segment.x1
  const dy = segment.y2 - segment.y1
  let enter = 0
  let leave = 1
  for (const [direction, distance] of [
    [-dx, segment.x1 - box.x],
    [dx, box.x + box.width - segment.x1],
    [-dy, segment.y1 - box.y],
    [dy, box.y + box.height - segment.y1],
  ] as const) {
    if (direction === 0) {
      if (distance < 0) return false
    } else if (direction < 0) {
      enter = Math.max(enter, distance / direction)
    } else {
      leave = Math.min(leave, distance / direction)
    }
  }
  return enter <= leave
}

/** A label looking for its place. */
export interface LabelRequest {
  readonly width: number
  readonly height: number
  /** What it names: the label sits beside this box. */
  readonly anchor: Box
  /** Distance from the anchor. */
  readonly gap: number
  /** Left out rather than set on top of something. */
  readonly optional: boolean
}

/** What labels must keep clear of. */
export interface Obstacles {
  readonly boxes: readonly Box[]
  readonly segments: readonly Segment[]
  readonly bounds: Box
}

/** Cost of one line through a label, in pixels² of overlap: a halo keeps it readable, so it is a lesser evil. */
const CROSSING_COST = 50
/** The first places touch the anchor; the rest stand off and need a leader. */
const NEAR_PLACES = 12
const FAR_COST = 12
/** Overlap above which an optional label is left out. */
const TOLERATED_OVERLAP = 24

/**
 * Places labels one after the other, each where it disturbs least: beside, above or below its anchor.
 * @param requests in order of importance
 * @returns the box of each label, null for an optional one that found no room
 */
export function placeLabels(requests: readonly LabelRequest[], obstacles: Obstacles): (Box | null)[] {
  const taken = [...obstacles.boxes]
  return requests.map((request) => {
    let best: { box: Box; cost: number; overlap: number } | null = null
    candidates(request).forEach((box, index) => {
      const overlap = taken.reduce((sum, other) => sum + overlapArea(box, other), 0)
      const crossings = obstacles.segments.filter((segment) => crosses(segment, box)).length
      const outside = box.width * box.height - overlapArea(box, obstacles.bounds)
      const cost =
        overlap * 4 + outside * 20 + crossings * CROSSING_COST + index * 1.5 + (index >= NEAR_PLACES ? FAR_COST : 0)
      if (!best || cost < best.cost) best = { box, cost, overlap: overlap + outside }
    })
    const chosen = best as { box: Box; cost: number; overlap: number } | null
    if (!chosen || (request.optional && chosen.overlap > TOLERATED_OVERLAP)) return null
    taken.push(chosen.box)
    return chosen.box
  })
}

/** Places around the anchor, best first: right, left, above, below, then the corners, then two rows further off. */
function candidates({ anchor, width, height, gap }: LabelRequest): Box[] {
  const box = (x: number, y: number): Box => ({ x, y, width, height })
  const right = anchor.x + anchor.width + gap
  const left = anchor.x - gap - width
  const above = anchor.y - gap - height
  const below = anchor.y + anchor.height + gap
  const middle = anchor.y + (anchor.height - height) / 2
  const centre = anchor.x + (anchor.width - width) / 2
  return [
    box(right, middle),
    box(left, middle),
    box(centre, above),
    box(centre, below),
    box(right, anchor.y - height * 0.9),
    box(right, anchor.y + anchor.height - height * 0.1),
    box(left, anchor.y - height * 0.9),
    box(left, anchor.y + anchor.height - height * 0.1),
    box(anchor.x, above),
    box(anchor.x + anchor.width - width, above),
    box(anchor.x, below),
    box(anchor.x + anchor.width - width, below),
    ...[1, 2].flatMap((row) =>
      [0, 1, 2].flatMap((column) => [
        box(right + column * height, anchor.y + anchor.height + (row - 1) * height * 1.1),
        box(right + column * height, anchor.y - row * height * 1.1),
        box(left - column * height, anchor.y + anchor.height + (row - 1) * height * 1.1),
        box(left - column * height, anchor.y - row * height * 1.1),
      ]),
    ),
    box(centre, above - height),
    box(centre, below + height),
  ]
}

/**
 * Moves marks of equal size apart so that none hides another; each keeps as close to its point as it can.
 * @param points centres in order of importance
 * @param size side of the square mark
 */
export function spreadMarks(points: readonly (readonly [number, number])[], size: number): [number, number][] {
  const placed: [number, number][] = []
  const step = size + 1
  const offsets: readonly (readonly [number, number])[] = [
    [0, 0],
    [0, 0.6],
    [0, -0.6],
    [0.6, 0],
    [-0.6, 0],
    [0, 1],
    [0, -1],
    [1, 0],
    [-1, 0],
    [1, 1],
    [-1, -1],
    [1, -1],
    [-1, 1],
    [0, 2],
    [0, -2],
    [2, 0],
    [-2, 0],
  ]
  for (const [x, y] of points) {
    const clear = offsets
      .map(([dx, dy]): [number, number] => [x + dx * step, y + dy * step])
      .find((spot) =>
        placed.every((other) => Math.abs(other[0] - spot[0]) >= step || Math.abs(other[1] - spot[1]) >= step),
      )
    placed.push(clear ?? [x, y])
  }
  return placed
}

/**
 * Pushes positions on a line apart to a least distance, keeping their order and staying close to where they were.
 * @param positions wished positions
 * @returns positions in the same order as given
 */
export function spreadAlong(positions: readonly number[], distance: number): number[] {
  const order = positions.map((position, index) => ({ position, index })).toSorted((a, b) => a.position - b.position)
  for (let round = 0; round < 50; round += 1) {
    let moved = false
    for (let index = 1; index < order.length; index += 1) {
      const before = order[index - 1]
      const after = order[index]
      if (!before || !after) continue
      const lacking = distance - (after.position - before.position)
      if (lacking > 1e-6) {
        before.position -= lacking / 2
        after.position += lacking / 2
        moved = true
      }
    }
    if (!moved) break
  }
  const result = [...positions]
  for (const { position, index } of order) result[index] = position
  return result
}

/** The line from an anchor to a label that stands off from it; null where the label touches it. */
export function leaderBetween(anchor: Box, label: Box): Segment | null {
  const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))
  const centreX = anchor.x + anchor.width / 2
  const centreY = anchor.y + anchor.height / 2
  const x2 = clamp(centreX, label.x, label.x + label.width)
  const y2 = clamp(centreY, label.y + 2, label.y + label.height - 2)
  const distance = Math.hypot(x2 - centreX, y2 - centreY)
  const radius = Math.max(anchor.width, anchor.height) / 2
  if (distance < radius + 14) return null
  const along = radius / distance
  return { x1: centreX + (x2 - centreX) * along, y1: centreY + (y2 - centreY) * along, x2, y2 }
}
