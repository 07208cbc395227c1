import type { BottleneckMap } from '../../domain/analysis/bottleneckMap.ts'
import { line } from '../kit/draw.ts'
import { cellBlocks } from './mapRegions.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartOption, Graphic, PlotRect, RenderApi, RenderParams } from '../kit/types.ts'

/** Where a cell begins on its axis: half-way, on a logarithmic scale, to the one before. */
export function edge(values: readonly number[], place: number): number {
  const before = values[place - 1]
  const after = values[place]
  if (before !== undefined && after !== undefined) return Math.sqrt(before * after)
  return before ?? after ?? 1
}

/** Flat fills; what does not fit or is unknown is bare and hatched. */
export function areas(theme: ChartTheme, map: BottleneckMap, corner: readonly [number, number]): ChartOption {
  const blocks = cellBlocks(map)
  return {
    type: 'custom',
    silent: true,
    z: 1,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const xs = edgesOf(map.concurrency, (value) => api.coord([value, corner[1]])[0])
      const ys = edgesOf(map.inputTokens, (value) => api.coord([corner[0], value])[1])
      const children = blocks.flatMap((block): Graphic[] => {
        const left = xs[block.left] ?? 0
        const top = ys[block.top] ?? 0
        const shape = { x: left, y: top, width: (xs[block.right] ?? 0) - left, height: (ys[block.bottom] ?? 0) - top }
        if (block.state === 'doesNotFit' || block.state === 'unknown') {
          return [{ type: 'rect', silent: true, shape, style: { fill: theme.surface } }]
        }
        return [{ type: 'rect', silent: true, shape, style: { fill: theme.resources[block.state].fill } }]
      })
      return { type: 'group', children: [...children, ...hatched(theme, map, xs, ys, params.coordSys)] }
    },
  }
}

/** Pixel edges of the cells; whole pixels, so that neighbours neither overlap nor part. */
function edgesOf(values: readonly number[], pixel: (value: number) => number): number[] {
  return Array.from({ length: values.length + 1 }, (_, place) => Math.round(pixel(edge(values, place))))
}

/**
 * One hatch over everything that does not fit: each diagonal of the plot, cut to the bare cells it passes through, so
 * that lines join and there are few of them.
 */
function hatched(
  theme: ChartTheme,
  map: BottleneckMap,
  xs: readonly number[],
  ys: readonly number[],
  { x, y, width, height }: PlotRect,
): Graphic[] {
  const columns = cellAt(xs, Math.floor(x), Math.ceil(width), false)
  const rows = cellAt(ys, Math.floor(y), Math.ceil(height), true)
  const isBare = (across: number, down: number): boolean => {
    const column = columns[across] ?? -1
    const row = rows[down] ?? -1
    if (column < 0 || row < 0) return false
    const state = map.states[row * map.concurrency.length + column]
    return state === '-' || state === '?'
  }
  const shapes: Graphic[] = []
  for (let sum = HATCH; sum < width + height; sum += HATCH) {
    let from: number | null = null
    const last = Math.min(Math.floor(width), sum)
    for (let across = Math.max(0, Math.ceil(sum - height)); across <= last; across++) {
      const bare = across < last && isBare(across, sum - across)
      if (bare && from === null) from = across
      if (!bare && from !== null) {
        shapes.push(line(x + from, y + sum - from, x + across, y + sum - across, theme.ink3, 1))
        from = null
      }
    }
  }
  return shapes
}

/** Distance of the hatch's lines, pixels. */
const HATCH = 8

/** The cell each pixel lies in; −1 outside. @param edges pixel edges of the cells @param downwards they fall as cells rise */
function cellAt(edges: readonly number[], start: number, count: number, downwards: boolean): Int32Array {
  const cells = new Int32Array(count).fill(-1)
  for (let cell = 0; cell + 1 < edges.length; cell++) {
    const low = (downwards ? edges[cell + 1] : edges[cell]) ?? 0
    const high = (downwards ? edges[cell] : edges[cell + 1]) ?? 0
    for (let pixel = Math.max(start, low); pixel < Math.min(start + count, high); pixel++) cells[pixel - start] = cell
  }
  return cells
}
