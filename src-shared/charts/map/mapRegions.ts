import { mapState, type BottleneckMap, type MapState } from '../../domain/analysis/bottleneckMap.ts'

/** Letters of cells that have no time: they do not fit, or nothing is known of them. */
const BARE = new Set(['-'.charCodeAt(0), '?'.charCodeAt(0)])

/** The states as numbers, which are compared many times. */
function codesOf(map: BottleneckMap): Uint8Array {
  let known = codes.get(map)
  if (known === undefined) {
    const { states } = map
    known = new Uint8Array(states.length)
    for (let at = 0; at < states.length; at++) known[at] = states.charCodeAt(at)
    codes.set(map, known)
  }
  return known
}

const codes = new WeakMap<BottleneckMap, Uint8Array>()

/** Shares of the loads in each state, the largest first. */
export function stateShares(map: BottleneckMap): { readonly state: MapState; readonly share: number }[] {
  const counts = new Map<number, { first: number; count: number }>()
  for (const [at, code] of codesOf(map).entries()) {
    const known = counts.get(code)
    if (known) known.count++
    else counts.set(code, { first: at, count: 1 })
  }
  const width = map.concurrency.length
  return [...counts.values()]
    .map(({ first, count }) => ({
      state: mapState(map, first % width, Math.floor(first / width)),
      share: count / map.states.length,
    }))
    .toSorted((one, two) => two.share - one.share)
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
  const cells = codesOf(map)
  const done: CellBlock[] = []
  let open = new Map<string, CellBlock>()
  for (let row = 0; row < map.inputTokens.length; row++) {
    const next = new Map<string, CellBlock>()
    let left = 0
    while (left < width) {
      const code = cells[row * width + left]
      let right = left + 1
      while (right < width && cells[row * width + right] === code) right++
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
  const cells = codesOf(map)
  const reach = new Int32Array(width * height)
  const same = (column: number, row: number, code: number): number => {
    if (column < 0 || row < 0 || column >= width || row >= height) return 0
    const at = row * width + column
    return cells[at] === code ? (reach[at] ?? 0) : 0
  }
  const around = (column: number, row: number, side: 1 | -1): number => {
    const code = cells[row * width + column] ?? 0
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
      const code = cells[at] ?? 0
      if (value <= (best.get(code)?.reach ?? 0)) continue
      best.set(code, { state: mapState(map, column, row), column, row, reach: value })
    }
  }
  return [...best.values()]
}

/** A line of equal time, in cells: points between the middles of neighbouring cells. */
export type IsoLine = readonly (readonly [x: number, y: number])[]

/**
 * Where a time per token is crossed (marching squares on the cells' middles), joined into lines. Squares with a cell that
 * does not fit or run have no line.
 */
export function isoLines(map: BottleneckMap, level: number): IsoLine[] {
  const width = map.concurrency.length
  const cells = codesOf(map)
  const values = Float64Array.from(map.tpot, (seconds, at) => (BARE.has(cells[at] ?? 0) ? NaN : (seconds ?? NaN)))
  /** Crossings by the edge they lie on, each with the edges its squares join it to. */
  const crossings = new Map<number, { readonly place: readonly [number, number]; readonly joined: number[] }>()
  const crossing = (column: number, row: number, down: 0 | 1): number => {
    const from = values[row * width + column] ?? NaN
    const to = values[(row + down) * width + column + 1 - down] ?? NaN
    if (from < level === to < level) return -1
    const edge = 2 * (row * width + column) + down
    if (!crossings.has(edge)) {
      const share = (level - from) / (to - from)
      crossings.set(edge, { place: down ? [column, row + share] : [column + share, row], joined: [] })
    }
    return edge
  }
  for (let row = 0; row + 1 < map.inputTokens.length; row++) {
    for (let column = 0; column + 1 < width; column++) {
      const at = row * width + column
      const one = values[at] ?? NaN
      const two = values[at + 1] ?? NaN
      const three = values[at + width + 1] ?? NaN
      const four = values[at + width] ?? NaN
      // Most squares are not crossed; one with a corner without a time has no line.
      const crossed = one < level !== two < level || two < level !== three < level || three < level !== four < level
      if (!crossed || Number.isNaN(one + two + three + four)) continue
      const edges = [
        crossing(column, row, 0),
        crossing(column + 1, row, 1),
        crossing(column, row + 1, 0),
        crossing(column, row, 1),
      ]
      const found = edges.filter((edge) => edge >= 0)
      for (let pair = 0; pair + 1 < found.length; pair += 2) {
        const [from, to] = [found[pair] ?? -1, found[pair + 1] ?? -1]
        crossings.get(from)?.joined.push(to)
        crossings.get(to)?.joined.push(from)
      }
    }
  }
  return joinedLines(crossings)
}

/** Follows crossings from edge to edge: open lines from their ends first, then the closed ones. */
function joinedLines(
  crossings: ReadonlyMap<number, { readonly place: readonly [number, number]; readonly joined: readonly number[] }>,
): IsoLine[] {
  const seen = new Set<number>()
  const follow = (start: number): IsoLine => {
    const places: (readonly [number, number])[] = []
    let at: number | undefined = start
    while (at !== undefined) {
      const here = crossings.get(at)
      if (!here) break
      seen.add(at)
      places.push(here.place)
      at = here.joined.find((next) => !seen.has(next))
    }
    return places
  }
  const ends = [...crossings].filter(([, { joined }]) => joined.length === 1).map(([edge]) => edge)
  const lines: IsoLine[] = []
  for (const start of [...ends, ...crossings.keys()]) {
    if (!seen.has(start)) lines.push(follow(start))
  }
  return lines.filter((line) => line.length > 1)
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
