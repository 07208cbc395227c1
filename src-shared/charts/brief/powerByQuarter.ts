import { spoken } from '../kit/spoken.ts'
import type { Budget } from '../../domain/brief/powerBudget.ts'
import { amount } from '../../units/amount.ts'
import { formatNumber } from '../../units/format.ts'
import { budgetText, takenText, type PowerRow } from '../../words/decision/powerRows.ts'
import { say } from '../../words/say.ts'
import { axisText } from '../../words/text.ts'
import { chartFrame, decadeRange, linearAxis, logAxis, niceScale, WIDEST_LINEAR, yTitleGraphic } from '../kit/axes.ts'
import { chip, line, textInBox } from '../kit/draw.ts'
import { firstClear, segmentsOf, spreadAlong } from '../kit/placement.ts'
import { textWidth } from '../kit/textWidth.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import { sentences, stopped, withCommas, withSemicolons } from '../../words/joined.ts'

/** What is drawn: what each alternative takes by quarter, and the budget beside it. */
export interface PowerByQuarterInput {
  readonly rows: readonly PowerRow[]
  readonly budget: Budget | null
}

type Counted = 'power' | 'racks'
interface Drawn {
  readonly row: PowerRow
  readonly values: readonly number[]
}

const FOOT = 40
const TOP = 22
/** Room on the right for the letters. */
const LETTERS = 26
const CHIP_DISTANCE = 16

/**
 * IT power, or racks where the budget is of racks, that the demand asks of each alternative in each quarter; bought systems
 * stay, so that a line of theirs never falls. The budget is dashed, and what lies above it is outgrown. The table has the
 * systems of every quarter.
 */
export function powerByQuarter(
  { rows, budget }: PowerByQuarterInput,
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const kind: Counted = budget?.kind === 'racks' ? 'racks' : 'power'
  const title = say('decide.power.chart', { kind })
  const drawn = rows.flatMap((row): Drawn[] => {
    const values = row.asked.flatMap(({ watts, racks }) => (kind === 'racks' ? racks : watts) ?? [])
    return values.length === row.asked.length ? [{ row, values }] : []
  })
  if (drawn.length === 0) {
    const reason = [say('decide.power.emptyReason', { kind })]
    return stateFigure(theme, { state: 'empty', title, heading: say('decide.power.empty'), reason })
  }
  const quarters = Math.max(...drawn.map(({ values }) => values.length))
  const limit = budget?.kind === 'power' ? budget.watts : budget?.kind === 'racks' ? budget.racks : null
  const largest = Math.max(...drawn.flatMap(({ values }) => values))
  // A budget far above all that is asked would flatten what is asked.
  const isShown = limit !== null && limit < largest * 3
  const scale = niceScale(Math.max(largest, isShown ? limit : 0) * 1.06)
  const all = [...drawn.flatMap(({ values }) => values), ...(isShown ? [limit] : [])]
  const most = drawn.map(({ values }) => Math.max(...values))
  // On one linear axis the highest line would flatten the others.
  const isWide = Math.min(...all) > 0 && Math.max(...most) / Math.min(...most) > WIDEST_LINEAR
  const y = options.lockedAxes?.y ?? (isWide ? decadeRange(all, [1, 10]) : ([0, scale.end] as const))
  const label = (value: number): string =>
    kind === 'racks' ? formatNumber(value, { trim: true }) : axisText(value, 'watts')
  const sentence = reading(drawn, kind, limit)
  const yTitle = say('decide.power.y', { kind })
  const altText = sentences([
    stopped(title),
    ...drawn.map(({ row }) => stopped(withSemicolons([pointText(row, 0), pointText(row, row.asked.length - 1)]))),
    ...(budget === null ? [] : [stopped(say('decide.power.limit', { budget: budgetText(budget) }))]),
    sentence,
  ])
  return {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: tableOf(rows),
    legend: [],
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 48, right: LETTERS, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: linearAxis(theme, {
        range: [1, quarters + 1],
        step: quarters > 24 ? 8 : quarters > 12 ? 4 : 2,
        label: (value) => (value > quarters ? '' : formatNumber(value, { trim: true })),
        name: say('decide.power.x'),
      }),
      yAxis:
        y[0] > 0
          ? logAxis(theme, { range: y, label })
          : linearAxis(theme, { range: y, step: y[1] === scale.end ? scale.step : niceScale(y[1]).step, label }),
      series: [
        ...drawn.map((each) => steps(theme, each)),
        letters(theme, drawn, quarters, y[0]),
        ...(isShown && budget !== null ? [limitLine(theme, limit, budget, drawn)] : []),
      ],
    }),
    axes: { y },
  }
}

function pointText(row: PowerRow, index: number): string {
  const asked = row.asked[index]
  const { letter, name } = row.shown
  if (!asked) return name
  const { quarter, systems } = asked
  return say('decide.power.line', { name: `${letter} ${name}`, quarter, systems, taken: takenText(asked) })
}

function tableOf(rows: readonly PowerRow[]): ChartFigure['table'] {
  const quarters = Math.max(...rows.map(({ asked }) => asked.length))
  return {
    columns: [
      { label: say('decide.power.column', { column: 'quarter', rate: 'no' }), dimension: 'count' },
      ...rows.flatMap(({ shown: { letter } }) => [
        { label: withCommas([letter, say('decide.power.unit')]), dimension: 'count' as const },
        { label: withCommas([letter, say('decide.power.y', { kind: 'power' })]), dimension: 'watts' as const },
        { label: withCommas([letter, say('decide.power.y', { kind: 'racks' })]), dimension: 'count' as const },
      ]),
    ],
    rows: Array.from({ length: quarters }, (_, index) => [
      index + 1,
      ...rows.flatMap(({ asked }) => [
        asked[index]?.systems ?? null,
        asked[index]?.watts ?? null,
        asked[index]?.racks ?? null,
      ]),
    ]),
  }
}

/** A line that holds for a quarter and steps at its end. */
function steps(theme: ChartTheme, { row, values }: Drawn): ChartOption {
  const { color, dash } = scenarioStyle(theme, row.shown.slot)
  const points = [...values, values.at(-1) ?? 0]
  return {
    id: `power-${row.shown.id}`,
    type: 'line',
    step: 'end',
    z: 3,
    symbol: 'circle',
    symbolSize: 6,
    showAllSymbol: true,
    itemStyle: { color, opacity: 0 },
    lineStyle: { color, width: 2, type: dash ?? 'solid' },
    emphasis: { scale: 1.4 },
    data: points.map((value, index) => ({
      value: [index + 1, value],
      tooltip: { formatter: pointText(row, Math.min(index, values.length - 1)) },
    })),
  }
}

/** Each line's letter at its end, moved apart where lines end together. */
function letters(theme: ChartTheme, drawn: readonly Drawn[], quarters: number, foot: number): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: [[1, foot]],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const ends = drawn
        .map(({ row, values }) => ({ row, at: api.coord([quarters + 1, values.at(-1) ?? 0]) }))
        .toSorted((one, two) => one.at[1] - two.at[1])
      const places = spreadAlong(
        ends.map(({ at }) => at[1]),
        CHIP_DISTANCE,
      )
      const { x, width } = params.coordSys
      return {
        type: 'group',
        children: ends.flatMap(({ row }, index) =>
          chip(
            theme,
            x + width + 12,
            places[index] ?? 0,
            row.shown.letter,
            row.shown.slot,
            row.shown.judged?.rank === null,
          ),
        ),
      }
    },
  }
}

function limitLine(theme: ChartTheme, limit: number, budget: Budget, drawn: readonly Drawn[]): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 5,
    data: [[1, limit]],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const { x, width } = params.coordSys
      const [, at] = api.coord([1, limit])
      const y = Math.round(at) + 0.5
      const words = say('decide.power.limit', { budget: budgetText(budget) })
      const room = textWidth(words, theme.fontSize)
      const stepsOf = ({ values }: Drawn): (readonly [number, number])[] =>
        values.flatMap((value, index) => [api.coord([index + 1, value]), api.coord([index + 2, value])])
      const box = firstClear(
        { width: room },
        [y - 9, y + 9].flatMap((row) => [
          [x + 6, row],
          [x + width - 6 - room, row],
          [x + (width - room) / 2, row],
        ]),
        { boxes: [], segments: drawn.flatMap((each) => segmentsOf(stepsOf(each))), bounds: params.coordSys },
      )
      return {
        type: 'group',
        children: [
          line(x, y, x + width, y, theme.ink, 1, [4, 3]),
          ...(box ? [textInBox(theme, box, words, { color: theme.ink })] : []),
        ],
      }
    },
  }
}

function reading(drawn: readonly Drawn[], kind: Counted, limit: number | null): string {
  const ends = drawn.map(({ values }) => values.at(-1) ?? 0)
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const range =
    kind === 'racks'
      ? say('decide.power.rangeRacks', { low, high })
      : say('decide.power.range', {
          low: amount(low, 'watts'),
          high: amount(high, 'watts'),
          same: low === high ? 'yes' : 'no',
        })
  if (limit === null) return range
  const outgrown = drawn.filter(({ row }) => row.outgrown !== null).map(({ row }) => row.shown.letter)
  const beyond = outgrown.length === 0 ? 'none' : outgrown.length === drawn.length ? 'all' : 'some'
  return sentences([range, say('decide.power.grows', { letters: outgrown, count: outgrown.length, beyond })])
}
