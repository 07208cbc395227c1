import { spoken } from '../kit/spoken.ts'
import { amount } from '../../units/amount.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { perMillionOf, timesOf, type PerMillion } from '../../domain/brief/perMillion.ts'
import { quantileText } from '../../words/decision/basisTerms.ts'
import type { ShownAlternative } from '../../words/decision/shownAlternatives.ts'
import { say } from '../../words/say.ts'
import { chartFrame, decadeRange, linearAxis, logAxis, niceScale, WIDEST_LINEAR, yTitleGraphic } from '../kit/axes.ts'
import { chip, CHIP, hatchShapes, line, textInBox, whisker } from '../kit/draw.ts'
import { around, firstClear, spreadMarks, type Box, type Obstacles, type Segment } from '../kit/placement.ts'
import { textWidth } from '../kit/textWidth.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import { labelled, sentences, stopped, withCommas } from '../../words/joined.ts'

/** What cost is set against. */
export type Speed = 'timePerToken' | 'timeToFirstToken'

/** What the chart shows. */
export interface CostAgainstSpeedInput {
  readonly alternatives: readonly ShownAlternative[]
  readonly against: Speed
  /** Seconds that are promised; null: none. */
  readonly limit: number | null
  /** Share of requests that keep them. */
  readonly quantile: number
}

interface Point {
  readonly shown: ShownAlternative
  readonly seconds: number
  readonly cost: PerMillion
}

const FOOT = 40
const TOP = 22

/**
 * Cost per million output tokens against the time of a token, each alternative at the size that carries the demand. What is
 * slower than the promise is hatched; the whisker is p10 to p90 of the draws; a chip without fill breaks a limit.
 */
export function costAgainstSpeed(
  input: CostAgainstSpeedInput,
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const title = say('decide.speed.title')
  const points = input.alternatives.flatMap((shown): Point[] => {
    const cost = shown.judged && perMillionOf(shown.judged)
    const times = shown.judged && timesOf(shown.judged, shown.alternative.offer.hosted?.evidence)
    return cost && times ? [{ shown, cost, seconds: times[input.against] }] : []
  })
  if (points.length === 0) {
    const reason = [say('decide.speed.next')]
    return stateFigure(theme, { state: 'empty', title, heading: say('decide.speed.empty'), reason })
  }
  const unpriced = input.alternatives.filter(({ judged }) => judged?.unpriced).map(({ letter }) => letter)
  const sentence = reading(points)
  const yTitle = say('decide.speed.y')
  const x = options.lockedAxes?.x ?? ([0, scaleOf(points, input.limit).end] as const)
  const costs = points.flatMap(({ cost }) => [cost.value, cost.low ?? cost.value, cost.high ?? cost.value])
  const isWide = Math.min(...costs) > 0 && Math.max(...costs) / Math.min(...costs) > WIDEST_LINEAR
  const scale = niceScale(Math.max(...costs) * 1.02)
  const y = options.lockedAxes?.y ?? (isWide ? decadeRange(costs, [1, 10]) : ([0, scale.end] as const))
  const altText = sentences([
    `${title}.`,
    ...points.map(({ shown, cost, seconds }) => {
      return stopped(
        labelled(
          `${shown.letter} ${shown.name}`,
          withCommas([formatNumber(cost.value), formatText(seconds, 'seconds')]),
        ),
      )
    }),
    ...(unpriced.length > 0 ? [say('decide.speed.unpriced', { letters: unpriced })] : []),
    sentence,
  ])
  const quantile = quantileText(input.quantile)
  const label = (value: number): string => formatNumber(value, { trim: true })
  return {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: say('decide.cost.alternative'), dimension: null },
        { label: say('decide.table.cost'), dimension: 'dollars' },
        { label: say('decide.flips.column', { column: 'low' }), dimension: 'dollars' },
        { label: say('decide.flips.column', { column: 'high' }), dimension: 'dollars' },
        { label: say('decide.table.tpot', { quantile }), dimension: 'seconds' },
        { label: say('decide.table.ttft', { quantile }), dimension: 'seconds' },
      ],
      rows: input.alternatives.map(({ letter, name, judged, alternative }) => {
        const cost = judged && perMillionOf(judged)
        const times = judged && timesOf(judged, alternative.offer.hosted?.evidence)
        return [
          `${letter}\u2002${name}`,
          cost?.value ?? null,
          cost?.low ?? null,
          cost?.high ?? null,
          times?.timePerToken ?? null,
          times?.timeToFirstToken ?? null,
        ]
      }),
    },
    legend: [],
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 34, right: 20, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: linearAxis(theme, {
        range: x,
        step: niceScale(x[1] / unitOf(input.against)).step * unitOf(input.against),
        label: (value) => formatNumber(value / unitOf(input.against), { trim: true }),
        name: say('decide.speed.x', { quantile, against: input.against }),
      }),
      yAxis: y[0] > 0 ? logAxis(theme, { range: y, label }) : linearAxis(theme, { range: y, step: scale.step, label }),
      series: [
        backdrop(theme, [x[0], y[0]], input.limit),
        whiskers(theme, points),
        marks(theme, points),
        chips(theme, [x[0], y[0]], points, { unpriced, limit: input.limit }),
      ],
    }),
    axes: { x, y },
  }
}

/** What the axis counts in: milliseconds of a token, seconds to the first. */
const unitOf = (against: Speed): number => (against === 'timePerToken' ? 1e-3 : 1)

function scaleOf(points: readonly Point[], limit: number | null) {
  return niceScale(Math.max(...points.map(({ seconds }) => seconds), limit === null ? 0 : limit * 1.25) * 1.02)
}

/** What is slower than promised, hatched. */
function backdrop(theme: ChartTheme, corner: readonly [number, number], limit: number | null): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 1,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      if (limit === null) return { type: 'group', children: [] }
      const { x, y, width, height } = params.coordSys
      const at = Math.max(x, Math.min(x + width, Math.round(api.coord([limit, corner[1]])[0]) + 0.5))
      const slower: Box = { x: at, y, width: x + width - at, height }
      return {
        type: 'group',
        children: [
          {
            type: 'rect',
            silent: true,
            shape: { ...slower },
            style: { fill: theme.canvas, opacity: theme.shadeOpacity },
          },
          ...hatchShapes(slower, 'rising', theme.line, 7),
          line(at, y, at, y + height, theme.ink, 1),
        ],
      }
    },
  }
}

function whiskers(theme: ChartTheme, points: readonly Point[]): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 2,
    data: points.map(({ seconds, cost }) => [seconds, cost.value]),
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const point = points[params.dataIndex]
      if (!point) return { type: 'group', children: [] }
      const color = scenarioStyle(theme, point.shown.slot).color
      const [cx, cy] = api.coord([point.seconds, point.cost.value])
      // The chip gives way to others; the point stays.
      const dot: Graphic = { type: 'circle', silent: true, shape: { cx, cy, r: 2.5 }, style: { fill: color } }
      if (point.cost.low === null || point.cost.high === null) return { type: 'group', children: [dot] }
      const [x, low] = api.coord([point.seconds, point.cost.low])
      const [, high] = api.coord([point.seconds, point.cost.high])
      return {
        type: 'group',
        children: [...whisker(x, low, high, color, point.shown.judged?.weakest === 'guess'), dot],
      }
    },
  }
}

/** The points themselves, for the pointer and the keyboard. */
function marks(theme: ChartTheme, points: readonly Point[]): ChartOption {
  return {
    type: 'scatter',
    z: 4,
    symbolSize: 17,
    symbol: 'rect',
    data: points.map(({ shown, seconds, cost }) => ({
      value: [seconds, cost.value],
      scenario: shown.id,
      tooltip: { formatter: pointText(shown, cost) },
    })),
    // Its chip is drawn by another series: a mark that is invisible in every state but the one that is looked at.
    itemStyle: { color: 'transparent', borderColor: 'transparent', borderWidth: 2 },
    emphasis: { scale: 1.2, itemStyle: { borderColor: theme.ink } },
  }
}

function pointText(shown: ShownAlternative, cost: PerMillion): string {
  const times = shown.judged && timesOf(shown.judged, shown.alternative.offer.hosted?.evidence)
  const lines = [
    say('decide.speed.point', {
      name: `${shown.letter}\u2002${shown.name}`,
      cost: formatNumber(cost.value),
      tpot: amount(times?.timePerToken ?? null, 'seconds'),
      ttft: amount(times?.timeToFirstToken ?? null, 'seconds'),
    }),
  ]
  if (cost.low !== null && cost.high !== null) {
    lines.push(say('decide.speed.range', { low: formatNumber(cost.low), high: formatNumber(cost.high) }))
  }
  if (shown.judged?.rank === null) lines.push(say('decide.speed.broken'))
  return lines.join('\n')
}

/** Letters at their points, and the words of the plot where they lie on none of them, no whisker and no line. */
function chips(
  theme: ChartTheme,
  corner: readonly [number, number],
  points: readonly Point[],
  { unpriced, limit }: { readonly unpriced: readonly string[]; readonly limit: number | null },
): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const plot = params.coordSys
      const dots = points.map(({ seconds, cost }) => api.coord([seconds, cost.value]))
      const places = spreadMarks(dots, CHIP, plot)
      const boxes: Box[] = [
        ...places.map((place) => around(place, CHIP / 2 + 1)),
        ...dots.map((dot) => around(dot, 4)),
        ...points.flatMap((point) => whiskerBox(point, api)),
      ]
      const at =
        limit === null
          ? null
          : Math.max(plot.x, Math.min(plot.x + plot.width, Math.round(api.coord([limit, corner[1]])[0]) + 0.5))
      const segments: readonly Segment[] = at === null ? [] : [{ x1: at, y1: plot.y, x2: at, y2: plot.y + plot.height }]
      const obstacles: Obstacles = { boxes, segments, bounds: plot }
      return {
        type: 'group',
        children: [
          ...points.flatMap(({ shown }, index) => {
            const [left, top] = places[index] ?? [0, 0]
            return chip(theme, left, top, shown.letter, shown.slot, shown.judged?.rank === null)
          }),
          ...(at === null || limit === null
            ? []
            : [
                ...words(theme, say('decide.speed.limit', { limit: amount(limit, 'seconds', { trim: true }) }), at, [
                  'left',
                  'right',
                ])(obstacles, boxes),
                ...words(theme, say('decide.speed.slower'), at, ['right'])(obstacles, boxes),
              ]),
          ...(unpriced.length > 0
            ? words(theme, say('decide.speed.unpriced', { letters: unpriced }), plot.x, ['right'], -1)(obstacles, boxes)
            : []),
        ],
      }
    },
  }
}

/** Rows in which words may stand, from the top. */
const ROWS = [0, 1, 2, 3]

/** Words beside a line, from the top down, or from the foot up; nothing where they would lie on something. */
function words(
  theme: ChartTheme,
  said: string,
  at: number,
  sides: readonly ('left' | 'right')[],
  from: 1 | -1 = 1,
): (obstacles: Obstacles, boxes: Box[]) => Graphic[] {
  return (obstacles, boxes) => {
    const width = textWidth(said, theme.fontSize)
    const { y, height } = obstacles.bounds
    const rows = ROWS.map((row) => (from === 1 ? y + 9 + row * 14 : y + height - 9 - row * 14))
    const upAndDown = from === 1 ? [...rows, y + height - 9] : [...rows, y + 9]
    const box = firstClear(
      { width },
      sides.flatMap((side) => upAndDown.map((row) => [side === 'right' ? at + 6 : at - 6 - width, row] as const)),
      obstacles,
    )
    if (!box) return []
    boxes.push(box)
    return [textInBox(theme, box, said)]
  }
}

function whiskerBox({ seconds, cost: { low, high } }: Point, api: RenderApi): Box[] {
  if (low === null || high === null) return []
  const [x, foot] = api.coord([seconds, low])
  const [, top] = api.coord([seconds, high])
  return [{ x: x - 5, y: Math.min(top, foot) - 1, width: 10, height: Math.abs(foot - top) + 2 }]
}

function reading(points: readonly Point[]): string {
  const eligible = points.filter(({ shown }) => shown.judged?.rank !== null)
  const all = eligible.length > 0 ? eligible : points
  const [cheapest] = all.toSorted((one, two) => one.cost.value - two.cost.value)
  const [fastest] = all.toSorted((one, two) => one.seconds - two.seconds)
  if (!cheapest || !fastest) return ''
  if (all.length === 1) return say('decide.speed.alone', { name: cheapest.shown.letter })
  return say('decide.speed.reading', {
    cheapest: cheapest.shown.letter,
    fastest: fastest.shown.letter,
    same: cheapest === fastest ? 'yes' : 'no',
    eligible: eligible.length > 0 ? 'yes' : 'no',
  })
}
