import { normaliseSvg } from '#shared/charts/kit/normaliseSvg.ts'
import type { ChartOption } from '#shared/charts/kit/types.ts'
import { familyForWeight, type Face } from './fonts.ts'

/** A chart to be drawn into the report. */
export interface Chart {
  /** Path of the SVG inside the compiler. */
  readonly path: string
  readonly option: ChartOption
  /** Size in CSS pixels; the page shows it at 0.75 points a pixel. */
  readonly width: number
  readonly height: number
}

/**
 * Draws charts as SVG on the server side, the same text on every run.
 * @param charts what to draw
 * @param faces the report's faces; text is measured in them, as the page sets it
 * @returns SVG files by path
 */
export async function drawCharts(
  charts: readonly Chart[],
  faces: readonly Face[],
): Promise<Readonly<Record<string, Uint8Array>>> {
  // Loaded on demand: a session without a report need not pay for it.
  const echarts = await import('echarts')
  echarts.setPlatformAPI({ measureText: measureWith(faces) })
  const encoder = new TextEncoder()
  const files: Record<string, Uint8Array> = {}
  for (const { path, option, width, height } of charts) {
    const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
    try {
      chart.setOption({ animation: false, ...option } as Parameters<typeof chart.setOption>[0])
      files[path] = encoder.encode(nameFaces(normaliseSvg(chart.renderToSVGString())))
    } finally {
      // A chart that is not disposed keeps the process alive.
      chart.dispose()
    }
  }
  return files
}

/** Text widths from the fonts themselves: without a browser the renderer would only guess them. */
function measureWith(faces: readonly Face[]): (text: string, font?: string) => { width: number } {
  return (text, font = '') => {
    const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 12)
    const weight = fontWeight(/\b(bold|\d00)\b/.exec(font)?.[1] ?? '400')
    const face = faces.find((candidate) => candidate.family === familyForWeight(weight)) ?? faces[0]
    return { width: (face?.font.width(text) ?? 0.6 * text.length) * size }
  }
}

function fontWeight(text: string): number {
  return text === 'bold' ? 700 : Number(text)
}

/** The typesetter finds a weight by the family that carries it, so each weight is written as its family. */
function nameFaces(svg: string): string {
  return svg
    .replace(/style="([^"]*)"/g, (_, style: string) => `style="${nameFaceInStyle(style)}"`)
    .replace(/font-family="[^"]*"/g, `font-family="${familyForWeight(400)}"`)
}

function nameFaceInStyle(style: string): string {
  if (!/font-(family|size|weight)|(^|;)font:/.test(style)) return style
  const weight = fontWeight(/(?:font-weight:|font:[^;]*?)\s*(bold|\d00)\b/.exec(style)?.[1] ?? '400')
  const size = /([\d.]+)px/.exec(style)?.[1] ?? '12'
  const rest = style
    .split(';')
    .filter((part) => part !== '' && !/^\s*font(-family|-size|-weight|-style)?:/.test(part))
    .join(';')
  const face = `font-family:${familyForWeight(weight)};font-weight:${weight >= 550 ? 600 : weight >= 450 ? 500 : 400};font-size:${size}px`
  return rest === '' ? face : `${face};${rest}`
}

/** Every text of drawn charts, for the coverage check. */
export function textsOfCharts(files: Readonly<Record<string, Uint8Array>>): string[] {
  const decoder = new TextDecoder()
  return Object.values(files).flatMap((bytes) =>
    [...decoder.decode(bytes).matchAll(/<text[^>]*>([^<]*)</g)].map((match) => unescapeXml(match[1] ?? '')),
  )
}

function unescapeXml(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code))).replace(/&[a-z]+;/g, ' ')
}
