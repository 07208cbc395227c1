import { mapState, type BottleneckMap, type MapState } from '../domain/analysis/bottleneckMap.ts'

/** Letters of cells that have no time: they do not fit, or nothing is known of them. */
const BARE = new Set(['-'.charCodeAt(0), '?'.charCodeAt(0)])

/** The states as numbers, which are compared many times. */
function codesOf({ states }: BottleneckMap): Uint8Array {
  return Uint8Array.from(states, (letter) => letter.charCodeAt(0))
}

/** A rectangle of cells in one state; ends are exclusive. */
export interface CellBlock {
  readonly state: MapState
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

/**
 * The map as few rectangles: runs of equal cells along each row, joined upwards where the next row has the same run.
 */
export function cellBlocks(map: BottleneckMap): CellBlock[] {
  const width = map.concurrency.length
  const codes = codesOf(map)
  const done: CellBlock[] = []
  let open = new Map<string, CellBlock>()
  for (let row = 0; row < map.inputTokens.length; row++) {
    const next = new Map<string, CellBlock>()
    let left = 0
    while (left < width) {
      const code = codes[row * width + left]
      let right = left + 1
      while (right < width && codes[row * width + right] === code) right++
      const key = `${code}/${left}/${right}`
      const below = open.get(key)
      const block = below ?? { state: mapState(map, left, row), left, right, bottom: row, top: row }
      next.set(key, { ...block, top: row + 1 })
      left = right
    }
    for (const [key, block] of open) if (!next.has(key)) done.push(block)
    open = next
  }
  return [...done, ...open.values()]
}

/** Where a name has most room in a state's largest area: the middle of the square that fits in it, in cells. */
export interface Roomiest {
  readonly state: MapState
  readonly column: number
  readonly row: number
  /** Cells from there to the nearest other state, in either direction. */
  readonly reach: number
}

/** The roomiest place of each state (chessboard distance, two passes). */
export function roomiest(map: BottleneckMap): Roomiest[] {
  const width = map.concurrency.length
  const height = map.inputTokens.length
  const codes = codesOf(map)
  const reach = new Int32Array(width * height)
  const same = (column: number, row: number, code: number): number => {
    if (column < 0 || row < 0 || column >= width || row >= height) return 0
    const at = row * width + column
    return codes[at] === code ? (reach[at] ?? 0) : 0
  }
  const around = (column: number, row: number, side: 1 | -1): number => {
    const code = codes[row * width + column] ?? 0
    return Math.min(
      same(column + side, row, code),
      same(column - 1, row + side, code),
      same(column, row + side, code),
      same(column + 1, row + side, code),
    )
  }
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) reach[row * width + column] = around(column, row, -1) + 1
  }
  const best = new Map<number, Roomiest>()
  for (let row = height - 1; row >= 0; row--) {
    for (let column = width - 1; column >= 0; column--) {
      const at = row * width + column
      const value = Math.min(reach[at] ?? 0, around(column, row, 1) + 1)
      reach[at] = value
      const code = codes[at] ?? 0
      if (value <= (best.get(code)?.reach ?? 0)) continue
      best.set(code, { state: mapState(map, column, row), column, row, reach: value })
    }
  }
  return [...best.values()]
}

/** A piece of a line of equal time, in cells: ends between the middles of neighbouring cells. */
export type IsoPiece = readonly [x1: number, y1: number, x2: number, y2: number]

/**
 * Where a time per token is crossed (marching squares on the cells' middles). Squares with a cell that does not fit or
 * run have no line.
 */
export function isoPieces(map: BottleneckMap, level: number): IsoPiece[] {
  const width = map.concurrency.length
  const pieces: IsoPiece[] = []
  const codes = codesOf(map)
  const values = Float64Array.from(map.tpot, (seconds, at) => (BARE.has(codes[at] ?? 0) ? NaN : (seconds ?? NaN)))
  for (let row = 0; row + 1 < map.inputTokens.length; row++) {
    for (let column = 0; column + 1 < width; column++) {
      const at = row * width + column
      const corners = [
        values[at] ?? NaN,
        values[at + 1] ?? NaN,
        values[at + width + 1] ?? NaN,
        values[at + width] ?? NaN,
      ] as const
      const low = Math.min(...corners)
      // Most squares are not crossed; a corner without a time makes both ends NaN.
      if (!(low < level && Math.max(...corners) >= level)) continue
      const places = [
        [column, row],
        [column + 1, row],
        [column + 1, row + 1],
        [column, row + 1],
      ] as const
      const crossings: [number, number][] = []
      for (let edge = 0; edge < 4; edge++) {
        const from = corners[edge] ?? NaN
        const to = corners[(edge + 1) % 4] ?? NaN
        if (from < level === to < level) continue
        const share = (level - from) / (to - from)
        const [x1, y1] = places[edge] as readonly [number, number]
        const [x2, y2] = places[(edge + 1) % 4] as readonly [number, number]
        crossings.push([x1 + (x2 - x1) * share, y1 + (y2 - y1) * share])
      }
      for (let pair = 0; pair + 1 < crossings.length; pair += 2) {
        const [one, two] = [crossings[pair], crossings[pair + 1]] as [[number, number], [number, number]]
        pieces.push([one[0], one[1], two[0], two[1]])
      }
    }
  }
  return pieces
}

/** Times of 1, 2 or 5 that are crossed on the map, at most `most`, spread evenly among those there are. */
export function isoLevels(map: BottleneckMap, most: number): number[] {
  let low = Infinity
  let high = 0
  for (const [index, seconds] of map.tpot.entries()) {
    if (seconds === null || map.states[index] === '-') continue
    low = Math.min(low, seconds)
    high = Math.max(high, seconds)
  }
  const levels: number[] = []
  for (let decade = -7; decade < 4; decade++) {
    for (const step of [1, 2, 5]) {
      const level = Number(`${step}e${decade}`)
      if (level > low * 1.02 && level < high * 0.98) levels.push(level)
    }
  }
  const stride = Math.max(1, Math.ceil(levels.length / most))
  return levels.filter((_, index) => (levels.length - 1 - index) % stride === 0)
}
