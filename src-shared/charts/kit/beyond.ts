import { say } from '../../words/say.ts'
import { withCornerNote } from './cornerNotes.ts'
import type { ChartTheme } from './theme.ts'
import type { AxisRanges, ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from './types.ts'

/** A value where it would be drawn: on both axes, in their units; a category by its index. */
export interface DrawnValue {
  readonly at: readonly [x: number, y: number]
  /** Colour of the arrow that stands for it where it is beyond the axes. */
  readonly color: string
}

/** Room that rounding may take without a value counting as beyond. */
const SLACK = 1e-9

function isOutside(value: number, range: readonly [number, number] | undefined): boolean {
  return range !== undefined && (value < range[0] * (1 - SLACK) || value > range[1] * (1 + SLACK))
}

/** A point that held axes do not reach. */
export function isBeyond([x, y]: readonly [number, number], axes: AxisRanges): boolean {
  return isOutside(x, axes.x) || isOutside(y, axes.y)
}

/** Half of an arrow's foot, and its length. */
const HALF = 4
const LENGTH = 7

/** A head that points from (x, y) outwards. @param dx 1: to the right @param dy 1: down */
function arrowHead(x: number, y: number, dx: number, dy: number): readonly (readonly [number, number])[] {
  return [
    [x, y],
    [x - dx * LENGTH - dy * HALF, y - dy * LENGTH - dx * HALF],
    [x - dx * LENGTH + dy * HALF, y - dy * LENGTH + dx * HALF],
  ]
}

/** Arrows at the edge of the plot, where the values beyond it would be seen. */
function edgeArrows(theme: ChartTheme, values: readonly DrawnValue[]): ChartOption {
  return {
    type: 'custom',
    id: 'beyond',
    silent: true,
    z: 9,
    data: values.map(({ at }) => at),
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const value = values[params.dataIndex]
      if (!value) return { type: 'group', children: [] }
      const plot = params.coordSys
      const [x, y] = api.coord(value.at)
      const inX = Math.min(plot.x + plot.width, Math.max(plot.x, x))
      const inY = Math.min(plot.y + plot.height, Math.max(plot.y, y))
      const [dx, dy] = Math.abs(x - inX) >= Math.abs(y - inY) ? [Math.sign(x - inX), 0] : [0, Math.sign(y - inY)]
      return {
        type: 'polygon',
        silent: true,
        shape: { points: arrowHead(inX, inY, dx, dy) },
        style: { fill: value.color, stroke: theme.surface, lineWidth: 1 },
      }
    },
  }
}

/**
 * A figure that says what its held axes leave out: an arrow at the edge for each value, a note in the corner, and a
 * sentence for the card and the alternative text. Unchanged where the axes are its own, or reach everything.
 * @param values all that is drawn on the axes
 */
export function withBeyond(
  theme: ChartTheme,
  figure: ChartFigure,
  values: readonly DrawnValue[],
  options: ChartOptions,
): ChartFigure {
  const { axes } = figure
  if (!options.lockedAxes || !axes) return figure
  const outside = values.filter(({ at }) => isBeyond(at, axes))
  if (outside.length === 0) return figure
  const words = say('charts.beyond', { count: outside.length })
  const { series } = figure.option
  const said: ChartFigure = {
    ...figure,
    sentence: `${figure.sentence} ${words}.`,
    altText: `${figure.altText} ${words}.`,
    option: { ...figure.option, series: [...(Array.isArray(series) ? series : [series]), edgeArrows(theme, outside)] },
  }
  const sample: ChartOption = { type: 'polygon', shape: { points: arrowHead(13, 6, 1, 0) }, style: { fill: theme.ink } }
  return withCornerNote(theme, said, { words, sample })
}

/** A pixel along an axis, no further than the plot goes. */
export function withinPlot(pixel: number, start: number, length: number): number {
  return Math.min(start + length, Math.max(start, pixel))
}
