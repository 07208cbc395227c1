import { spoken } from './spoken.ts'
import { chartFrame } from './axes.ts'
import type { Box } from './placement.ts'
import type { ChartTheme } from './theme.ts'
import type { ChartOption, Graphic, PlotRect, RenderParams } from './types.ts'

/** A picture of shapes alone. */
export interface Drawing {
  readonly animate: boolean | undefined
  readonly altText: string
  /** Room kept free above and below, pixels. */
  readonly margin: number
  /** The shapes, placed in the pixels of the plot. */
  shapes(plot: PlotRect): readonly Graphic[]
  /** What in it says something, for the pointer and the keyboard. Absent: nothing. */
  readonly marks?: readonly DrawingMark[]
}

/** A place of a drawing with its words. */
export interface DrawingMark {
  readonly text: string
  /** Id of the scenario it belongs to. */
  readonly scenario?: string
  /** Where it is, in the pixels of the plot. */
  box(plot: PlotRect): Box
}

/** Invisible boxes over the shapes: they answer to the pointer, and are outlined where the keyboard is. */
function markSeries(theme: ChartTheme, marks: readonly DrawingMark[]): ChartOption {
  return {
    type: 'custom',
    z: 4,
    data: marks.map(({ text, scenario }) => ({
      value: [0.5, 0.5],
      tooltip: { formatter: text },
      ...(scenario === undefined ? {} : { scenario }),
    })),
    renderItem: (params: RenderParams): Graphic => {
      const box = marks[params.dataIndex]?.box(params.coordSys) ?? { x: 0, y: 0, width: 0, height: 0 }
      return {
        type: 'rect',
        z2: 40,
        shape: { ...box, r: 3 },
        style: { fill: theme.ink, stroke: theme.ink, lineWidth: 2, fillOpacity: 0, strokeOpacity: 0 },
        emphasis: { style: { strokeOpacity: 1 } },
      }
    },
  }
}

/** The option of a figure without axes: a custom series that fills the plot, and one of marks where it has any. */
export function drawingOption(theme: ChartTheme, drawing: Drawing): ChartOption {
  return spoken({
    ...chartFrame(theme, drawing.animate, drawing.altText),
    ...(drawing.marks ? {} : { tooltip: { show: false } }),
    grid: { left: theme.inset, right: theme.inset, top: drawing.margin, bottom: drawing.margin },
    xAxis: { type: 'value', min: 0, max: 1, show: false },
    yAxis: { type: 'value', min: 0, max: 1, show: false },
    series: [
      {
        type: 'custom',
        silent: true,
        data: [[0.5, 0.5]],
        renderItem: (params: RenderParams): Graphic => ({ type: 'group', children: drawing.shapes(params.coordSys) }),
      },
      ...(drawing.marks ? [markSeries(theme, drawing.marks)] : []),
    ],
  })
}
