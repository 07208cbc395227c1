import { chartFrame } from './axes.ts'
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
}

/** The option of a figure without axes: one custom series that fills the plot, and no tooltip. */
export function drawingOption(theme: ChartTheme, drawing: Drawing): ChartOption {
  return {
    ...chartFrame(theme, drawing.animate, drawing.altText),
    tooltip: { show: false },
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
    ],
  }
}
