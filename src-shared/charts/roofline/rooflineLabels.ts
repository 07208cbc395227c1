import { formatText } from '../../units/format.ts'
import { isBeyond } from '../kit/beyond.ts'
import { line, text, textInBox } from '../kit/draw.ts'
import { phaseName, resourceWord } from '../../words/labels.ts'
import type { Phase } from '../../domain/result.ts'
import {
  crosses,
  leaderBetween,
  LABEL_HEIGHT,
  overlaps,
  placeLabels,
  spreadAlong,
  textWidth,
  type Box,
  type Segment,
} from '../kit/placement.ts'
import { ridgePoint, type BandwidthRoof, type RooflineData, type RooflineDot } from './rooflineData.ts'
import { joinWords, percentText, shortRate, timesText, withinSentence } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartOption, Graphic, RenderApi, RenderParams } from '../kit/types.ts'

/** Share of its step from which a dot is labelled. */
const LABELLED_SHARE = 0.08
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
      const segments = roofSegments(data, frame, api)
      const dotBoxes = data.dots.map((dot) => square(api.coord([dot.intensity, dot.attained]), dotSize(dot) / 2 + 1))
      const note = undrawnNote(theme, data, plot)
      const taken: Box[] = [...dotBoxes, ...(note ? [note.box] : [])]
      const children: Graphic[] = note ? [note.graphic] : []

      const seen = (dot: RooflineDot): boolean => !isBeyond([dot.intensity, dot.attained], frame)
      const gain = gainLabel(theme, selected && seen(selected) ? selected : null, api)
      if (gain) taken.push(gain.arrow)
      // Roofs have few places for their names, dots have many: roofs first.
      data.bandwidths.forEach((roof, index) => {
        const own = segments[index]
        // Beyond held axes a roof has no place for its name.
        if (!own || own.x2 <= own.x1) return
        const others = segments.filter((_, other) => other !== index)
        const placed = slopeLabel(theme, roof, own, others, taken, plot)
        if (!placed) return
        taken.push(...placed.boxes)
        children.push(placed.graphic)
      })
      const named = data.dots
        .filter((dot) => dot.share >= LABELLED_SHARE && seen(dot))
        .toSorted((a, b) => b.share - a.share)
      const requests = [
        ...(gain ? [{ words: gain.words, anchor: gain.head, bold: true, optional: false }] : []),
        ...named.map((dot) => ({
          words: dotWords(theme, dot, frame.memory),
          anchor: dotBoxes[data.dots.indexOf(dot)] ?? square([0, 0], 0),
          bold: false,
          optional: false,
        })),
      ]
      const boxes = placeLabels(
        requests.map((request) => ({
          width: textWidth(request.words, theme.fontSize, request.bold),
          height: LABEL_HEIGHT,
          anchor: request.anchor,
          gap: 4,
          optional: request.optional,
        })),
        { boxes: taken, segments, bounds: plot },
      )
      requests.forEach((request, index) => {
        const box = boxes[index]
        if (!box) return
        taken.push(box)
        const leader = request.bold ? null : leaderBetween(request.anchor, box)
        if (leader) children.push(line(leader.x1, leader.y1, leader.x2, leader.y2, theme.ink3))
        children.push(textInBox(theme, box, request.words, { color: theme.ink, weight: request.bold ? 600 : 400 }))
      })
      return { type: 'group', children: [...children, ...flatNames(theme, data, frame, plot, api)] }
    },
  }
}

/** "FFN 34 %"; on greyscale paper with what binds it, because the dot's colour is lost there. */
function dotWords(theme: ChartTheme, dot: RooflineDot, memory: string): string {
  const bound = theme.name === 'print' ? `, ${resourceWord(dot.bound, memory)}` : ''
  return `${phaseLabel(dot)}  ${percentText(dot.share)}${bound}`
}

/** Decode is what the chart is about and goes without saying. */
function phaseLabel(named: { readonly phase: Phase; readonly label: string }): string {
  return named.phase === 'decode' ? named.label : `${phaseName(named.phase)} ${withinSentence(named.label)}`
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

function square(point: readonly [number, number], reach: number): Box {
  return { x: point[0] - reach, y: point[1] - reach, width: reach * 2, height: reach * 2 }
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
    words: `${timesText(dot.gain)} possible`,
    head: { x: x - 5, y: (target + y) / 2 - theme.fontSize, width: 10, height: theme.fontSize },
    arrow: { x: x - 5, y: target, width: 10, height: Math.max(0, y - target) },
  }
}

/** Operators without arithmetic take time but have no intensity: they are named in the corner. */
function undrawnNote(
  theme: ChartTheme,
  data: RooflineData,
  plot: Box,
): { readonly graphic: Graphic; readonly box: Box } | null {
  const worth = data.undrawn
    .filter((operator) => operator.share >= (operator.phase === 'decode' ? 0.02 : LABELLED_SHARE))
    .toSorted((a, b) => b.share - a.share)
  const phrase = (count: number): string => {
    const names = worth.slice(0, count).map((one) => `${withinSentence(phaseLabel(one))} ${percentText(one.share)}`)
    return `No arithmetic: ${joinWords(names)}`
  }
  const room = plot.width - 12
  const count = [3, 2, 1].find((most) => textWidth(phrase(most), theme.fontSize) <= room) ?? 1
  if (worth.length === 0) return null
  const words = phrase(count)
  const width = textWidth(words, theme.fontSize)
  const right = plot.x + plot.width - 6
  const y = plot.y + plot.height - 10
  return {
    graphic: text(theme, right, y, words, { align: 'right', color: theme.ink3 }),
    box: { x: right - width, y: y - LABEL_HEIGHT / 2, width, height: LABEL_HEIGHT },
  }
}

/** A roof too short to carry its name has it beside its middle. */
function shortRoofLabel(
  theme: ChartTheme,
  roof: BandwidthRoof,
  own: Segment,
  words: string,
  others: readonly Segment[],
  taken: readonly Box[],
  plot: Box,
): { readonly graphic: Graphic; readonly boxes: readonly Box[] } | null {
  const anchor = square([(own.x1 + own.x2) / 2, (own.y1 + own.y2) / 2], 2)
  const [box] = placeLabels(
    [{ width: textWidth(words, theme.fontSize), height: LABEL_HEIGHT, anchor, gap: 5, optional: false }],
    { boxes: taken, segments: [own, ...others], bounds: plot },
  )
  return box
    ? { graphic: textInBox(theme, box, words, { color: theme.resources[roof.resource].line }), boxes: [box] }
    : null
}

function grown(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by }
}

/** Parts the line where its name stands on it. */
function plate(theme: ChartTheme, x: number, y: number, ux: number, uy: number, width: number): Graphic {
  const corner = (along: number, across: number): readonly [number, number] => [
    x + ux * along + uy * across,
    y + uy * along - ux * across,
  ]
  return {
    type: 'polygon',
    silent: true,
    z2: 15,
    shape: { points: [corner(-3, 5), corner(width + 3, 5), corner(width + 3, -5), corner(-3, -5)] },
    style: { fill: theme.surface },
  }
}

/** A name stands above its roof, or else under it, or else on it, where it parts the line. */
function sideCost(side: 1 | 0 | -1): number {
  return side === 1 ? 0 : side === -1 ? 1.5 : 4
}

/** A roof's name along its slope, at the spot with the fewest neighbours, above the line or else below. */
function slopeLabel(
  theme: ChartTheme,
  roof: BandwidthRoof,
  own: Segment,
  others: readonly Segment[],
  taken: readonly Box[],
  plot: Box,
): { readonly graphic: Graphic; readonly boxes: readonly Box[] } | null {
  const words = `${roof.name.replace(/\s*\(.*\)\s*$/, '')}  ${formatText(roof.bytesPerSecond, 'bytesPerSecond')}`
  const width = textWidth(words, theme.fontSize)
  const dx = own.x2 - own.x1
  const dy = own.y2 - own.y1
  const length = Math.hypot(dx, dy)
  if (length < width + 14) return shortRoofLabel(theme, roof, own, words, others, taken, plot)
  const ux = dx / length
  const uy = dy / length
  const samples = Math.ceil(width / 9)
  let best: { cost: number; graphic: Graphic; boxes: readonly Box[] } | null = null
  for (const side of [1, -1, 0] as const) {
    for (let start = 6; start + width < length - 4; start += 8) {
      // Perpendicular to the slope, away from the line by half a line of text.
      const off = side * 8.5
      const x = own.x1 + ux * start + uy * off
      const y = own.y1 + uy * start - ux * off
      const boxes = Array.from({ length: samples + 1 }, (_, index): Box => {
        const along = (width * index) / samples
        return { x: x + ux * along - 5, y: y + uy * along - 5, width: 10, height: 10 }
      })
      const hits = boxes.filter((box) => taken.some((other) => overlaps(grown(box, 3), other))).length
      const struck = boxes.filter((box) => others.some((segment) => crosses(segment, box))).length
      const outside = boxes.filter(
        (box) =>
          box.x < plot.x - 4 ||
          box.y < plot.y - 4 ||
          box.x + box.width > plot.x + plot.width + 4 ||
          box.y + box.height > plot.y + plot.height + 4,
      ).length
      const cost = hits * 30 + struck * 6 + outside * 20 + sideCost(side) + start / length
      if (!best || cost < best.cost) {
        const color = theme.resources[roof.resource].line
        const label = text(theme, x, y, words, { color, rotation: Math.atan2(-dy, dx) })
        const children = side === 0 ? [plate(theme, x, y, ux, uy, width), label] : [label]
        best = { cost, boxes, graphic: { type: 'group', children } }
      }
    }
  }
  return best
}

/** Names of the flat roofs, outside the plot on the right, pushed apart where peaks are close. */
function flatNames(theme: ChartTheme, data: RooflineData, frame: LabelFrame, plot: Box, api: RenderApi): Graphic[] {
  const seen = data.computes.filter(({ flopsPerSecond }) => !isBeyond([frame.x[1], flopsPerSecond], frame))
  const heights = spreadAlong(
    seen.map((roof) => api.coord([frame.x[1], roof.flopsPerSecond])[1]),
    LABEL_HEIGHT - 1,
  )
  return seen.map((roof, index) =>
    text(
      theme,
      plot.x + plot.width + 6,
      heights[index] ?? plot.y,
      `${roof.name} ${shortRate(formatText(roof.flopsPerSecond, 'flopsPerSecond'))}`,
      { color: theme.resources.compute.line, halo: null },
    ),
  )
}
