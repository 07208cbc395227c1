import * as echarts from 'echarts'
import { chartsIn } from '#main/report/figures.ts'
import { loadFaces } from '#main/report/fonts.ts'
import type { ChartTheme } from '#shared/charts/kit/theme.ts'
import type { ChartOption } from '#shared/charts/kit/types.ts'
import type { PictureSize } from './renderSvg.ts'

/*
 * What a reader could not read in a picture, found in its geometry: the shapes ECharts is about to draw, in the order in
 * which they are drawn, with texts as wide as the report's own faces make them.
 */

/** A fault of a picture: which text, and what it is in the way of. */
export interface FigureFault {
  readonly kind: 'overlap' | 'outside' | 'onMark' | 'onLine'
  readonly text: string
  readonly other: string
}

type Point = readonly [number, number]
/** The corners of a convex shape, in turn. */
type Outline = readonly Point[]

interface Shape {
  readonly x?: number
  readonly y?: number
  readonly width?: number
  readonly height?: number
  readonly x1?: number
  readonly y1?: number
  readonly x2?: number
  readonly y2?: number
  readonly cx?: number
  readonly cy?: number
  readonly r?: number
  readonly points?: readonly Point[] | Float32Array | Float64Array
}
interface Style {
  readonly text?: string
  readonly font?: string
  readonly fill?: unknown
  readonly stroke?: unknown
  readonly lineWidth?: number
  readonly opacity?: number
  readonly fillOpacity?: number
  readonly strokeOpacity?: number
}
interface Displayable {
  readonly type: string
  readonly ignore?: boolean
  readonly invisible?: boolean
  readonly shape?: Shape
  readonly style: Style
  getBoundingRect(): { x: number; y: number; width: number; height: number }
  getComputedTransform(): readonly number[] | null | undefined
}

/** Half of the drawn height of a line of text: capitals above the middle, tails below it. */
const HALF_LINE = 0.37
/** What two texts may share: rounding, not letters. */
const TOUCH = 0.6
/** A filled shape up to this wide and high is a mark, not a field. */
const LARGEST_MARK = 26
/** A line that is fainter than this is no data. */
const FAINT = 0.3

let measured: Promise<unknown> | null = null

/**
 * Looks at a picture before it is drawn.
 * @param size pixels
 * @returns what could not be read
 */
export async function figureFaults(option: ChartOption, size: PictureSize, theme: ChartTheme): Promise<FigureFault[]> {
  return fromShapes(option, size, (shapes) => faultsOf(shapes, size, theme))
}

/** Every text of a picture, in the order in which they are drawn. */
export async function figureTexts(option: ChartOption, size: PictureSize): Promise<string[]> {
  return fromShapes(option, size, (shapes) =>
    shapes.flatMap(({ type, style }) => (type === 'tspan' && style.text ? [style.text] : [])),
  )
}

/** Reads the shapes of a picture while they are there. */
async function fromShapes<Result>(
  option: ChartOption,
  size: PictureSize,
  read: (shapes: readonly Displayable[]) => Result,
): Promise<Result> {
  // Texts are measured as the report measures them.
  measured ??= loadFaces('resources/fonts').then((faces) => chartsIn(faces))
  await measured
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption({ ...option, animation: false })
    chart.renderToSVGString()
    const storage = chart.getZr().storage as unknown as {
      getDisplayList(update: boolean, ignored: boolean): Displayable[]
    }
    return read(storage.getDisplayList(true, false))
  } finally {
    // A chart that is not disposed of keeps the process alive.
    chart.dispose()
  }
}

interface Drawn {
  readonly element: Displayable
  readonly outline: Outline
  /** The lines it is drawn with; none where it has no stroke. */
  readonly edges: readonly (readonly [Point, Point])[]
  readonly isFilled: boolean
  readonly words: string
}

function faultsOf(elements: readonly Displayable[], size: PictureSize, theme: ChartTheme): FigureFault[] {
  const drawn = elements.flatMap((element) => drawnOf(element, theme) ?? [])
  const faults: FigureFault[] = []
  const texts = drawn.filter(({ words }) => words !== '')
  for (const [place, one] of texts.entries()) {
    if (one.outline.some(([x, y]) => x < -TOUCH || y < -TOUCH || x > size.width + TOUCH || y > size.height + TOUCH)) {
      faults.push({ kind: 'outside', text: one.words, other: `${size.width} × ${size.height}` })
    }
    for (const other of texts.slice(place + 1)) {
      if (depthOf(one.outline, other.outline) > TOUCH)
        faults.push({ kind: 'overlap', text: one.words, other: other.words })
    }
    faults.push(...underOrOver(one, drawn, theme))
  }
  return faults
}

/** What a text lies on or under. A plate hides hatches and grid alone; a chip carries its letter. */
function underOrOver(text: Drawn, drawn: readonly Drawn[], theme: ChartTheme): FigureFault[] {
  let found: { readonly fault: FigureFault; readonly isPattern: boolean }[] = []
  const place = drawn.indexOf(text)
  for (const [index, each] of drawn.entries()) {
    if (each.words !== '') continue
    const { element, outline, edges, isFilled } = each
    const isBelow = index < place
    if (isBelow && isFilled && contains(outline, text.outline)) {
      const isPlate = element.style.fill === theme.surface || element.style.fill === theme.canvas
      const isChip = isMark(outline)
      found = isChip || !isPlate ? [] : found.filter(({ isPattern }) => !isPattern)
      continue
    }
    const name = `${element.type} ${String(element.style.stroke ?? element.style.fill)}`
    const fault = (kind: 'onMark' | 'onLine'): FigureFault => ({ kind, text: text.words, other: name })
    if (isFilled && isMark(outline) && !isField(element, theme) && depthOf(outline, text.outline) > TOUCH) {
      found.push({ fault: fault('onMark'), isPattern: false })
    } else if (edges.some((edge) => strikes(edge, text.outline))) {
      found.push({ fault: fault('onLine'), isPattern: isPattern(element, theme) })
    }
  }
  const seen = new Set<string>()
  return found.flatMap(({ fault }) => {
    const key = `${fault.kind} ${fault.other}`
    if (seen.has(key)) return []
    seen.add(key)
    return [fault]
  })
}

/** A line of a hatch: one of many, thin and straight. */
function isPattern({ type, style }: Displayable, theme: ChartTheme): boolean {
  const quiet: readonly unknown[] = [
    theme.lineStrong,
    theme.ink3,
    theme.controlLine,
    ...Object.values(theme.resources).map(({ line }) => line),
  ]
  return type === 'line' && (style.lineWidth ?? 1) <= 1 && quiet.includes(style.stroke)
}

/** A cell of a map, however small. */
function isField({ style }: Displayable, theme: ChartTheme): boolean {
  return !isSeen(style.stroke) && Object.values(theme.resources).some(({ fill }) => fill === style.fill)
}

function isMark(outline: Outline): boolean {
  const xs = outline.map(([x]) => x)
  const ys = outline.map(([, y]) => y)
  return Math.max(...xs) - Math.min(...xs) <= LARGEST_MARK && Math.max(...ys) - Math.min(...ys) <= LARGEST_MARK
}

function isSeen(paint: unknown): boolean {
  return paint !== undefined && paint !== null && paint !== 'none' && paint !== 'transparent'
}

function drawnOf(element: Displayable, theme: ChartTheme): Drawn | null {
  const { style, type } = element
  const opacity = style.opacity ?? 1
  if (element.ignore === true || element.invisible === true || opacity < FAINT) return null
  const words = type === 'tspan' ? (style.text ?? '') : ''
  const transform = element.getComputedTransform()
  const to = ([x, y]: Point): Point =>
    !transform
      ? [x, y]
      : [
          (transform[0] ?? 1) * x + (transform[2] ?? 0) * y + (transform[4] ?? 0),
          (transform[1] ?? 0) * x + (transform[3] ?? 1) * y + (transform[5] ?? 0),
        ]
  if (type === 'tspan') {
    if (words.trim() === '') return null
    const { x, y, width, height } = element.getBoundingRect()
    const half = Number(/([\d.]+)px/.exec(style.font ?? '')?.[1] ?? 12) * HALF_LINE
    const middle = y + height / 2
    // The box counts the halo, which is no letter.
    const halo = isSeen(style.stroke) ? (style.lineWidth ?? 0) / 2 : 0
    return {
      element,
      outline: corners(x + halo, middle - half, width - 2 * halo, 2 * half).map(to),
      edges: [],
      isFilled: false,
      words,
    }
  }
  const shape = shapeOf(element)
  if (shape === null) return null
  const points = shape.points.map(to)
  const width = style.lineWidth ?? 1
  const isStroked =
    isSeen(style.stroke) && width > 0 && (style.strokeOpacity ?? 1) > FAINT && style.stroke !== theme.line
  const isFilled = isSeen(style.fill) && (style.fillOpacity ?? 1) > FAINT && shape.isClosed
  if (!isStroked && !isFilled) return null
  const edges = isStroked
    ? [...points.slice(1), ...(shape.isClosed ? points.slice(0, 1) : [])].map(
        (point, index): readonly [Point, Point] => [points[index] as Point, point],
      )
    : []
  return { element, outline: shape.isClosed ? points : [], edges, isFilled, words: '' }
}

const corners = (x: number, y: number, width: number, height: number): Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
]

function shapeOf(element: Displayable): { readonly points: readonly Point[]; readonly isClosed: boolean } | null {
  const { type, shape = {} } = element
  if (type === 'line') {
    const { x1 = 0, y1 = 0, x2 = 0, y2 = 0 } = shape
    return {
      points: [
        [x1, y1],
        [x2, y2],
      ],
      isClosed: false,
    }
  }
  if (shape.points !== undefined && shape.points.length > 1) {
    const points = flat(shape.points)
    return { points, isClosed: type === 'polygon' }
  }
  const { x, y, width, height } = element.getBoundingRect()
  // A bounding box counts the stroke.
  if (type === 'circle' || type === 'rect') {
    const box =
      type === 'rect'
        ? corners(shape.x ?? 0, shape.y ?? 0, shape.width ?? 0, shape.height ?? 0)
        : round(shape.cx ?? 0, shape.cy ?? 0, shape.r ?? 0)
    return { points: box, isClosed: true }
  }
  return width > 0 && height > 0 ? { points: corners(x, y, width, height), isClosed: true } : null
}

const round = (cx: number, cy: number, r: number): Point[] =>
  Array.from({ length: 12 }, (_, index): Point => {
    const angle = (index * Math.PI) / 6
    return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)]
  })

function flat(points: readonly Point[] | Float32Array | Float64Array): Point[] {
  if (Array.isArray(points[0])) return (points as Point[]).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
  const numbers = points as Float32Array
  return Array.from({ length: Math.floor(numbers.length / 2) }, (_, index): Point => [
    numbers[2 * index] ?? 0,
    numbers[2 * index + 1] ?? 0,
  ]).filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
}

/** How far two convex shapes reach into one another, pixels; nothing or less where they are apart. */
function depthOf(one: Outline, other: Outline): number {
  if (one.length < 3 || other.length < 3) return 0
  let least = Infinity
  for (const shape of [one, other]) {
    for (const [index, from] of shape.entries()) {
      const to = shape[(index + 1) % shape.length] as Point
      const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
      const length = Math.hypot(dx, dy)
      if (length === 0) continue
      const along = (point: Point): number => (point[0] * -dy + point[1] * dx) / length
      const [first, second] = [one.map(along), other.map(along)]
      least = Math.min(least, Math.max(...first) - Math.min(...second), Math.max(...second) - Math.min(...first))
    }
  }
  return least
}

function contains(outline: Outline, inner: Outline): boolean {
  const xs = outline.map(([x]) => x)
  const ys = outline.map(([, y]) => y)
  const slack = 1.5
  return inner.every(
    ([x, y]) =>
      x >= Math.min(...xs) - slack &&
      x <= Math.max(...xs) + slack &&
      y >= Math.min(...ys) - slack &&
      y <= Math.max(...ys) + slack,
  )
}

/** Whether a line passes through a text. */
function strikes([from, to]: readonly [Point, Point], text: Outline): boolean {
  const middle: Point = [
    text.reduce((sum, [x]) => sum + x, 0) / text.length,
    text.reduce((sum, [, y]) => sum + y, 0) / text.length,
  ]
  // A line that only touches the edge of the letters is not in their way.
  const inner = text.map(([x, y]): Point => {
    const distance = Math.hypot(x - middle[0], y - middle[1])
    const share = distance === 0 ? 1 : Math.max(0, 1 - 0.5 / distance)
    return [middle[0] + (x - middle[0]) * share, middle[1] + (y - middle[1]) * share]
  })
  let enter = 0
  let leave = 1
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  for (const [index, corner] of inner.entries()) {
    const next = inner[(index + 1) % inner.length] as Point
    // Inward normal of an edge, for corners in clockwise order on screen.
    const normal: Point = [-(next[1] - corner[1]), next[0] - corner[0]]
    const side = (middle[0] - corner[0]) * normal[0] + (middle[1] - corner[1]) * normal[1] < 0 ? -1 : 1
    const distance = ((from[0] - corner[0]) * normal[0] + (from[1] - corner[1]) * normal[1]) * side
    const speed = (dx * normal[0] + dy * normal[1]) * side
    if (Math.abs(speed) < 1e-12) {
      if (distance < 0) return false
    } else if (speed > 0) enter = Math.max(enter, -distance / speed)
    else leave = Math.min(leave, -distance / speed)
  }
  return enter < leave
}
