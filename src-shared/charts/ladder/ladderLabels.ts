import { isBeyond, withinPlot } from '../kit/beyond.ts'
import { chip, CHIP, line, textInBox } from '../kit/draw.ts'
import { otherTotals, shortName, type KnownLevel } from './ladderLevels.ts'
import {
  LABEL_HEIGHT,
  leaderBetween,
  placeLabels,
  spreadMarks,
  textWidth,
  type Box,
  type Segment,
} from '../kit/placement.ts'
import { letterOf } from '../../words/scenario.ts'
import { rangeText } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { AxisRanges, ChartOption, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'

/** Letter chips and level names, placed in pixels so that they keep clear of each other and of the lines. */
export function ladderLabels(
  theme: ChartTheme,
  axes: Required<AxisRanges>,
  scenarios: readonly EvaluatedScenario[],
  known: readonly (readonly KnownLevel[])[],
  total: number,
): ChartOption {
  const corner = [axes.x[0], axes.y[0]] as const
  return {
    type: 'custom',
    silent: true,
    z: 8,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const plot = params.coordSys
      const pixel = (point: KnownLevel): readonly [number, number] => api.coord([point.capacity, point.bandwidth])
      const marks = scenarios.flatMap((scenario, index) => {
        const served = chipLevel(scenario, known[index] ?? [])
        return served ? [{ scenario, at: inside(pixel(served.point), plot), hollow: served.hollow }] : []
      })
      const centres = spreadMarks(
        marks.map((mark) => mark.at),
        CHIP,
      )
      const segments = known.flatMap((levels) =>
        levels.slice(1).flatMap((point, index): Segment[] => {
          const before = levels[index]
          if (!before) return []
          const [x1, y1] = pixel(before)
          const [x2, y2] = pixel(point)
          return [{ x1, y1, x2, y2 }]
        }),
      )
      const edge = api.coord([total, corner[1]])[0]
      segments.push({ x1: edge, y1: plot.y, x2: edge, y2: plot.y + plot.height })
      const chips = centres.map(([x, y]): Box => ({
        x: x - CHIP / 2,
        y: y - CHIP / 2,
        width: CHIP,
        height: CHIP,
      }))
      const groups = levelGroups(
        known.map((levels) =>
          levels
            .filter(({ capacity, bandwidth }) => !isBeyond([capacity, bandwidth], axes))
            .map((point) => ({ ...point, at: pixel(point) })),
        ),
      )
      const boxes = placeLabels(
        groups.map((group) => ({
          width: textWidth(group.label, theme.fontSize, group.serves),
          height: LABEL_HEIGHT,
          anchor: chipAnchor(group.box, chips),
          gap: 5,
          optional: !group.serves,
        })),
        {
          boxes: [
            ...chips,
            ...otherTotals(scenarios, total).map(({ total: own }, index) => ({
              x: api.coord([own, corner[1]])[0],
              y: plot.y + 18 + index * LABEL_HEIGHT,
              width: 60,
              height: LABEL_HEIGHT,
            })),
            ...known.flat().map((point) => around(pixel(point), 3)),
            { x: plot.x, y: plot.y, width: plot.width, height: 18 },
            { x: plot.x, y: plot.y + plot.height - 18, width: 160, height: 18 },
          ],
          segments,
          bounds: { ...plot, width: plot.width + 24 },
        },
      )
      return {
        type: 'group',
        children: [
          ...groups.flatMap((group, index) => {
            const box = boxes[index]
            if (!box) return []
            const shaded = box.x + box.width / 2 < edge
            const leader = leaderBetween(group.box, box)
            return [
              ...(leader ? [line(leader.x1, leader.y1, leader.x2, leader.y2, theme.ink3)] : []),
              textInBox(theme, box, group.label, {
                color: group.serves ? theme.ink : theme.ink2,
                halo: shaded ? theme.canvas : theme.surface,
              }),
            ]
          }),
          ...marks.flatMap((mark, index) => {
            const [x, y] = centres[index] ?? mark.at
            return chip(theme, x, y, letterOf(mark.scenario), mark.scenario.slot, mark.hollow)
          }),
        ],
      }
    },
  }
}

/** A chip of a level beyond held axes stands at their edge, beside the arrow. */
function inside([x, y]: readonly [number, number], plot: Box): readonly [number, number] {
  if (x >= plot.x && x <= plot.x + plot.width && y >= plot.y && y <= plot.y + plot.height) return [x, y]
  const room = CHIP + 2
  return [withinPlot(x, plot.x + room, plot.width - 2 * room), withinPlot(y, plot.y + room, plot.height - 2 * room)]
}

/** Where a scenario's chip sits: on the level that serves it; hollow on its largest level when nothing does. */
function chipLevel(
  scenario: EvaluatedScenario,
  levels: readonly KnownLevel[],
): { readonly point: KnownLevel; readonly hollow: boolean } | null {
  const serving = levels.find((point) => point.level.serves)
  const fits = scenario.result.fit.state === 'fits'
  if (serving) return { point: serving, hollow: !fits }
  const fallback = levels.toSorted((a, b) => b.capacity - a.capacity)[0]
  return fallback ? { point: fallback, hollow: true } : null
}

interface PlacedLevel extends KnownLevel {
  readonly at: readonly [number, number]
}

interface LevelGroup {
  readonly label: string
  readonly serves: boolean
  readonly box: Box
}

/** Levels of the same kind that lie close together share a label: "L2, Infinity Cache". */
function levelGroups(scenarios: readonly (readonly PlacedLevel[])[]): LevelGroup[] {
  const groups: PlacedLevel[][] = []
  for (const point of scenarios.flat()) {
    const near = groups.find((group) => group.some((other) => belongTogether(other, point)))
    if (near) near.push(point)
    else groups.push([point])
  }
  return groups
    .map((group) => {
      const serves = group.some((point) => point.level.serves)
      const names = [...new Set(group.map((point) => shortName(point.level.name)))]
      const bandwidths = group.filter((point) => point.level.serves).map((point) => point.bandwidth)
      const speed = serves ? `  ${rangeText(Math.min(...bandwidths), Math.max(...bandwidths), 'bytesPerSecond')}` : ''
      const xs = group.map((point) => point.at[0])
      const ys = group.map((point) => point.at[1])
      const box = {
        x: Math.min(...xs) - 3,
        y: Math.min(...ys) - 3,
        width: Math.max(...xs) - Math.min(...xs) + 6,
        height: Math.max(...ys) - Math.min(...ys) + 6,
      }
      return { label: `${names.join(', ')}${speed}`, serves, box }
    })
    .toSorted((a, b) => Number(b.serves) - Number(a.serves))
}

/** Near in the picture, and of one resource. */
function belongTogether(first: PlacedLevel, second: PlacedLevel): boolean {
  const alike = shortName(first.level.name) === shortName(second.level.name)
  return (
    first.level.resource === second.level.resource &&
    Math.abs(first.at[0] - second.at[0]) < (alike ? 44 : 34) &&
    Math.abs(first.at[1] - second.at[1]) < (alike ? 34 : 22)
  )
}

/** A label that belongs to a chip keeps clear of the whole chip, not only of its point. */
function chipAnchor(box: Box, chips: readonly Box[]): Box {
  const touching = chips.filter(
    (other) =>
      other.x < box.x + box.width + 2 &&
      other.x + other.width > box.x - 2 &&
      other.y < box.y + box.height + 2 &&
      other.y + other.height > box.y - 2,
  )
  const all = [box, ...touching]
  const x = Math.min(...all.map((part) => part.x))
  const y = Math.min(...all.map((part) => part.y))
  return {
    x,
    y,
    width: Math.max(...all.map((part) => part.x + part.width)) - x,
    height: Math.max(...all.map((part) => part.y + part.height)) - y,
  }
}

function around(point: readonly [number, number], reach: number): Box {
  return { x: point[0] - reach, y: point[1] - reach, width: reach * 2, height: reach * 2 }
}
