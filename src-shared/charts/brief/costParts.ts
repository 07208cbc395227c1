import { spoken } from '../kit/spoken.ts'
import { COST_PARTS, type Costing, type CostPart } from '../../domain/brief/verdict.ts'
import { perMillionOf } from '../../domain/brief/perMillion.ts'
import { formatNumber } from '../../units/format.ts'
import type { ShownAlternative } from '../../words/decision/shownAlternatives.ts'
import { say } from '../../words/say.ts'
import { percentText } from '../../words/text.ts'
import {
  categoryAxis,
  chartFrame,
  decadeRange,
  linearAxis,
  logAxis,
  niceScale,
  WIDEST_LINEAR,
  yTitleGraphic,
} from '../kit/axes.ts'
import { line, lyingWhisker, text } from '../kit/draw.ts'
import { legendGraphics, LEGEND_HEIGHT } from '../kit/legend.ts'
import { shortened, textWidth } from '../kit/textWidth.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { font, scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import type {
  ChartFigure,
  ChartOption,
  ChartOptions,
  Graphic,
  LegendEntry,
  RenderApi,
  RenderParams,
} from '../kit/types.ts'
import { sentences, stopped, withSemicolons } from '../../words/joined.ts'

/** Parts drawn together, in the order of stacking: five greys are as many as are told apart. */
export const PART_GROUPS = {
  capital: ['capital'],
  rent: ['rent', 'tokens'],
  space: ['energy', 'space', 'maintenance'],
  people: ['people'],
  other: ['licence', 'migration', 'modelChange', 'bridge', 'other'],
} as const satisfies Readonly<Record<string, readonly CostPart[]>>
/** Parts drawn together. */
export type PartGroup = keyof typeof PART_GROUPS

const GROUPS = Object.keys(PART_GROUPS) as readonly PartGroup[]
/** Room for a name left of its bar, pixels. */
const LONGEST_NAME = 120
const WIDEST_BAR = 18

interface Priced {
  readonly shown: ShownAlternative
  readonly costing: Costing
}

/** A part in dollars per million output tokens. Null: its provider carries it. */
export function partPerMillion({ parts, presentValue, perMillionOutput }: Costing, part: CostPart): number | null {
  const dollars = parts[part]
  return dollars === null ? null : presentValue === 0 ? 0 : (dollars / presentValue) * perMillionOutput
}

function groupValue(costing: Costing, group: PartGroup): number {
  return PART_GROUPS[group].reduce((sum, part) => sum + (partPerMillion(costing, part) ?? 0), 0)
}

/** What a million output tokens costs, one stacked bar an alternative; what is resold stands left of nothing. */
export function costParts(
  alternatives: readonly ShownAlternative[],
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const title = say('decide.cost.title')
  const priced = alternatives.flatMap((shown): Priced[] =>
    shown.judged?.costing ? [{ shown, costing: shown.judged.costing }] : [],
  )
  if (priced.length === 0) {
    const reason = [say('decide.speed.next')]
    return stateFigure(theme, { state: 'empty', title, heading: say('decide.cost.empty'), reason })
  }
  const rows = priced.toReversed()
  const used = GROUPS.filter((group) => priced.some(({ costing }) => groupValue(costing, group) > 0))
  const sentence = reading(priced)
  const altText = sentences([
    stopped(title),
    stopped(
      withSemicolons(
        priced.map(({ shown, costing }) =>
          say('decide.cost.row', {
            name: `${shown.letter} ${shown.name}`,
            total: formatNumber(costing.perMillionOutput),
          }),
        ),
      ),
    ),
    sentence,
  ])
  const names = rows.map(({ shown }) => shortened(`${shown.letter}\u2002${shown.name}`, LONGEST_NAME, theme.fontSize))
  const left = Math.max(48, ...names.map((name) => textWidth(name, theme.fontSize))) + 10
  const ends = priced.map(({ costing }) =>
    GROUPS.reduce((sum, group) => sum + Math.max(0, groupValue(costing, group)), 0),
  )
  const scale = niceScale(Math.max(...ends) * 1.02)
  const resold = Math.max(0, ...priced.map(({ costing }) => -(partPerMillion(costing, 'residual') ?? 0)))
  const sums = priced.map(({ costing }) => costing.perMillionOutput).filter((total) => total > 0)
  // Where the dearest would flatten the others: points, for parts cannot be stacked where equal steps are equal ratios.
  const locked = options.lockedAxes?.x
  const wide = locked ? locked[0] > 0 : Math.max(...sums) / Math.min(...sums) > WIDEST_LINEAR
  const x =
    locked ??
    (wide
      ? decadeRange(
          priced.flatMap(({ costing, shown }) => {
            const interval = shown.judged && perMillionOf(shown.judged)
            return [costing.perMillionOutput, interval?.low ?? 0, interval?.high ?? 0]
          }),
          [1, 10],
        )
      : ([-Math.ceil(resold / scale.step) * scale.step, scale.end] as const))
  const label = (value: number): string => formatNumber(value, { trim: true })
  const nameOf = (group: PartGroup): string => say('decide.cost.group', { group })
  const legend: readonly LegendEntry[] = wide
    ? []
    : [
        ...used.map((group): LegendEntry => ({
          label: nameOf(group),
          mark: { kind: 'tone', tone: GROUPS.indexOf(group) },
        })),
        ...(resold > 0 ? [{ label: partName('residual'), mark: { kind: 'dashed' } } as const] : []),
      ]
  return {
    state: 'ready',
    title,
    sentence,
    yTitle: say('decide.cost.note'),
    altText,
    table: {
      columns: [
        { label: say('decide.cost.alternative'), dimension: null },
        ...COST_PARTS.map((part) => ({ label: partName(part), dimension: 'dollars' as const })),
        { label: say('decide.cost.total'), dimension: 'dollars' },
      ],
      rows: priced.map(({ shown, costing }) => [
        `${shown.letter}\u2002${shown.name}`,
        ...COST_PARTS.map((part) => partPerMillion(costing, part) ?? say('decide.cell.none')),
        costing.perMillionOutput,
      ]),
    },
    legend,
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + left, right: 48, top: 22, bottom: 40 + (theme.legendInPlot ? LEGEND_HEIGHT : 0) },
      graphic: [yTitleGraphic(theme, say('decide.cost.note')), ...legendGraphics(theme, legend)],
      xAxis: wide
        ? logAxis(theme, { range: x, label, name: say('decide.cost.x') })
        : linearAxis(theme, { range: x, step: scale.step, label, name: say('decide.cost.x') }),
      yAxis: categoryAxis(theme, names, { axisLine: false }),
      series: wide
        ? [points(theme, rows, x[0])]
        : [
            ...used.map((group) => bars(theme, rows, group, nameOf(group))),
            ...(resold > 0 ? [resale(theme, rows)] : []),
            totals(theme, rows),
          ],
    }),
    axes: { x },
  }
}

const partName = (part: CostPart): string => say('decide.cost.part', { part })

function bars(theme: ChartTheme, rows: readonly Priced[], group: PartGroup, name: string): ChartOption {
  return {
    type: 'bar',
    id: `part-${group}`,
    name,
    stack: 'cost',
    barWidth: '46%',
    barMaxWidth: WIDEST_BAR,
    itemStyle: {
      color: theme.tones[GROUPS.indexOf(group)],
      borderColor: theme.ink3,
      borderWidth: 1,
      decal: { symbolSize: 0 },
    },
    data: rows.map(({ shown, costing }) => ({
      name: shown.name,
      value: groupValue(costing, group) || '-',
      scenario: shown.id,
      tooltip: {
        formatter: [
          `${shown.letter}\u2002${shown.name}`,
          ...PART_GROUPS[group].flatMap((part) => {
            const value = partPerMillion(costing, part)
            return value === null || value === 0 ? [] : [`${partName(part)} ${formatNumber(value)}`]
          }),
        ].join('\n'),
      },
    })),
  }
}

/** What is resold: it comes off the rest, and has an outline alone. */
function resale(theme: ChartTheme, rows: readonly Priced[]): ChartOption {
  return {
    type: 'bar',
    id: 'part-residual',
    name: partName('residual'),
    stack: 'cost',
    barWidth: '46%',
    barMaxWidth: WIDEST_BAR,
    itemStyle: {
      color: theme.surface,
      borderColor: theme.ink3,
      borderWidth: 1,
      borderType: [3, 2],
      decal: { symbolSize: 0 },
    },
    data: rows.map(({ shown, costing }) => {
      const value = partPerMillion(costing, 'residual')
      return {
        name: shown.name,
        value: value || '-',
        scenario: shown.id,
        tooltip: {
          formatter: `${shown.letter}\u2002${shown.name}\n${partName('residual')} ${formatNumber(value ?? 0)}`,
        },
      }
    }),
  }
}

/** The sum of all parts as a point on a logarithmic axis, with p10 to p90 of its draws. */
function points(theme: ChartTheme, rows: readonly Priced[], foot: number): ChartOption {
  return {
    type: 'custom',
    z: 6,
    data: rows.map(({ shown, costing }, index) => ({
      name: shown.name,
      value: [costing.perMillionOutput > 0 ? costing.perMillionOutput : foot, index],
      scenario: shown.id,
      tooltip: {
        formatter: [
          `${shown.letter}\u2002${shown.name}`,
          ...COST_PARTS.flatMap((part) => {
            const value = partPerMillion(costing, part)
            return value === null || value === 0 ? [] : [`${partName(part)} ${formatNumber(value)}`]
          }),
        ].join('\n'),
      },
    })),
    renderItem: ({ dataIndex }: RenderParams, api: RenderApi): Graphic => {
      const row = rows[dataIndex]
      if (!row) return { type: 'group', children: [] }
      const { shown, costing } = row
      const total = costing.perMillionOutput
      const [cx, cy] = api.coord([total > 0 ? total : foot, dataIndex])
      const interval = shown.judged && perMillionOf(shown.judged)
      const [low, high] = [interval?.low ?? null, interval?.high ?? null]
      const at = (value: number): number => api.coord([Math.max(value, foot), dataIndex])[0]
      const right = high === null ? cx : Math.max(cx, at(high))
      const { color } = scenarioStyle(theme, shown.slot)
      return {
        type: 'group',
        children: [
          ...(low === null || high === null ? [] : lyingWhisker(at(low), at(high), cy, theme.ink)),
          { type: 'circle', shape: { cx, cy, r: 4.5 }, style: { fill: color } },
          text(theme, right + 9, cy, formatNumber(total), { color: theme.ink, weight: 600 }),
        ],
      }
    },
  }
}

/** The sum of all parts, resale taken off: a tick where it ends, and its number beyond the bar. */
function totals(theme: ChartTheme, rows: readonly Priced[]): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: rows.map((_, index) => [0, index]),
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const row = rows[params.dataIndex]
      if (!row) return { type: 'group', children: [] }
      const [x, y] = api.coord([row.costing.perMillionOutput, params.dataIndex])
      const end = GROUPS.reduce((sum, group) => sum + Math.max(0, groupValue(row.costing, group)), 0)
      const [beyond] = api.coord([end, params.dataIndex])
      return {
        type: 'group',
        children: [
          line(x, y - 11, x, y + 11, theme.ink, 2),
          {
            type: 'text',
            x: beyond + 8,
            y,
            silent: true,
            lasting: true,
            style: {
              text: formatNumber(row.costing.perMillionOutput),
              font: font(theme, 600),
              fill: theme.ink,
              verticalAlign: 'middle',
            },
          },
        ],
      }
    },
  }
}

/** The largest part of the first. */
function reading(priced: readonly Priced[]): string {
  const [first] = priced
  if (!first || !(first.costing.perMillionOutput > 0)) return ''
  const [largest] = COST_PARTS.map((part) => ({ part, value: partPerMillion(first.costing, part) ?? 0 })).toSorted(
    (one, two) => two.value - one.value,
  )
  if (!largest) return ''
  return say('decide.cost.reading', {
    name: first.shown.letter,
    part: partName(largest.part),
    share: percentText(largest.value / first.costing.perMillionOutput),
  })
}
