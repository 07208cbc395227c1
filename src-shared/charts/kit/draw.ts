import type { Resource } from '../../domain/result.ts'
import type { Box } from './placement.ts'
import { font, scenarioStyle, type ChartTheme, type Hatch } from './theme.ts'
import type { Graphic } from './types.ts'

/** How a piece of text is set. */
export interface TextLook {
  readonly color?: string
  readonly weight?: 400 | 500 | 600
  readonly align?: 'left' | 'center' | 'right'
  /** Colour of the halo; null: none. Default the surface. */
  readonly halo?: string | null
  /** Counter-clockwise, radians. */
  readonly rotation?: number
}

/** Text centred vertically on y, with a 3 px halo that keeps it readable on lines. */
export function text(theme: ChartTheme, x: number, y: number, words: string, look: TextLook = {}): Graphic {
  const halo = look.halo === undefined ? theme.surface : look.halo
  return {
    type: 'text',
    x,
    y,
    rotation: look.rotation ?? 0,
    silent: true,
    lasting: true,
    z2: 20,
    style: {
      text: words,
      font: font(theme, look.weight ?? 400),
      fill: look.color ?? theme.ink2,
      align: look.align ?? 'left',
      verticalAlign: 'middle',
      ...(halo === null ? {} : { stroke: halo, lineWidth: 3, lineJoin: 'round' }),
    },
  }
}

/** Text in a box that placement found for it. */
export function textInBox(theme: ChartTheme, box: Box, words: string, look: TextLook = {}): Graphic {
  return text(theme, box.x, box.y + box.height / 2, words, { ...look, align: 'left' })
}

/** Side of a letter chip. */
export const CHIP = 15

/** A scenario's 15 px letter chip, centred. `hollow`: the scenario does not fit, outlined instead of filled. */
export function chip(theme: ChartTheme, x: number, y: number, letter: string, slot: number, hollow = false): Graphic[] {
  const style = scenarioStyle(theme, slot)
  const left = Math.round(x - CHIP / 2)
  const top = Math.round(y - CHIP / 2)
  return [
    {
      type: 'rect',
      silent: true,
      lasting: true,
      z2: 30,
      shape: { x: left, y: top, width: CHIP, height: CHIP, r: 2 },
      style: hollow
        ? { fill: theme.surface, stroke: style.color, lineWidth: 1.5, lineDash: [3, 2] }
        : { fill: style.color, stroke: theme.surface, lineWidth: 1 },
    },
    {
      type: 'text',
      x: left + CHIP / 2,
      y: top + CHIP / 2,
      silent: true,
      lasting: true,
      z2: 31,
      style: {
        text: letter,
        font: font(theme, 600),
        fill: hollow ? theme.ink : style.onColor,
        align: 'center',
        verticalAlign: 'middle',
      },
    },
  ]
}

/** A straight line. */
export function line(
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  color: string,
  width = 1,
  dash: readonly number[] | null = null,
): Graphic {
  return {
    type: 'line',
    silent: true,
    shape: { x1, y1, x2, y2 },
    style: { stroke: color, lineWidth: width, ...(dash === null ? {} : { lineDash: dash }) },
  }
}

/** Distance of hatch lines in pixels. */
const HATCH_STEP = 5

/** The lines or dots of a hatch inside a rectangle. Custom series take no decal, so they are drawn. */
export function hatchShapes(box: Box, hatch: Hatch, color: string, step: number = HATCH_STEP): Graphic[] {
  const { x, y, width, height } = box
  const shapes: Graphic[] = []
  const stroke = (x1: number, y1: number, x2: number, y2: number): void => {
    shapes.push(line(round(x1), round(y1), round(x2), round(y2), color, 1))
  }
  switch (hatch) {
    case 'none':
      break
    case 'rising':
    case 'falling':
      for (let sum = Math.ceil((x + y) / step) * step; sum < x + y + width + height; sum += step) {
        const from = Math.max(x, sum - (y + height))
        const to = Math.min(x + width, sum - y)
        if (to <= from) continue
        if (hatch === 'rising') stroke(from, sum - from, to, sum - to)
        else stroke(from, 2 * y + height - (sum - from), to, 2 * y + height - (sum - to))
      }
      break
    case 'horizontal':
      for (let offset = step; offset < height; offset += step) stroke(x, y + offset, x + width, y + offset)
      break
    case 'vertical':
      for (let offset = step; offset < width; offset += step) stroke(x + offset, y, x + offset, y + height)
      break
    case 'dots':
      for (let row = 0, dy = 2; dy < height - 0.5; row += 1, dy += step - 1) {
        for (let dx = row % 2 === 0 ? 2 : 4; dx < width - 0.5; dx += step - 1) {
          shapes.push({
            type: 'circle',
            silent: true,
            shape: { cx: round(x + dx), cy: round(y + dy), r: 0.8 },
            style: { fill: color },
          })
        }
      }
      break
  }
  return shapes
}

/** A rectangle in the fill, outline and hatch of a binding resource. */
export function resourceBox(theme: ChartTheme, box: Box, resource: Resource): Graphic[] {
  const style = theme.resources[resource]
  return [
    { type: 'rect', silent: true, shape: { ...box }, style: { fill: style.fill } },
    ...hatchShapes(box, style.hatch, style.line),
    { type: 'rect', silent: true, shape: { ...box }, style: { fill: 'none', stroke: style.line, lineWidth: 1 } },
  ]
}

/** A vertical interval with end bars. `dashed`: inherited or extrapolated. */
export function whisker(x: number, y1: number, y2: number, color: string, dashed: boolean): Graphic[] {
  return [
    line(x, y1, x, y2, color, 1.25, dashed ? [3, 2] : null),
    line(x - 4, y1, x + 4, y1, color, 1.25),
    line(x - 4, y2, x + 4, y2, color, 1.25),
  ]
}

/** A vertical interval whose upper end lies beyond the plot: an arrow points to it. */
export function cutWhisker(x: number, foot: number, top: number, color: string, dashed: boolean): Graphic[] {
  return [
    // All of it may lie beyond.
    ...(foot > top + 8
      ? [line(x, foot, x, top + 6, color, 1.25, dashed ? [3, 2] : null), line(x - 4, foot, x + 4, foot, color, 1.25)]
      : []),
    {
      type: 'polygon',
      silent: true,
      shape: {
        points: [
          [x, top],
          [x - 4, top + 7],
          [x + 4, top + 7],
        ],
      },
      style: { fill: color },
    },
  ]
}

/** A horizontal interval with end bars. `dashed`: inherited or extrapolated. */
export function lyingWhisker(x1: number, x2: number, y: number, color: string, dashed = false): Graphic[] {
  return [
    line(x1, y, x2, y, color, 1.25, dashed ? [3, 2] : null),
    line(x1, y - 4, x1, y + 4, color, 1.25),
    line(x2, y - 4, x2, y + 4, color, 1.25),
  ]
}

/** A horizontal interval whose upper end lies beyond the plot: an arrow points to it. */
export function cutLyingWhisker(foot: number, end: number, y: number, color: string, dashed: boolean): Graphic[] {
  return [
    line(foot, y, end - 6, y, color, 1.25, dashed ? [3, 2] : null),
    line(foot, y - 4, foot, y + 4, color, 1.25),
    {
      type: 'polygon',
      silent: true,
      shape: {
        points: [
          [end, y],
          [end - 7, y - 4],
          [end - 7, y + 4],
        ],
      },
      style: { fill: color },
    },
  ]
}

/** Two decimals are enough for a picture and keep files small. */
function round(value: number): number {
  return Math.round(value * 100) / 100
}
