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

/** Whether two rectangles share area. */
export function overlaps(first: Box, second: Box): boolean {
  return (
    Math.min(first.x + first.width, second.x + second.width) > Math.max(first.x, second.x) &&
    Math.min(first.y + first.height, second.y + second.height) > Math.max(first.y, second.y)
  )
}

/** Whether a line passes through a rectangle. */
export function crosses(segment: Segment, box: Box): boolean {
  return clipped(segment, box) !== null
}

/** The part of a line inside a rectangle, as shares of its length (Liang–Barsky clipping); null: none. */
function clipped(segment: Segment, box: Box): readonly [number, number] | null {
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
      if (distance < 0) return null
    } else if (direction < 0) {
      enter = Math.max(enter, distance / direction)
    } else {
      leave = Math.min(leave, distance / direction)
    }
  }
  return enter <= leave ? [enter, leave] : null
}

/** A label looking for its place. */
export interface LabelRequest {
  readonly width: number
  readonly height: number
  /** What it names: the label sits beside this box. */
  readonly anchor: Box
  /** Distance from the anchor. */
  readonly gap: number
  /** It may stand off, joined by a line, where there is no room beside the anchor; else it is left out. */
  readonly leads: boolean
}

/** What labels must keep clear of. */
export interface Obstacles {
  /** Markers, and labels that stand already. */
  readonly boxes: readonly Box[]
  /** Lines of data and roofs. */
  readonly segments: readonly Segment[]
  /** The plot: no label leaves it. */
  readonly bounds: Box
  /** Those of the boxes that are labels: no line from a label to its anchor runs through them. */
  readonly labels?: readonly Box[]
}

/** Where a label stands, and the line from what it names where it stands off. */
export interface PlacedLabel {
  readonly box: Box
  readonly leader: Segment | null
}

/** Room between two labels in one row, pixels. */
const BETWEEN = 5
/** Air above and below letters inside a label's height, which something may touch. */
const AIR = 2
/** How far a label may stand off, pixels, and the steps on the way. */
const FARTHEST = 136
const RING = 9
const NEAREST_RING = 14
/** Directions in which a label may stand off, those to the sides first. */
const DIRECTIONS: readonly (readonly [number, number])[] = [0, 8, 1, 15, 7, 9, 2, 14, 6, 10, 3, 13, 5, 11, 4, 12].map(
  (sixteenth) => [Math.cos((sixteenth * Math.PI) / 8), Math.sin((sixteenth * Math.PI) / 8)],
)

/**
 * Places labels one after the other, each beside, above or below its anchor, where it lies on no marker, no line and no
 * other label and inside the plot; else further off with a line to its anchor; else nowhere.
 * @param requests in order of importance
 * @returns where each label stands; null for one that found no room
 */
export function placeLabels(requests: readonly LabelRequest[], obstacles: Obstacles): (PlacedLabel | null)[] {
  const boxes = [...obstacles.boxes]
  const segments = [...obstacles.segments]
  const labels = [...(obstacles.labels ?? [])]
  return requests.map((request) => {
    const clear: Obstacles = { boxes, segments, bounds: obstacles.bounds }
    const near = besides(request).find((box) => isClear(box, clear))
    const placed: PlacedLabel | null = near
      ? { box: near, leader: null }
      : request.leads
        ? standingOff(request, clear, labels)
        : null
    if (!placed) return null
    const { box } = placed
    boxes.push({ ...box, x: box.x - BETWEEN, width: box.width + 2 * BETWEEN })
    labels.push(box)
    if (placed.leader) segments.push(placed.leader)
    return placed
  })
}

/** Whether a label of this box lies on nothing, and inside. */
export function isClear(box: Box, { boxes, segments, bounds }: Obstacles): boolean {
  const letters = { x: box.x, y: box.y + AIR, width: box.width, height: box.height - 2 * AIR }
  return (
    isInside(box, bounds) &&
    !boxes.some((other) => overlaps(letters, other)) &&
    !segments.some((segment) => crosses(segment, letters))
  )
}

/** Room between a label and the axis on the left, pixels. */
const OFF_AXIS = 2

function isInside(box: Box, bounds: Box): boolean {
  return (
    box.x >= bounds.x + OFF_AXIS &&
    box.y >= bounds.y &&
    box.x + box.width <= bounds.x + bounds.width &&
    box.y + box.height <= bounds.y + bounds.height
  )
}

/** The nearest place off the anchor whose line crosses no other label. */
function standingOff(request: LabelRequest, clear: Obstacles, labels: readonly Box[]): PlacedLabel | null {
  const { anchor, width, height } = request
  const centreX = anchor.x + anchor.width / 2
  const centreY = anchor.y + anchor.height / 2
  for (let distance = NEAREST_RING; distance <= FARTHEST; distance += RING) {
    for (const [dx, dy] of DIRECTIONS) {
      const x = centreX + dx * (anchor.width / 2 + distance)
      const y = centreY + dy * (anchor.height / 2 + distance)
      const lefts = dx > 0.3 ? [x] : dx < -0.3 ? [x - width] : [x - width / 2, x - width, x]
      for (const left of lefts) {
        const box = { x: left, y: y - height / 2, width, height }
        if (!isClear(box, clear)) continue
        const leader = leaderBetween(anchor, box)
        if (!leader || !labels.some((label) => crosses(leader, label))) return { box, leader }
      }
    }
  }
  return null
}

/** Places around the anchor, best first: right, left, above, below, then the corners. */
function besides({ anchor, width, height, gap }: LabelRequest): Box[] {
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
  ]
}

/**
 * The first place where words lie on nothing; null where there is none, and the words are left out.
 * @param places left edge and middle of each, best first
 */
export function firstClear(
  words: { readonly width: number; readonly height?: number },
  places: readonly (readonly [left: number, middle: number])[],
  obstacles: Obstacles,
): Box | null {
  const { width, height = LABEL_HEIGHT } = words
  return (
    places
      .map(([x, middle]): Box => ({ x, y: middle - height / 2, width, height }))
      .find((box) => isClear(box, obstacles)) ?? null
  )
}

/** The straight pieces of a line through these points. */
export function segmentsOf(points: readonly (readonly [number, number])[]): Segment[] {
  return points.slice(1).flatMap(([x2, y2], index): Segment[] => {
    const before = points[index]
    return before ? [{ x1: before[0], y1: before[1], x2, y2 }] : []
  })
}

/** The four sides of a rectangle. */
export function sidesOf({ x, y, width, height }: Box): Segment[] {
  const [right, bottom] = [x + width, y + height]
  return [
    { x1: x, y1: y, x2: right, y2: y },
    { x1: right, y1: y, x2: right, y2: bottom },
    { x1: x, y1: bottom, x2: right, y2: bottom },
    { x1: x, y1: y, x2: x, y2: bottom },
  ]
}

/** A square around a point. @param reach half of its side */
export function around([x, y]: readonly [number, number], reach: number): Box {
  return { x: x - reach, y: y - reach, width: reach * 2, height: reach * 2 }
}

/** A line parted where labels stand on it, as on a map: the pieces outside of all boxes. */
export function partedLine(
  points: readonly (readonly [number, number])[],
  boxes: readonly Box[],
): (readonly (readonly [number, number])[])[] {
  const pieces: (readonly [number, number])[][] = [[]]
  for (const [index, point] of points.entries()) {
    const before = points[index - 1]
    for (const [from, to] of before ? outsideOf(before, point, boxes) : []) {
      const last = pieces.at(-1)
      const end = last?.at(-1)
      if (last && (end === undefined || (end[0] === from[0] && end[1] === from[1]))) {
        if (end === undefined) last.push(from)
        last.push(to)
      } else pieces.push([from, to])
    }
  }
  return pieces.filter((piece) => piece.length > 1)
}

/** The parts of a straight piece that lie in none of the boxes. */
function outsideOf(
  from: readonly [number, number],
  to: readonly [number, number],
  boxes: readonly Box[],
): (readonly [readonly [number, number], readonly [number, number]])[] {
  const segment = { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }
  let free: (readonly [number, number])[] = [[0, 1]]
  for (const box of boxes) {
    const inside = clipped(segment, box)
    if (!inside) continue
    free = free.flatMap(([start, end]): (readonly [number, number])[] => [
      ...(inside[0] > start ? [[start, Math.min(end, inside[0])] as const] : []),
      ...(inside[1] < end ? [[Math.max(start, inside[1]), end] as const] : []),
    ])
  }
  const at = (share: number): readonly [number, number] =>
    share === 0 ? from : share === 1 ? to : [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
  return free.filter(([start, end]) => end > start).map(([start, end]) => [at(start), at(end)])
}

/**
 * Moves marks of equal size apart so that none hides another; each keeps as close to its point as it can.
 * @param points centres in order of importance
 * @param size side of the square mark @param bounds no mark leaves it
 */
export function spreadMarks(
  points: readonly (readonly [number, number])[],
  size: number,
  bounds?: Box,
): [number, number][] {
  const placed: [number, number][] = []
  const step = size + 1
  for (const [x, y] of points) {
    const clear = OFFSETS.map(([dx, dy]): [number, number] => [x + dx * step, y + dy * step]).find(
      (spot) =>
        placed.every((other) => Math.abs(other[0] - spot[0]) >= step || Math.abs(other[1] - spot[1]) >= step) &&
        (!bounds || isInside(around(spot, size / 2), bounds)),
    )
    placed.push(clear ?? [x, y])
  }
  return placed
}

/** Where a mark may give way to, in steps of its size, nearest first. */
const OFFSETS: readonly (readonly [number, number])[] = [
  [0, 0],
  [0, 0.6],
  [0, -0.6],
  [0.6, 0],
  [-0.6, 0],
  ...[1, 2, 3, 4, 5].flatMap((ring) =>
    [
      [0, 1],
      [0, -1],
      [1, 0],
      [-1, 0],
      [1, 1],
      [-1, -1],
      [1, -1],
      [-1, 1],
    ].map(([dx = 0, dy = 0]) => [dx * ring, dy * ring] as const),
  ),
]

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
  // Letters may be a little wider than they were measured.
  const x2 = clamp(centreX, label.x - 2, label.x + label.width + 2)
  const y2 = clamp(centreY, label.y + 2, label.y + label.height - 2)
  const distance = Math.hypot(x2 - centreX, y2 - centreY)
  const radius = Math.max(anchor.width, anchor.height) / 2
  if (distance < radius + 14) return null
  const along = radius / distance
  return { x1: centreX + (x2 - centreX) * along, y1: centreY + (y2 - centreY) * along, x2, y2 }
}
