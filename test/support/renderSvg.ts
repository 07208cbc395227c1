import * as echarts from 'echarts'
import { normaliseSvg } from '#shared/charts/kit/normaliseSvg.ts'
import type { ChartOption } from '#shared/charts/kit/types.ts'

/** Size of a rendered picture in pixels. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/** Renders an option to SVG text on the server side of ECharts; the same option gives the same bytes on every run. */
export function renderSvg(option: ChartOption, size: PictureSize): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption({ ...option, animation: false })
    return normaliseSvg(chart.renderToSVGString())
  } finally {
    // A chart that is not disposed of keeps the process alive.
    chart.dispose()
  }
}
