import type { ChartOption } from '#shared/charts/kit/types.ts'
import { init } from './echarts.ts'

/** Size of a copied picture, pixels; the proportions of a card. */
const WIDTH = 960
const HEIGHT = 540

/** The chart as stand-alone SVG text. @param background colour behind it */
export function chartSvg(option: ChartOption, background: string): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT })
  chart.setOption({ ...option, animation: false, backgroundColor: background })
  const text = chart.renderToSVGString()
  chart.dispose()
  return text
}

/** The chart as a PNG at twice its size. @param background colour behind it */
export function chartPng(option: ChartOption, background: string): Promise<Blob> {
  const host = document.createElement('div')
  host.style.cssText = `position:absolute;left:-9999px;width:${WIDTH}px;height:${HEIGHT}px`
  document.body.append(host)
  const chart = init(host, null, { renderer: 'canvas', devicePixelRatio: 2 })
  chart.setOption({ ...option, animation: false, backgroundColor: background })
  const canvas = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: background })
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      chart.dispose()
      host.remove()
      if (blob) resolve(blob)
      else reject(new Error('The picture could not be drawn.'))
    }, 'image/png')
  })
}
