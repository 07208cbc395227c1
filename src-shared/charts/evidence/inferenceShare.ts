import { spoken } from '../kit/spoken.ts'
import type { SpendPoint } from '../../domain/market/spend.ts'
import { amount } from '../../units/amount.ts'
import { formatText } from '../../units/format.ts'
import { say } from '../../words/say.ts'
import { chartFrame, linearAxis, yTitleGraphic } from '../kit/axes.ts'
import { stateFigure } from '../kit/statePlot.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions } from '../kit/types.ts'
import { companySeries, halfText, quarterText, yearOf, type CompanyLine } from './companyLine.ts'

/** The points, and the year it is: what is said of later years is a forecast whatever its source calls it. */
export interface ShareInput {
  readonly points: readonly SpendPoint[]
  readonly thisYear: number
  /** The company's own share beside it; left out or null: the market alone. */
  readonly company?: CompanyLine | null
}

type Share = SpendPoint & { readonly ahead: boolean }

const FOOT = 40
const TOP = 24
/** Years left and right of the points, so that their labels are not cut. */
const ROOM = 0.35
const QUARTER = 0.25
const HALF = 0.5

/**
 * The share of inference in the computing for artificial intelligence, by year: sourced points alone, joined by straight
 * lines and fitted by nothing; dashed from today, where a point is a forecast or its year is still to come.
 */
export function inferenceShare(
  { points, thisYear, company = null }: ShareInput,
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const title = say(company === null ? 'market.share.title' : 'decide.company.title')
  const shares: readonly Share[] = points
    .map((point) => ({ ...point, ahead: point.forecast === true || point.year > thisYear }))
    .toSorted((one, other) => one.year - other.year)
  const [first] = shares
  const last = shares.at(-1)
  if (!first || !last) {
    return stateFigure(theme, {
      state: 'empty',
      title,
      heading: say('market.share.none'),
      reason: [say('market.share.noneReason')],
    })
  }
  const market =
    first === last
      ? say('market.share.one', { year: String(first.year), value: first.value })
      : say('market.share.sentence', {
          first: String(first.year),
          from: first.value,
          last: String(last.year),
          to: last.value,
          forecast: flag(last.ahead),
        })
  const sentence =
    company === null
      ? market
      : say('decide.company.market', {
          half: halfText(company),
          when: String(shares.find(({ value }) => value >= HALF)?.year ?? 'none'),
          last: String(last.year),
          to: amount(last.value, 'share', { digits: 2, trim: true }),
          forecast: flag(last.ahead),
        })
  const altText = say('market.share.alt', { points: shares.map(pointText), sentence })
  const yTitle = say('market.share.axis')
  const ends = company === null ? last.year : Math.max(last.year, yearOf(company, company.shares.at(-1)?.month ?? 0))
  const x = options.lockedAxes?.x ?? ([first.year - ROOM, ends + ROOM] as const)
  const y = options.lockedAxes?.y ?? ([0, 1] as const)
  const xAxis = linearAxis(theme, { range: x, step: 1, label: String, name: say('market.share.years'), nameGap: 22 })
  const years = Array.from({ length: Math.floor(ends) - first.year + 1 }, (_, index) => first.year + index)
  return {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: say('market.column', { column: 'year' }), dimension: null },
        { label: say('market.column', { column: 'share' }), dimension: 'share' },
        { label: say('market.share.basis'), dimension: null },
        { label: say('market.column', { column: 'who' }), dimension: null },
      ],
      rows: [
        ...shares.map(({ year, value, ahead, who }) => [
          String(year),
          value,
          say('market.share.kind', { forecast: flag(ahead) }),
          who,
        ]),
        ...(company?.shares ?? []).map(({ month, share }) => [
          company === null ? '' : quarterText(yearOf(company, month)),
          share,
          say('decide.company.kind'),
          say('decide.company.who', { name: company?.name ?? '' }),
        ]),
      ],
    },
    legend: shares.some(({ ahead }) => ahead) ? [{ label: say('market.share.dashed'), mark: { kind: 'dashed' } }] : [],
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 40, right: 20, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: {
        ...xAxis,
        splitLine: { show: false },
        axisTick: { ...(xAxis['axisTick'] as ChartOption), customValues: years },
        axisLabel: { ...(xAxis['axisLabel'] as ChartOption), customValues: years },
      },
      yAxis: linearAxis(theme, {
        range: y,
        step: QUARTER,
        label: (value) => formatText(value, 'share', { digits: 2, trim: true }),
      }),
      series: [
        ...segments(theme, shares),
        marks(theme, shares),
        ...(company === null ? [] : companySeries(theme, company)),
      ],
    }),
    axes: { x, y },
  }
}

const flag = (yes: boolean): 'yes' | 'no' => (yes ? 'yes' : 'no')

function pointText({ year, value, ahead, who }: Share): string {
  return say('market.share.point', { year: String(year), value, who, forecast: flag(ahead) })
}

/** What leads to a point that is ahead is dashed; the rest is drawn through. */
function segments(theme: ChartTheme, shares: readonly Share[]): ChartOption[] {
  const solid = shares.filter(({ ahead }) => !ahead)
  const ahead = shares.slice(Math.max(0, solid.length - 1))
  const drawn = (points: readonly Share[], dash: readonly number[] | 'solid'): ChartOption => ({
    type: 'line',
    silent: true,
    z: 3,
    symbol: 'none',
    data: points.map(({ year, value }) => [year, value]),
    lineStyle: { color: theme.ink, width: 2, type: dash },
  })
  return [
    ...(solid.length > 1 ? [drawn(solid, 'solid')] : []),
    ...(ahead.length > 1 && solid.length < shares.length ? [drawn(ahead, [4, 3])] : []),
  ]
}

/** A ring where a point is a forecast, a dot where it was said afterwards. */
function marks(theme: ChartTheme, shares: readonly Share[]): ChartOption {
  return {
    type: 'scatter',
    z: 5,
    symbol: 'circle',
    symbolSize: 8,
    data: shares.map((share) => ({
      key: String(share.year),
      value: [share.year, share.value],
      itemStyle: {
        opacity: 1,
        color: share.ahead ? theme.surface : theme.ink,
        borderColor: theme.ink,
        borderWidth: 1.5,
      },
      label: {
        show: true,
        position: 'top',
        distance: 6,
        formatter: formatText(share.value, 'share', { digits: 2, trim: true }),
        color: theme.ink,
        fontSize: theme.fontSize,
        fontFamily: theme.fontFamily,
        fontWeight: 500,
      },
      tooltip: { formatter: pointText(share) },
    })),
  }
}
