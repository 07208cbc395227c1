import { say } from '../../words/say.ts'
import { formatText } from '../../units/format.ts'
import { isBeyond } from '../kit/beyond.ts'
import { line, text, textInBox } from '../kit/draw.ts'
import { phaseName, resourceWord } from '../../words/labels.ts'
import type { Phase } from '../../domain/result.ts'
import {
  around,
  crosses,
  firstClear,
  LABEL_HEIGHT,
  overlaps,
  placeLabels,
  spreadAlong,
  type PlacedLabel,
  type Box,
  type Obstacles,
  type Segment,
} from '../kit/placement.ts'
import { shortened, textWidth } from '../kit/textWidth.ts'
import { ridgePoint, type BandwidthRoof, type RooflineData, type RooflineDot } from './rooflineData.ts'
import { percentText, shortRate, timesText, withinSentence } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartOption, Graphic, RenderApi, RenderParams } from '../kit/types.ts'

/** Room for the names of flat roofs, right of the plot, pixels. */
export const ROOF_NAMES = 96
/** Share of its step from which a dot is labelled. */
const LABELLED_SHARE = 0.08
/** Pixels from the top of the plot to the middle of the first name beside it. */
const FIRST_NAME = 2
/** Gain from which an arrow is drawn; below it the operator counts as being at its roof. */
export const WORTH_AN_ARROW = 1.15

/** Diameter of a dot in pixels: its area is its share of time. A triangle needs more to look as large as a circle. */
export function dotSize(dot: RooflineDot): number {
  return Math.max(5, Math.sqrt(dot.share) * (dot.phase === 'decode' ? 36 : 42))
}

/** What the labels need to know of the plot. */
export interface LabelFrame {
  readonly x: readonly [number, number]
  readonly y: readonly [number, number]
  /** What the off-chip memory is called. */
  readonly memory: string
}

/** Names of dots and roofs, the gain, and what has no dot: placed in pixels so that they keep clear of each other. */
export function rooflineLabels(
  theme: ChartTheme,
  data: RooflineData,
  selected: RooflineDot | null,
  frame: LabelFrame,
): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 9,
    data: [[frame.x[0], frame.y[0]]],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const plot = params.coordSys
      const roofs = roofSegments(data, frame, api)
      const seen = (dot: RooflineDot): boolean => !isBeyond([dot.intensity, dot.attained], frame)
      const chosen = selected && seen(selected) ? selected : null
      const gain = gainLabel(theme, chosen, api)
      const spread = chosen ? spreadOf(chosen, api) : null
      const dotBoxes = data.dots.map((dot) => around(api.coord([dot.intensity, dot.attained]), dotSize(dot) / 2 + 2))
      const segments = [...roofs, ...(spread ? [spread.line] : [])]
      const labels: Box[] = []
      const taken: Box[] = [...dotBoxes, ...(gain ? [gain.arrow] : []), ...(spread ? spread.points : [])]
      const children: Graphic[] = []
      const leader = (from: Segment): Graphic => line(from.x1, from.y1, from.x2, from.y2, theme.ink3)
      // Roofs have few places for their names, dots have many: roofs first.
      data.bandwidths.forEach((roof, index) => {
        const own = roofs[index]
        // Beyond held axes a roof has no place for its name.
        if (!own || own.x2 <= own.x1) return
        const words = roofWords(roof)
        const color = theme.resources[roof.resource].line
        const along = slopeLabel(theme, words, color, own, {
          boxes: taken,
          segments: segments.filter((segment) => segment !== own),
          bounds: plot,
        })
        if (along) {
          taken.push(...along.boxes)
          labels.push(...along.boxes)
          children.push(along.graphic)
          return
        }
        const beside = besideRoof(theme, words, own, { boxes: taken, segments, bounds: plot, labels })
        if (!beside) return
        taken.push(beside.box)
        labels.push(beside.box)
        if (beside.leader) {
          segments.push(beside.leader)
          children.push(leader(beside.leader))
        }
        children.push(textInBox(theme, beside.box, words, { color }))
      })
      const named = data.dots
        .filter((dot) => dot.share >= LABELLED_SHARE && seen(dot))
        .toSorted((a, b) => b.share - a.share)
      const requests = [
        ...(gain ? [{ words: gain.words, anchor: gain.head, bold: true }] : []),
        ...named.map((dot) => ({
          words: dotWords(theme, dot, frame.memory),
          anchor: dotBoxes[data.dots.indexOf(dot)] ?? around([0, 0], 0),
          bold: false,
        })),
      ]
      const placed = placeLabels(
        requests.map((request) => ({
          width: textWidth(request.words, theme.fontSize, request.bold),
          height: LABEL_HEIGHT,
          anchor: request.anchor,
          gap: 3,
          leads: true,
        })),
        { boxes: taken, segments, bounds: plot, labels },
      )
      requests.forEach((request, index) => {
        const label = placed[index]
        if (!label) return
        taken.push(label.box)
        if (label.leader) {
          segments.push(label.leader)
          children.push(leader(label.leader))
        }
        children.push(
          textInBox(theme, label.box, request.words, { color: theme.ink, weight: request.bold ? 600 : 400 }),
        )
      })
      const note = undrawnNote(theme, data, { boxes: taken, segments, bounds: plot })
      return { type: 'group', children: [...children, ...note, ...flatNames(theme, data, frame, plot, api)] }
    },
  }
}

/** The dashed line through a dot on all its levels, and its rings there. */
function spreadOf(
  dot: RooflineDot,
  api: RenderApi,
): { readonly line: Segment; readonly points: readonly Box[] } | null {
  const points = [dot.intensity, ...dot.levels.map(({ intensity }) => intensity)].map((intensity) =>
    api.coord([intensity, dot.attained]),
  )
  const xs = points.map(([x]) => x)
  const y = points[0]?.[1] ?? 0
  return points.length < 2
    ? null
    : {
        line: { x1: Math.min(...xs), y1: y, x2: Math.max(...xs), y2: y },
        points: points.slice(1).map((point) => around(point, 5)),
      }
}

/** "FFN 34 %"; on greyscale paper with what binds it, because the dot's colour is lost there. */
function dotWords(theme: ChartTheme, dot: RooflineDot, memory: string): string {
  return say('charts.roofline.dot', {
    name: phaseLabel(dot),
    share: percentText(dot.share),
    resource: theme.name === 'print' ? resourceWord(dot.bound, memory) : 'none',
  })
}

/** Decode is what the chart is about and goes without saying. */
function phaseLabel(named: { readonly phase: Phase; readonly label: string }): string {
  return named.phase === 'decode'
    ? named.label
    : say('charts.roofline.ofPhase', { phase: phaseName(named.phase), name: withinSentence(named.label) })
}

function roofSegments(data: RooflineData, frame: LabelFrame, api: RenderApi): Segment[] {
  const top = Math.max(...data.computes.map((roof) => roof.flopsPerSecond))
  const sloped = data.bandwidths.map((roof) => {
    const start = Math.max(frame.x[0], frame.y[0] / roof.bytesPerSecond)
    const end = Math.min(frame.x[1], frame.y[1] / roof.bytesPerSecond, ridgePoint(roof.bytesPerSecond, top))
    const [x1, y1] = api.coord([start, start * roof.bytesPerSecond])
    const [x2, y2] = api.coord([end, end * roof.bytesPerSecond])
    return { x1, y1, x2, y2 }
  })
  const fastest = Math.max(...data.bandwidths.map((roof) => roof.bytesPerSecond))
  const flat = data.computes.map((roof) => {
    const [x1, y1] = api.coord([Math.max(frame.x[0], ridgePoint(fastest, roof.flopsPerSecond)), roof.flopsPerSecond])
    const [x2] = api.coord([frame.x[1], roof.flopsPerSecond])
    return { x1, y1, x2, y2: y1 }
  })
  return [...sloped, ...flat]
}

/** "2.4× possible" beside the head of the arrow. */
function gainLabel(
  theme: ChartTheme,
  dot: RooflineDot | null,
  api: RenderApi,
): { readonly words: string; readonly head: Box; readonly arrow: Box } | null {
  if (!dot || dot.gain < WORTH_AN_ARROW) return null
  const [x, y] = api.coord([dot.intensity, dot.attained])
  const target = api.coord([dot.intensity, dot.possible])[1]
  return {
    words: say('charts.roofline.possible', { times: timesText(dot.gain) }),
    head: { x: x - 5, y: target, width: 10, height: Math.max(0, y - target) },
    arrow: { x: x - 5, y: target, width: 10, height: Math.max(0, y - target) },
  }
}

/** Operators without arithmetic take time but have no intensity: they are named in a corner that is free. */
function undrawnNote(theme: ChartTheme, data: RooflineData, obstacles: Obstacles): Graphic[] {
  const worth = data.undrawn
    .filter((operator) => operator.share >= (operator.phase === 'decode' ? 0.02 : LABELLED_SHARE))
    .toSorted((a, b) => b.share - a.share)
  const phrase = (count: number): string => {
    const operators = worth
      .slice(0, count)
      .map((one) =>
        say('charts.roofline.operator', { name: withinSentence(phaseLabel(one)), share: percentText(one.share) }),
      )
    return say('charts.roofline.undrawn', { operators })
  }
  const { x, y, width: across, height } = obstacles.bounds
  const color = theme.ink3
  for (const count of [3, 2, 1].filter((most) => most <= worth.length)) {
    const words = phrase(count)
    const width = textWidth(words, theme.fontSize)
    const box = firstClear(
      { width },
      [
        [x + across - 6 - width, y + height - 10],
        [x + 6, y + 10],
        [x + across - 6 - width, y + 10],
        [x + 6, y + height - 10],
      ],
      obstacles,
    )
    if (box) return [textInBox(theme, box, words, { color })]
  }
  return []
}

/** A roof too short, or too crowded, to carry its name has it beside it, or off it with a line to the roof. */
function besideRoof(theme: ChartTheme, words: string, own: Segment, obstacles: Obstacles): PlacedLabel | null {
  const request = (share: number) => ({
    width: textWidth(words, theme.fontSize),
    height: LABEL_HEIGHT,
    anchor: around([own.x1 + (own.x2 - own.x1) * share, own.y1 + (own.y2 - own.y1) * share], 1),
    gap: 5,
    leads: true,
  })
  const found = [0.5, 0.25, 0.75, 0.1, 0.9].flatMap((share) => placeLabels([request(share)], obstacles)[0] ?? [])
  return found.find(({ leader }) => leader === null) ?? found[0] ?? null
}

function grown(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by }
}

/** "HBM3e  8.00 TB/s". */
function roofWords(roof: BandwidthRoof): string {
  return `${roof.name.replace(/\s*\(.*\)\s*$/, '')}  ${formatText(roof.bytesPerSecond, 'bytesPerSecond')}`
}

/** A roof's name along its slope, above the line or else below, where it lies on nothing. */
function slopeLabel(
  theme: ChartTheme,
  words: string,
  color: string,
  own: Segment,
  { boxes: taken, segments, bounds }: Obstacles,
): { readonly graphic: Graphic; readonly boxes: readonly Box[] } | null {
  const width = textWidth(words, theme.fontSize)
  const dx = own.x2 - own.x1
  const dy = own.y2 - own.y1
  const length = Math.hypot(dx, dy)
  if (length < width + 14) return null
  const ux = dx / length
  const uy = dy / length
  const samples = Math.ceil(width / 8)
  for (const side of [1, -1] as const) {
    for (let start = 6; start + width < length - 4; start += 6) {
      // Perpendicular to the slope, away from the line by half a line of text.
      const off = side * 8.5
      const x = own.x1 + ux * start + uy * off
      const y = own.y1 + uy * start - ux * off
      const boxes = Array.from({ length: samples + 1 }, (_, index): Box => {
        const along = (width * index) / samples
        return around([x + ux * along, y + uy * along], 5)
      })
      const isFree = boxes.every(
        (box) =>
          box.x >= bounds.x - 1 &&
          box.y >= bounds.y - 1 &&
          box.x + box.width <= bounds.x + bounds.width + 1 &&
          box.y + box.height <= bounds.y + bounds.height + 1 &&
          !taken.some((other) => overlaps(grown(box, 2), other)) &&
          !segments.some((segment) => crosses(segment, box)),
      )
      if (isFree) {
        const graphic = text(theme, x, y, words, { color, rotation: Math.atan2(-dy, dx) })
        return { boxes, graphic }
      }
    }
  }
  return null
}

/** Names of the flat roofs, outside the plot on the right, pushed apart where peaks are close. */
function flatNames(theme: ChartTheme, data: RooflineData, frame: LabelFrame, plot: Box, api: RenderApi): Graphic[] {
  const seen = data.computes.filter(({ flopsPerSecond }) => !isBeyond([frame.x[1], flopsPerSecond], frame))
  const step = LABEL_HEIGHT - 1
  const spread = spreadAlong(
    seen.map((roof) => api.coord([frame.x[1], roof.flopsPerSecond])[1]),
    step,
  )
  const heights = notAbove(plot.y + FIRST_NAME, spread, step)
  return seen.map((roof, index) =>
    text(
      theme,
      plot.x + plot.width + 6,
      heights[index] ?? plot.y,
      shortened(
        `${roof.name} ${shortRate(formatText(roof.flopsPerSecond, 'flopsPerSecond'))}`,
        ROOF_NAMES - 6,
        theme.fontSize,
      ),
      { color: theme.resources.compute.line, halo: null },
    ),
  )
}

/** Moves what lies above the plot down to it, and what that pushes further: the plot's corner holds notes. */
function notAbove(top: number, heights: readonly number[], step: number): readonly number[] {
  const moved = [...heights]
  let least = top
  for (const index of [...heights.keys()].toSorted((one, two) => (heights[one] ?? 0) - (heights[two] ?? 0))) {
    moved[index] = Math.max(heights[index] ?? 0, least)
    least = (moved[index] ?? 0) + step
  }
  return moved
}
