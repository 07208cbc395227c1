import { spoken } from '../kit/spoken.ts'
import type { Difference } from '../../domain/brief/verdict.ts'
import type { Criterion } from '../../domain/brief/thresholds.ts'
import { criterionAmount, criterionUnit } from '../../domain/brief/criterionAmount.ts'
import { formatNumber, formatQuantity, formatText } from '../../units/format.ts'
import type { ShownAlternative } from '../../words/decision/shownAlternatives.ts'
import { say } from '../../words/say.ts'
import { percentText } from '../../words/text.ts'
import { chartFrame, linearAxis, niceScale, yTitleGraphic } from '../kit/axes.ts'
import { chip, CHIP, line, text } from '../kit/draw.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import { sentences, stopped } from '../../words/joined.ts'

type Named = Pick<ShownAlternative, 'id' | 'slot' | 'letter'>

/** What the chart shows. */
export interface DrawnDifferenceInput {
  /** Null: it is not known, or they never differ. */
  readonly difference: Difference | null
  readonly criterion: Criterion
  readonly leader: Named
  readonly rival: Named
}

const FOOT = 40
const TOP = 22
/** Room above the highest bar for the letters, pixels. */
const HEAD = 34

/**
 * By how much the rival has more than the leader, draw by draw: left of zero the rival has less, in its colour, right of it
 * the leader. The outermost bars hold what lies beyond.
 */
export function drawnDifference(
  input: DrawnDifferenceInput,
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const { difference, leader, rival, criterion } = input
  const title = say('decide.difference.title', { rival: rival.letter, leader: leader.letter, criterion })
  if (difference === null) {
    return stateFigure(theme, { state: 'empty', title, heading: say('decide.difference.none'), reason: [] })
  }
  const { from, step, shares, less, mean } = difference
  const said = (value: number): string => {
    const shown = criterionAmount(value, criterion)
    return formatText(shown.value, shown.dimension, shown.options)
  }
  const sentence = say('decide.difference.reading', {
    rival: rival.letter,
    share: percentText(less),
    mean: criterionAmount(Math.abs(mean), criterion),
    side: mean < 0 ? 'less' : 'more',
    criterion,
  })
  const bins = shares.map((value, index) => ({ low: from + index * step, high: from + (index + 1) * step, value }))
  const x =
    options.lockedAxes?.x ??
    rangeOf(
      bins.map(({ low }) => low),
      from + shares.length * step,
    )
  const highest = Math.max(...shares)
  const scale = niceScale(highest * 1.02, 4)
  const y = options.lockedAxes?.y ?? ([0, scale.end] as const)
  const yTitle = say('decide.difference.y')
  const altText = sentences([stopped(title), sentence])
  const { dimension, unit } = criterionUnit(criterion)
  const tickText = (value: number): string => {
    const shown = formatQuantity(criterionAmount(value, criterion).value, dimension, { unit, trim: true })
    return value > 0 ? `+${shown.text}` : shown.text
  }
  return {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: say('decide.difference.column', { column: 'from' }), dimension: null },
        { label: say('decide.difference.column', { column: 'to' }), dimension: null },
        { label: yTitle, dimension: 'share' },
      ],
      rows: bins.map(({ low, high, value }, index) => [
        index === 0 ? say('decide.difference.beyond') : said(low),
        index === bins.length - 1 ? say('decide.difference.beyond') : said(high),
        value,
      ]),
    },
    legend: [],
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 36, right: 20, top: TOP + HEAD, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: linearAxis(theme, {
        range: x,
        step: tickOf(x[1] - x[0]),
        label: tickText,
        name: say('decide.difference.x', { unit, criterion }),
      }),
      yAxis: linearAxis(theme, {
        range: y,
        step: y[1] === scale.end ? scale.step : niceScale(y[1], 4).step,
        label: (value) => formatNumber(value * 100, { trim: true }),
      }),
      series: [
        bars(theme, input, bins, (low, high, value) =>
          say('decide.difference.bin', { low: said(low), high: said(high), share: percentText(value) }),
        ),
        sides(theme, input, difference),
      ],
    }),
    axes: { x, y },
  }
}

interface Bin {
  readonly low: number
  readonly high: number
  readonly value: number
}

const tickOf = (span: number): number => niceScale(span, 8).step

/** Whole ticks on either side of zero. */
function rangeOf(edges: readonly number[], end: number): readonly [number, number] {
  const start = Math.min(0, ...edges)
  const tick = tickOf(end - start)
  const whole = (value: number): number => Number((value * tick).toPrecision(12))
  return [whole(Math.floor(start / tick + 1e-9)), whole(Math.ceil(end / tick - 1e-9))]
}

function bars(
  theme: ChartTheme,
  { leader, rival }: DrawnDifferenceInput,
  bins: readonly Bin[],
  tooltip: (low: number, high: number, value: number) => string,
): ChartOption {
  return {
    id: 'difference',
    type: 'custom',
    z: 2,
    data: bins.map(({ low, high, value }) => ({
      value: [(low + high) / 2, value],
      tooltip: { formatter: tooltip(low, high, value) },
      scenario: low < 0 ? rival.id : leader.id,
    })),
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const bin = bins[params.dataIndex]
      if (!bin) return { type: 'group', children: [] }
      const [left, top] = api.coord([bin.low, bin.value])
      const [right, foot] = api.coord([bin.high, 0])
      return {
        type: 'rect',
        shape: { x: left + 0.5, y: top, width: Math.max(1, right - left - 1), height: Math.max(0, foot - top) },
        style: { fill: scenarioStyle(theme, bin.low < 0 ? rival.slot : leader.slot).color },
        emphasis: { style: { stroke: theme.ink, lineWidth: 1.5 } },
      }
    },
  }
}

/** The line of no difference, and on either side of it who has less there, and how often. */
function sides(theme: ChartTheme, { leader, rival }: DrawnDifferenceInput, { less, more }: Difference): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: [[0, 0]],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const [zero] = api.coord([0, 0])
      const { x, y, width, height } = params.coordSys
      const middle = y - HEAD / 2
      const label = (who: Named, share: number, side: 'left' | 'right'): readonly Graphic[] => {
        if (share === 0) return []
        const away = side === 'left' ? -1 : 1
        const words = say('decide.difference.side', { share: percentText(share) })
        return [
          ...chip(theme, zero + away * (CHIP / 2 + 6), middle, who.letter, who.slot),
          text(theme, zero + away * (CHIP + 12), middle, words, {
            align: side === 'left' ? 'right' : 'left',
            color: theme.ink,
          }),
        ]
      }
      // Where one side has no room for its words the chip alone stands there.
      const room = { left: zero - x, right: x + width - zero }
      const short = (who: Named, share: number, side: 'left' | 'right') =>
        room[side] < NEEDED ? label(who, share, side).slice(0, 2) : label(who, share, side)
      return {
        type: 'group',
        children: [
          line(zero, y - HEAD + 4, zero, y + height, theme.ink),
          ...short(rival, less, 'left'),
          ...short(leader, more, 'right'),
        ],
      }
    },
  }
}

/** Pixels a chip and its words take. */
const NEEDED = 92
