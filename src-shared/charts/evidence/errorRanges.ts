import { spoken } from '../kit/spoken.ts'
import { amount } from '../../units/amount.ts'
import { say } from '../../words/say.ts'
import type { PooledAccuracy } from '../../domain/accuracyPool.ts'
import { formatNumber } from '../../units/format.ts'
import { categoryAxis, chartFrame, linearAxis, niceScale } from '../kit/axes.ts'
import { line, text } from '../kit/draw.ts'
import { shortened, textWidth } from '../kit/textWidth.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { percentText } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import { sentences, stopped, withSemicolons } from '../../words/joined.ts'

/** The errors of one device, or of one quantity. */
export interface ErrorRange {
  /** What a choice of its mark means to the caller. */
  readonly key: string
  readonly name: string
  readonly errors: PooledAccuracy
}

/** What the rows of the chart are. */
export interface ErrorRangesRequest {
  /** "Error by device, per prediction". */
  readonly title: string
  /** What a row is. */
  readonly noun: 'device' | 'software' | 'family' | 'quantity'
  /** In the order in which they are drawn, from the top. */
  readonly ranges: readonly ErrorRange[]
  /** What was left out is off the grid of the fit: lines are dashed, as of all that stands in for measurements. */
  readonly offGrid?: boolean
}

const OFF_GRID_DASH: readonly [number, number] = [3, 2]
const ROW = 20
const FOOT = 40
const LONGEST_NAME = 150
const COUNT_WIDTH = 76
/** Errors beyond this are cut at the axis' end and written out. */
const AXIS_MOST = 1

/** Height in pixels at which the figure is neither squeezed nor loose. */
export function errorRangesHeight(count: number): number {
  return Math.max(120, 8 + count * ROW + FOOT)
}

/** Absolute errors as a dot at the median and a line to the 90th percentile, one row a device or quantity. */
export function errorRanges(request: ErrorRangesRequest, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const { ranges, title, noun, offGrid = false } = request
  if (ranges.length === 0) {
    return stateFigure(theme, {
      state: 'empty',
      title,
      heading: say('charts.measured.none'),
      reason: [say('charts.errors.widen')],
    })
  }
  const largest = Math.max(...ranges.map(({ errors }) => errors.p90))
  const scale = niceScale(Math.min(AXIS_MOST, largest), 4)
  const names = ranges.map(({ name }) => shortened(name, LONGEST_NAME, theme.fontSize))
  const nameWidth = Math.max(...names.map((name) => textWidth(name, theme.fontSize)))
  const sentence = readingSentence(ranges, noun)
  const altText = sentences([
    stopped(title),
    stopped(
      withSemicolons(
        ranges.map(({ name, errors }) =>
          say('charts.errors.row', {
            name,
            median: amount(errors.median, 'share'),
            most: amount(errors.p90, 'share'),
            rows: counted(errors.count),
          }),
        ),
      ),
    ),
    sentence,
  ])
  return {
    state: 'ready',
    title,
    sentence,
    altText,
    table: {
      columns: [
        { label: column(noun === 'device' ? 'device' : 'quantity'), dimension: null },
        { label: column('rows'), dimension: 'count' },
        { label: column('median'), dimension: 'share' },
        { label: column('mean'), dimension: 'share' },
        { label: column('most'), dimension: 'share' },
        { label: column('inside'), dimension: 'share' },
      ],
      rows: ranges.map(({ name, errors }) => [
        name,
        errors.count,
        errors.median,
        errors.mean,
        errors.p90,
        errors.coverage,
      ]),
    },
    legend: [],
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + nameWidth + 8, right: COUNT_WIDTH, top: 4, bottom: FOOT - 4 },
      xAxis: linearAxis(theme, {
        range: [0, scale.end],
        step: scale.step,
        label: (value) => percentText(value),
        name: say('charts.errors.x'),
        nameGap: 22,
      }),
      yAxis: { ...categoryAxis(theme, names, { axisLine: false }), inverse: true },
      series: [
        {
          type: 'custom',
          data: ranges.map(({ key, name, errors }, index) => ({
            key,
            name,
            value: [errors.median, index, errors.p90, errors.count],
            tooltip: { formatter: tooltipText(name, errors) },
          })),
          encode: { x: 0, y: 1 },
          renderItem: (params: RenderParams, api: RenderApi): Graphic => ({
            type: 'group',
            children: rangeShapes(theme, params, api, { end: scale.end, dash: offGrid ? OFF_GRID_DASH : null }),
          }),
        },
      ],
    }),
    axes: { x: [0, scale.end] },
  }
}

function rangeShapes(
  theme: ChartTheme,
  params: RenderParams,
  api: RenderApi,
  { end, dash }: { readonly end: number; readonly dash: readonly [number, number] | null },
): Graphic[] {
  const [median, index, p90, count] = [api.value(0), api.value(1), api.value(2), api.value(3)]
  const { x, width } = params.coordSys
  const [dot, y] = api.coord([Math.min(median, end), index])
  const [far] = api.coord([Math.min(p90, end), index])
  const cut = p90 > end * (1 + 1e-9)
  const right = x + width
  const beyond = percentText(p90)
  // The number stands in the line, which goes on behind it.
  const before = cut ? Math.max(dot, right - 12 - textWidth(beyond, theme.fontSize)) : far
  const capped: Graphic[] = cut
    ? [
        line(right - 5, y - 3, right - 1, y, theme.ink3),
        line(right - 5, y + 3, right - 1, y, theme.ink3),
        text(theme, right - 9, y, beyond, { align: 'right', color: theme.ink3, halo: null }),
      ]
    : [line(far, y - 3, far, y + 3, theme.ink3)]
  return [
    // Takes the pointer over the whole row.
    {
      type: 'rect',
      shape: { x: 0, y: y - ROW / 2, width: right + COUNT_WIDTH, height: ROW },
      style: { fill: theme.surface, opacity: 0 },
    },
    line(dot, y, before, y, theme.ink3, 1, dash),
    ...capped,
    { type: 'circle', silent: true, z2: 5, shape: { cx: dot, cy: y, r: 3.5 }, style: { fill: theme.ink } },
    text(theme, right + 8, y, counted(count), { color: theme.ink3, halo: null }),
  ]
}

const column = (name: string): string => say('charts.errors.column', { column: name })

function counted(count: number): string {
  return say('charts.errors.rows', { count, printed: formatNumber(count, { digits: 12, trim: true }) })
}

function tooltipText(name: string, errors: PooledAccuracy): string {
  return [
    name,
    say('charts.errors.mark', {
      median: amount(errors.median, 'share'),
      mean: amount(errors.mean, 'share'),
      most: amount(errors.p90, 'share'),
      coverage: percentText(errors.coverage),
      rows: counted(errors.count),
    }),
  ].join('\n')
}

/** "Medians 1.32 % to 18.7 %; largest: Instinct MI300X." */
function readingSentence(ranges: readonly ErrorRange[], noun: ErrorRangesRequest['noun']): string {
  const sorted = [...ranges].sort((first, second) => first.errors.median - second.errors.median)
  const [near] = sorted
  const far = sorted.at(-1)
  if (near === undefined || far === undefined) return ''
  if (near === far) {
    return say('charts.errors.one', { row: noun, median: amount(near.errors.median, 'share') })
  }
  return say('charts.errors.reading', {
    near: amount(near.errors.median, 'share'),
    far: amount(far.errors.median, 'share'),
    name: far.name,
  })
}
