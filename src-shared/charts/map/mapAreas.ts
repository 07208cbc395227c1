import { stateLetter, type BottleneckMap } from '../../domain/analysis/bottleneckMap.ts'
import { RESOURCES, type Resource } from '../../domain/result.ts'
import { line } from '../kit/draw.ts'
import { cellBlocks } from './mapRegions.ts'
import type { ChartTheme, Hatch } from '../kit/theme.ts'
import type { ChartOption, Graphic, PlotRect, RenderApi, RenderParams } from '../kit/types.ts'

/** Where a cell begins on its axis: half-way, on a logarithmic scale, to the one before. */
export function edge(values: readonly number[], place: number): number {
  const before = values[place - 1]
  const after = values[place]
  if (before !== undefined && after !== undefined) return Math.sqrt(before * after)
  return before ?? after ?? 1
}

/** Each resource in its fill and hatch, as the legend has it; what does not fit or is unknown is bare and hatched. */
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
      return { type: 'group', children: [...children, ...hatches(theme, map, xs, ys, params.coordSys)] }
    },
  }
}

/** Pixel edges of the cells; whole pixels, so that neighbours neither overlap nor part. */
function edgesOf(values: readonly number[], pixel: (value: number) => number): number[] {
  return Array.from({ length: values.length + 1 }, (_, place) => Math.round(pixel(edge(values, place))))
}

/** The hatches of all areas; an area whose resource has none stays plain. */
function hatches(
  theme: ChartTheme,
  map: BottleneckMap,
  xs: readonly number[],
  ys: readonly number[],
  plot: PlotRect,
): Graphic[] {
  const columns = cellAt(xs, Math.floor(plot.x), Math.ceil(plot.width), false)
  const rows = cellAt(ys, Math.floor(plot.y), Math.ceil(plot.height), true)
  const letterAt = (across: number, down: number): string => {
    const column = columns[across] ?? -1
    const row = rows[down] ?? -1
    return column < 0 || row < 0 ? '' : (map.states[row * map.concurrency.length + column] ?? '')
  }
  const areaOf =
    (letters: ReadonlySet<string>) =>
    (across: number, down: number): boolean =>
      letters.has(letterAt(across, down))
  const found = new Set(map.states)
  return [
    ...(found.has('-') || found.has('?')
      ? hatched(areaOf(new Set(['-', '?'])), 'rising', BARE_STEP, theme.ink3, plot)
      : []),
    ...RESOURCES.flatMap((resource) => {
      const letter = letterOf(resource)
      const { hatch, line: color } = theme.resources[resource]
      return found.has(letter) ? hatched(areaOf(new Set([letter])), hatch, STEP, color, plot) : []
    }),
  ]
}

const letterOf = (resource: Resource): string => stateLetter(RESOURCES.indexOf(resource), true)

/**
 * One hatch over everything of one state: each line of the hatch through the plot, cut to the cells it passes through, so
 * that lines join and there are few of them.
 */
function hatched(
  isInside: (across: number, down: number) => boolean,
  hatch: Hatch,
  step: number,
  color: string,
  { x, y, width, height }: PlotRect,
): Graphic[] {
  const [across, down] = [Math.floor(width), Math.floor(height)]
  const shapes: Graphic[] = []
  /** One line of so many pixels, each where `at` says. */
  const run = (length: number, at: (pixel: number) => readonly [number, number]): void => {
    let from: number | null = null
    for (let pixel = 0; pixel <= length; pixel++) {
      const [column, row] = at(pixel)
      const inside = pixel < length && isInside(column, row)
      if (inside && from === null) from = pixel
      if (!inside && from !== null) {
        const [x1, y1] = at(from)
        const [x2, y2] = at(pixel)
        shapes.push(line(x + x1, y + y1, x + x2, y + y2, color, 1))
        from = null
      }
    }
  }
  switch (hatch) {
    case 'none':
      break
    case 'rising':
      for (let sum = step; sum < across + down; sum += step) {
        const first = Math.max(0, sum - down)
        run(Math.min(across, sum) - first, (pixel) => [first + pixel, sum - first - pixel])
      }
      break
    case 'falling':
      for (let shift = step - down; shift < across; shift += step) {
        const first = Math.max(0, shift)
        run(Math.min(across, down + shift) - first, (pixel) => [first + pixel, first - shift + pixel])
      }
      break
    case 'horizontal':
      for (let row = step / 2; row < down; row += step) run(across, (pixel) => [pixel, row])
      break
    case 'vertical':
      for (let column = step / 2; column < across; column += step) run(down, (pixel) => [column, pixel])
      break
    case 'dots':
      for (let row = step / 2; row < down; row += step) {
        for (let column = step / 2; column < across; column += step) {
          if (!isInside(column, row)) continue
          const shape = { cx: x + column, cy: y + row, r: 0.8 }
          shapes.push({ type: 'circle', silent: true, shape, style: { fill: color } })
        }
      }
      break
  }
  return shapes
}

/** Distance of a hatch's lines, pixels: of what is bare, and of areas, which are large. */
const BARE_STEP = 8
const STEP = 12

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
