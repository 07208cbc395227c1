import type * as Echarts from 'echarts'
import { createHash } from 'node:crypto'
import { normaliseSvg } from '#shared/charts/kit/normaliseSvg.ts'
import type { ChartOption } from '#shared/charts/kit/types.ts'
import { familyForWeight, HAN_FAMILY, inHan, type Face } from './fonts.ts'
import { createKept } from './kept.ts'
import { escapeXml, unescapeXml } from './xmlText.ts'

/** A chart to be drawn into the report. */
export interface Chart {
  /** Path of the SVG inside the compiler. */
  readonly path: string
  readonly option: ChartOption
  /** Size in CSS pixels; the page shows it at 0.75 points a pixel. */
  readonly width: number
  readonly height: number
}

/** Pictures that are kept: those of two reports. */
const drawn = createKept<Uint8Array>(64)

/**
 * Draws charts as SVG on the server side, the same text on every run.
 * @param charts what to draw
 * @param faces the report's faces; text is measured in them, as the page sets it
 * @param basis a hash of all that the charts' callbacks know; a chart of the same basis, option and size is drawn once.
 * Null: nothing is kept
 * @returns SVG files by path
 */
export async function drawCharts(
  charts: readonly Chart[],
  faces: readonly Face[],
  basis: string | null = null,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const files: Record<string, Uint8Array> = {}
  if (charts.length === 0) return files
  const echarts = await chartsIn(faces)
  for (const chart of charts) {
    files[chart.path] = drawn.of(basis && pictureKey(chart, basis), () => drawChart(echarts, chart, faces))
  }
  return files
}

/**
 * What stands in for charts until they are drawn: nothing, of the same size, so that pages are laid out as they will be.
 * @param basis as of `drawCharts`
 * @returns null: all are drawn already
 */
export function standIns(charts: readonly Chart[], basis: string | null): Readonly<Record<string, Uint8Array>> | null {
  if (charts.every((chart) => drawn.has(basis && pictureKey(chart, basis)))) return null
  return Object.fromEntries(
    charts.map(({ path, width, height }) => [
      path,
      new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"/>`),
    ]),
  )
}

/** Loads what draws, ahead of the first chart. */
export async function warmCharts(): Promise<void> {
  await import('echarts')
}

/** What draws, with its texts as wide as the report's faces set them. */
export async function chartsIn(faces: readonly Face[]): Promise<typeof Echarts> {
  // Loaded on demand: a session without a report need not pay for it.
  const echarts = await import('echarts')
  echarts.setPlatformAPI({ measureText: measureWith(faces) })
  return echarts
}

function drawChart(echarts: typeof Echarts, { option, width, height }: Chart, faces: readonly Face[]): Uint8Array {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, ...option } as Parameters<typeof chart.setOption>[0])
    return new TextEncoder().encode(nameFaces(normaliseSvg(chart.renderToSVGString()), faces))
  } finally {
    // A chart that is not disposed keeps the process alive.
    chart.dispose()
  }
}

/** A callback counts by its text: what else it knows is the basis. */
function pictureKey({ option, width, height }: Chart, basis: string): string {
  const text = JSON.stringify([basis, width, height, option], (_, value: unknown) =>
    typeof value === 'function' ? String(value) : value,
  )
  return createHash('sha256').update(text).digest('hex')
}

/** Text widths from the fonts themselves: without a browser the renderer would only guess them. */
function measureWith(faces: readonly Face[]): (text: string, font?: string) => { width: number } {
  return (text, font = '') => {
    const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 12)
    const weight = fontWeight(/\b(bold|\d00)\b/.exec(font)?.[1] ?? '400')
    const face = faces.find((candidate) => candidate.family === familyForWeight(weight)) ?? faces[0]
    return { width: (face ? widthIn(face, text) : 0.6 * text.length) * size }
  }
}

/** A run of one face. */
interface Part {
  readonly text: string
  readonly han: boolean
}

/** Each character in the face that sets it, in units of the font size. */
function widthIn(face: Face, text: string): number {
  return partsOf(face, text).reduce((sum, part) => sum + widthOf(face, part), 0)
}

const widthOf = ({ font, han }: Face, part: Part): number => (part.han ? han : font).width(part.text)

/** A text in runs of one face each. */
function partsOf(face: Face, text: string): Part[] {
  const parts: Part[] = []
  for (const character of text) {
    const han = inHan(face, character)
    const last = parts.at(-1)
    if (last?.han === han) parts[parts.length - 1] = { text: last.text + character, han }
    else parts.push({ text: character, han })
  }
  return parts
}

function fontWeight(text: string): number {
  return text === 'bold' ? 700 : Number(text)
}

/** The typesetter finds a weight by the family that carries it, so each weight is written as its family. */
export function nameFaces(svg: string, faces: readonly Face[]): string {
  return svg
    .replace(/style="([^"]*)"/g, (_, style: string) => `style="${nameFaceInStyle(style)}"`)
    .replace(/font-family="[^"]*"/g, `font-family="${familyForWeight(400)}"`)
    .replace(
      /(<text[^>]*>)([^<]+)(?=<\/text>)/g,
      (whole, start: string, text: string) => nameHan(start, text, faces) ?? whole,
    )
}

/**
 * Sets the Chinese of a text in its own face, each run at a place of its own. Of one run with signs of two faces the
 * typesetter would look for a font that has them all, and might find one of the system.
 * @returns null where there is none
 */
function nameHan(start: string, escaped: string, faces: readonly Face[]): string | null {
  const [, family] = /font-family:([^;"]*)/.exec(start) ?? []
  const face = faces.find((candidate) => candidate.family === family) ?? faces[0]
  const parts = face ? partsOf(face, unescapeXml(escaped)) : []
  if (!face || !parts.some(({ han }) => han)) return null
  const size = Number(/font-size:([\d.]+)px/.exec(start)?.[1] ?? 12)
  const width = size * parts.reduce((sum, part) => sum + widthOf(face, part), 0)
  const [, anchor = 'start'] = /text-anchor="(\w+)"/.exec(start) ?? []
  let x = Number(/ x="([-\d.]+)"/.exec(start)?.[1] ?? 0) - width * ({ middle: 0.5, end: 1 }[anchor] ?? 0)
  const runs = parts.map((part) => {
    const at = x
    x += size * widthOf(face, part)
    const style = part.han ? ` style="font-family:${HAN_FAMILY}"` : ''
    return `<tspan x="${at.toFixed(3)}"${style}>${escapeXml(part.text)}</tspan>`
  })
  return start.replace(/text-anchor="\w+"/, 'text-anchor="start"') + runs.join('')
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
    [...decoder.decode(bytes).matchAll(/<text[^>]*>([\s\S]*?)<\/text>/g)].map(([, content = '']) =>
      unescapeXml(content.replace(/<[^>]*>/g, '')),
    ),
  )
}
