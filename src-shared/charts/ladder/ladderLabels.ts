import { amount } from '../../units/amount.ts'
import { say } from '../../words/say.ts'
import { isBeyond, withinPlot } from '../kit/beyond.ts'
import { chip, CHIP, line, textInBox, type TextLook } from '../kit/draw.ts'
import { otherTotals, shortName, type KnownLevel } from './ladderLevels.ts'
import {
  around,
  firstClear,
  LABEL_HEIGHT,
  placeLabels,
  segmentsOf,
  spreadMarks,
  type Box,
  type Obstacles,
  type Segment,
} from '../kit/placement.ts'
import { textWidth } from '../kit/textWidth.ts'
import { letterOf } from '../../words/scenario.ts'
import { formatText } from '../../units/format.ts'
import { rangeText } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { AxisRanges, ChartOption, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { enumerated } from '../../words/joined.ts'

/** Bytes of the scenario that draws the two lines. */
export interface WorkingSet {
  readonly weights: number
  /** Weights and KV. */
  readonly total: number
}

/** Letter chips, names of the lines and level names, placed in pixels so that they keep clear of each other and of the lines. */
export function ladderLabels(
  theme: ChartTheme,
  axes: Required<AxisRanges>,
  scenarios: readonly EvaluatedScenario[],
  known: readonly (readonly KnownLevel[])[],
  set: WorkingSet,
): ChartOption {
  const { total } = set
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
      const lines = known.flatMap((levels) => segmentsOf(levels.map(pixel)))
      const edge = api.coord([total, corner[1]])[0]
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
      const points = known.flat().map((point) => around(pixel(point), 4))
      const edges = edgeLabels(theme, scenarios, set, {
        at: (bytes) => withinPlot(api.coord([bytes, corner[1]])[0], plot.x, plot.width),
        obstacles: { boxes: [...chips, ...points], segments: lines, bounds: plot },
      })
      const placed = placeLabels(
        groups.map((group) => ({
          width: textWidth(group.label, theme.fontSize),
          height: LABEL_HEIGHT,
          anchor: chipAnchor(group.box, chips),
          gap: 5,
          // The level that serves is what the chart is about.
          leads: group.serves,
        })),
        {
          boxes: [...chips, ...points, ...edges.boxes],
          segments: [...lines, ...edges.segments],
          bounds: { ...plot, width: plot.width + RIGHT_OF_PLOT },
        },
      )
      const shaded = (box: Box): boolean => box.x + box.width / 2 < edge
      return {
        type: 'group',
        children: [
          ...edges.graphics,
          ...groups.flatMap((group, index) => {
            const label = placed[index]
            if (!label) return []
            const { box, leader } = label
            return [
              ...(leader ? [line(leader.x1, leader.y1, leader.x2, leader.y2, theme.ink3)] : []),
              textInBox(theme, box, group.label, {
                color: group.serves ? theme.ink : theme.ink2,
                halo: shaded(box) ? theme.canvas : theme.surface,
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

/** How far names of levels may reach over the right edge of the plot, pixels. */
const RIGHT_OF_PLOT = 24
/** Rows in which the names of the vertical lines may stand. */
const ROWS = [0, 1, 2, 3, 4, 5]

interface EdgeLabels {
  readonly graphics: readonly Graphic[]
  readonly boxes: readonly Box[]
  readonly segments: readonly Segment[]
}

/**
 * Names of the vertical lines at their tops, each beside its own line, on the side and in the row where it lies on nothing;
 * and of the side that is too small.
 */
function edgeLabels(
  theme: ChartTheme,
  scenarios: readonly EvaluatedScenario[],
  { weights, total }: WorkingSet,
  { at, obstacles }: { readonly at: (bytes: number) => number; readonly obstacles: Obstacles },
): EdgeLabels {
  const { x, y, width: across, height } = obstacles.bounds
  const others = otherTotals(scenarios, total)
  const named: readonly {
    readonly bytes: number
    readonly words: string
    readonly side: Side
    readonly look: TextLook
  }[] = [
    {
      bytes: total,
      words: say('charts.ladder.total', { bytes: amount(total, 'bytes') }),
      side: 'right',
      look: { color: theme.ink, weight: 600 },
    },
    {
      bytes: weights,
      words: say('charts.ladder.weights', { bytes: amount(weights, 'bytes') }),
      side: 'left',
      look: {},
    },
    ...others.map(({ scenario, total: own }) => ({
      bytes: own,
      words: `${letterOf(scenario)} ${formatText(own, 'bytes')}`,
      side: 'right' as const,
      look: { color: theme.ink },
    })),
  ]
  const segments = named.map(({ bytes }, index): Segment => {
    const left = at(bytes)
    return { x1: left, y1: index < 2 ? y : y + 16, x2: left, y2: y + height }
  })
  const boxes: Box[] = []
  const clear = (): Obstacles => ({
    boxes: [...obstacles.boxes, ...boxes],
    segments: [...obstacles.segments, ...segments],
    bounds: { ...obstacles.bounds, width: across + RIGHT_OF_PLOT },
  })
  const graphics: Graphic[] = []
  const full = at(total)
  for (const { bytes, words, side, look } of named) {
    const width = textWidth(words, theme.fontSize, look.weight === 600)
    const left = at(bytes)
    const places = { left: left - 5 - width, right: left + 5 }
    const order: readonly Side[] = side === 'right' ? ['right', 'left'] : ['left', 'right']
    const box = firstClear(
      { width },
      ROWS.flatMap((row) => order.map((each) => [places[each], y + 9 + row * LABEL_HEIGHT] as const)),
      clear(),
    )
    if (!box) continue
    boxes.push(box)
    graphics.push(textInBox(theme, box, words, { ...look, halo: box.x < full ? theme.canvas : theme.surface }))
  }
  for (const words of [say('charts.ladder.tooSmallSet'), say('charts.ladder.tooSmall')]) {
    const width = textWidth(words, theme.fontSize)
    if (full - x < width + 12) continue
    const box = firstClear({ width }, [[x + 6, y + height - 10]], clear())
    if (!box) continue
    boxes.push(box)
    graphics.push(textInBox(theme, box, words, { color: theme.ink3, halo: null }))
    break
  }
  return { graphics, boxes, segments }
}

type Side = 'left' | 'right'

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
      return { label: `${enumerated(names)}${speed}`, serves, box }
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
