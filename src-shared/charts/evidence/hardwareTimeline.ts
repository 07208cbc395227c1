import { spoken } from '../kit/spoken.ts'
import { say } from '../../words/say.ts'
import type { Dimension } from '../../units/quantity.ts'
import { formatText } from '../../units/format.ts'
import { chartFrame, decadeRange, linearAxis, logAxis, yTitleGraphic } from '../kit/axes.ts'
import { text } from '../kit/draw.ts'
import { LABEL_HEIGHT, overlaps, type Box } from '../kit/placement.ts'
import { shortened, textWidth } from '../kit/textWidth.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { axisText, shortRate } from '../../words/text.ts'
import { font, type ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'

/** What the timeline can show of a device. */
export const TIMELINE_QUANTITIES = ['bandwidth', 'capacity', 'compute', 'bytesPerFlop'] as const
/** What the timeline can show of a device. */
export type TimelineQuantity = (typeof TIMELINE_QUANTITIES)[number]

/** One device on the timeline. SI, per device; null: unknown. */
export interface TimelineDevice {
  readonly id: string
  readonly name: string
  readonly vendor: string
  readonly year: number | null
  /** Bytes/s of the level that holds a model. */
  readonly bandwidth: number | null
  /** Bytes of that level. */
  readonly capacity: number | null
  /** Dense 16-bit peak, FLOP/s. */
  readonly compute: number | null
  /** One of the user's profiles. */
  readonly own: boolean
}

/** What is drawn. */
export interface TimelineRequest {
  readonly devices: readonly TimelineDevice[]
  readonly quantity: TimelineQuantity
}

const DIMENSIONS: Readonly<Record<TimelineQuantity, Dimension>> = {
  bandwidth: 'bytesPerSecond',
  capacity: 'bytes',
  compute: 'flopsPerSecond',
  bytesPerFlop: 'count',
}
const quantityName = (quantity: TimelineQuantity): string => say('charts.timeline.quantity', { quantity })

/** Vendors with a mark of their own; the others share the last. Filled and hollow shapes, so that no colour is needed. */
const MARKS = [
  ['circle', true],
  ['rect', true],
  ['triangle', true],
  ['diamond', true],
  ['circle', false],
  ['rect', false],
  ['triangle', false],
  ['diamond', false],
] as const
type Mark = (typeof MARKS)[number]
/** Key of the vendors without a mark of their own. */
const OTHERS = ''
const OTHER_MARK: Mark = ['circle', false]
/** Half of the part of a year in which its vendors stand side by side. */
const HALF_YEAR = 0.34
/** Years that the axis names. */
const MOST_YEARS = 12
const LEGEND_ROW = 16
const TOP = 24
const LONGEST_NAME = 130

interface Point extends TimelineDevice {
  readonly x: number
  readonly year: number
  readonly value: number
  readonly group: string
}

/**
 * One quantity of devices over their year of launch, logarithmic: a mark a device, a shape a vendor, a ring around the
 * user's own. Devices that beat everything before them carry their names, and the
 * most of each vendor where there is room.
 */
export function hardwareTimeline(
  { devices, quantity }: TimelineRequest,
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const dimension = DIMENSIONS[quantity]
  const name = quantityName(quantity)
  const title = say('charts.timeline.title', { quantity: name })
  const found = devices.flatMap((device) => {
    const value = quantityOf(device, quantity)
    return value !== null && value > 0 && device.year !== null ? [{ ...device, year: device.year, value }] : []
  })
  if (found.length === 0) {
    const none = devices.length === 0
    return stateFigure(theme, {
      state: none ? 'empty' : 'unknown',
      title,
      heading: say(none ? 'charts.timeline.none' : 'charts.unknown'),
      reason: [say(none ? 'charts.timeline.widen' : 'charts.timeline.unknown')],
    })
  }
  const groups = groupsOf(found)
  const points: readonly Point[] = found.map((device) => {
    const group = groups.includes(device.vendor) ? device.vendor : OTHERS
    const place = groups.length < 2 ? 0 : (groups.indexOf(group) / (groups.length - 1)) * 2 - 1
    return { ...device, group, x: device.year + place * HALF_YEAR }
  })
  const records = recordsOf(points)
  const label = (value: number): string =>
    quantity === 'bytesPerFlop' ? String(value) : shortRate(axisText(value, dimension))
  const years = points.map(({ year }) => year)
  const xRange = options.lockedAxes?.x ?? [Math.min(...years) - 0.5, Math.max(...years) + 0.5]
  const yRange =
    options.lockedAxes?.y ??
    decadeRange(
      points.map(({ value }) => value),
      [1, 10],
    )
  const missing = devices.length - points.length
  const sentence = readingSentence(records, quantity, missing)
  const alternative = say('charts.timeline.alternative', {
    title,
    low: label(yRange[0]),
    high: label(yRange[1]),
    from: String(Math.min(...years)),
    to: String(Math.max(...years)),
    devices: points.length,
    vendors: new Set(points.map(({ vendor }) => vendor)).size,
  })
  const altText = `${alternative} ${sentence}`
  const legend = legendGraphics(
    theme,
    groups,
    points.some(({ own }) => own),
  )
  return {
    state: 'ready',
    title,
    sentence,
    yTitle: name,
    altText,
    table: {
      columns: [
        { label: column('device'), dimension: null },
        { label: column('vendor'), dimension: null },
        { label: column('year'), dimension: null },
        { label: name, dimension },
        { label: column('whose'), dimension: null },
      ],
      rows: points
        .toSorted((left, right) => left.year - right.year || right.value - left.value)
        .map((point) => [
          point.name,
          point.vendor,
          String(point.year),
          point.value,
          say('charts.timeline.whose', { own: point.own ? 'yes' : 'no' }),
        ]),
    },
    legend: [],
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      graphic: [yTitleGraphic(theme, name), ...legend],
      grid: { left: 66, right: 24, top: TOP, bottom: 40 + LEGEND_ROW * 2 },
      xAxis: yearAxis(theme, xRange),
      yAxis: logAxis(theme, { range: yRange, label }),
      series: [
        yearBands(theme, xRange, yRange),
        ...groups.map((group) =>
          series(
            theme,
            points.filter((point) => point.group === group),
            markOf(groups, group),
            quantity,
          ),
        ),
        {
          type: 'custom',
          silent: true,
          z: 6,
          data: [[xRange[0], yRange[0]]],
          renderItem: (params: RenderParams, api: RenderApi): Graphic => ({
            type: 'group',
            children: nameLabels(theme, [...leadersOf(points, groups), ...records], points, params, api),
          }),
        },
      ],
    }),
    axes: { x: xRange, y: yRange },
  }
}

const column = (name: string): string => say('charts.timeline.column', { column: name })

function quantityOf(device: TimelineDevice, quantity: TimelineQuantity): number | null {
  if (quantity !== 'bytesPerFlop') return device[quantity]
  const { bandwidth, compute } = device
  return bandwidth === null || compute === null || compute === 0 ? null : bandwidth / compute
}

/** The vendors with most devices, by name, then the others where there are more than marks. */
function groupsOf(devices: readonly TimelineDevice[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const { vendor } of devices) counts.set(vendor, (counts.get(vendor) ?? 0) + 1)
  const vendors = [...counts].toSorted(([one, first], [other, second]) => second - first || (one < other ? -1 : 1))
  const named = vendors.length <= MARKS.length ? vendors : vendors.slice(0, MARKS.length - 1)
  return [...named.map(([vendor]) => vendor), ...(named.length < vendors.length ? [OTHERS] : [])]
}

function markOf(groups: readonly string[], group: string): Mark {
  // The last mark is kept for the others, who share it.
  return MARKS[groups.indexOf(group)] ?? OTHER_MARK
}

/** Devices that beat all of the years before, and those of their year. */
function recordsOf(points: readonly Point[]): readonly Point[] {
  const records: Point[] = []
  for (const year of [...new Set(points.map((point) => point.year))].toSorted((one, other) => one - other)) {
    const best = points
      .filter((point) => point.year === year)
      .reduce((most, point) => (point.value > most.value ? point : most))
    if (best.value > (records.at(-1)?.value ?? 0)) records.push(best)
  }
  return records
}

/** The device with the most of each vendor that has a mark of its own, least first. */
function leadersOf(points: readonly Point[], groups: readonly string[]): readonly Point[] {
  return groups
    .filter((group) => group !== OTHERS)
    .flatMap((group) => {
      const own = points.filter((point) => point.group === group)
      return own.length === 0 ? [] : [own.reduce((most, point) => (point.value >= most.value ? point : most))]
    })
    .toSorted((left, right) => left.value - right.value)
}

/** Whole years, each in the middle of its band. */
function yearAxis(theme: ChartTheme, range: readonly [number, number]): ChartOption {
  const axis = linearAxis(theme, {
    range,
    step: 1,
    label: (value) => String(value),
    name: say('charts.timeline.year'),
    nameGap: 22,
  })
  const first = Math.ceil(range[0])
  const years = Array.from({ length: Math.floor(range[1]) - first + 1 }, (_, index) => first + index)
  const stride = Math.ceil(years.length / MOST_YEARS)
  const shown = years.filter((_, index) => index % stride === 0)
  return {
    ...axis,
    splitLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...(axis['axisLabel'] as ChartOption), customValues: shown },
  }
}

/** Every second year is shaded, so that marks beside each other are seen to be of one year. */
function yearBands(
  theme: ChartTheme,
  xRange: readonly [number, number],
  yRange: readonly [number, number],
): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 0,
    data: [[xRange[0], yRange[0]]],
    renderItem: ({ coordSys }: RenderParams, api: RenderApi): Graphic => {
      const children: Graphic[] = []
      for (let year = Math.ceil(xRange[0]); year <= xRange[1]; year += 1) {
        if (year % 2 !== 0) continue
        const [left] = api.coord([Math.max(xRange[0], year - 0.5), yRange[0]])
        const [right] = api.coord([Math.min(xRange[1], year + 0.5), yRange[0]])
        children.push({
          type: 'rect',
          silent: true,
          shape: { x: left, y: coordSys.y, width: right - left, height: coordSys.height },
          // Thin enough for the grid to be seen through it.
          style: { fill: theme.ink3, opacity: 0.07 },
        })
      }
      return { type: 'group', children }
    },
  }
}

function readingSentence(records: readonly Point[], quantity: TimelineQuantity, missing: number): string {
  const last = records.at(-1)
  const first = records[0]
  const value = (point: Point): string => valueText(point.value, quantity)
  const reading =
    last === undefined || first === undefined || first === last
      ? last
        ? say('charts.timeline.most', { name: last.name, value: value(last) })
        : ''
      : say('charts.timeline.reading', {
          first: value(first),
          from: String(first.year),
          firstName: first.name,
          last: value(last),
          to: String(last.year),
          lastName: last.name,
        })
  if (missing === 0) return reading
  return `${reading} ${say('charts.timeline.missing', { count: missing })}`
}

function valueText(value: number, quantity: TimelineQuantity): string {
  if (quantity === 'bytesPerFlop') {
    return say('charts.timeline.bytesPerFlop', { value: String(Number(value.toPrecision(3))) })
  }
  return formatText(value, DIMENSIONS[quantity])
}

function series(
  theme: ChartTheme,
  points: readonly Point[],
  [symbol, filled]: Mark,
  quantity: TimelineQuantity,
): ChartOption {
  return {
    type: 'scatter',
    z: 4,
    symbol,
    symbolSize: 8,
    data: points.map((point) => ({
      key: point.id,
      name: point.name,
      value: [point.x, point.value],
      ...(point.own ? { symbolSize: 12 } : {}),
      itemStyle: {
        opacity: 1,
        color: filled && !point.own ? theme.ink2 : theme.surface,
        borderColor: point.own ? theme.ink : theme.ink2,
        borderWidth: point.own ? 3 : filled ? 0.5 : 1.5,
      },
      tooltip: {
        formatter: say('charts.timeline.mark', {
          name: point.name,
          own: point.own ? 'yes' : 'no',
          vendor: point.vendor,
          year: String(point.year),
          quantity: quantityName(quantity),
          value: valueText(point.value, quantity),
        }),
      },
    })),
  }
}

/** Shapes and their vendors under the plot, in up to two rows. */
function legendGraphics(theme: ChartTheme, groups: readonly string[], own: boolean): ChartOption[] {
  const entries = [
    ...groups.map((group) => ({
      group: group === OTHERS ? say('charts.timeline.others') : group,
      mark: markOf(groups, group),
    })),
    ...(own ? [{ group: say('charts.timeline.own'), mark: null }] : []),
  ]
  const perRow = Math.ceil(entries.length / 2)
  const column =
    Math.max(...entries.map(({ group }) => textWidth(shortened(group, 90, theme.fontSize), theme.fontSize))) + 26
  return entries.map(({ group, mark }, index) => ({
    type: 'group',
    left: 66 + (index % perRow) * column,
    bottom: 2 + (index < perRow ? LEGEND_ROW : 0),
    silent: true,
    children: [
      sample(theme, mark),
      {
        type: 'text',
        style: {
          text: shortened(group, 90, theme.fontSize),
          font: font(theme),
          fill: theme.ink2,
          x: 14,
          y: 6,
          verticalAlign: 'middle',
        },
      },
    ],
  }))
}

function sample(theme: ChartTheme, mark: Mark | null): ChartOption {
  if (mark === null) {
    return {
      type: 'circle',
      shape: { cx: 5, cy: 6, r: 4 },
      style: { fill: theme.surface, stroke: theme.ink, lineWidth: 3 },
    }
  }
  const [symbol, filled] = mark
  const style = { fill: filled ? theme.ink2 : theme.surface, stroke: theme.ink2, lineWidth: filled ? 0.5 : 1.5 }
  if (symbol === 'circle') return { type: 'circle', shape: { cx: 5, cy: 6, r: 4 }, style }
  const points: Readonly<Record<'rect' | 'triangle' | 'diamond', readonly (readonly [number, number])[]>> = {
    rect: [
      [1, 2],
      [9, 2],
      [9, 10],
      [1, 10],
    ],
    triangle: [
      [5, 2],
      [9, 10],
      [1, 10],
    ],
    diamond: [
      [5, 2],
      [9, 6],
      [5, 10],
      [1, 6],
    ],
  }
  return { type: 'polygon', shape: { points: points[symbol] }, style }
}

/** Names beside their marks, where there is room. @param named those that matter most last */
function nameLabels(
  theme: ChartTheme,
  named: readonly Point[],
  points: readonly Point[],
  { coordSys }: RenderParams,
  api: RenderApi,
): Graphic[] {
  const taken: Box[] = points.map(({ x, value }) => {
    const [left, top] = api.coord([x, value])
    return { x: left - 5, y: top - 5, width: 10, height: 10 }
  })
  // The latest record first: it is what a reader looks for.
  return [...new Set(named.toReversed())].flatMap((point) => {
    const words = shortened(point.name, LONGEST_NAME, theme.fontSize)
    const width = textWidth(words, theme.fontSize)
    const [x, y] = api.coord([point.x, point.value])
    const places = [
      { x: x - 9 - width, y: y - LABEL_HEIGHT / 2 },
      { x: x - width / 2, y: y - 8 - LABEL_HEIGHT },
      { x: x + 9, y: y - LABEL_HEIGHT / 2 },
    ]
    const box = places
      .map((place) => ({ ...place, width, height: LABEL_HEIGHT }))
      .find(
        (each) =>
          each.x >= coordSys.x &&
          each.x + each.width <= coordSys.x + coordSys.width &&
          each.y >= coordSys.y &&
          !taken.some((other) => overlaps(each, other)),
      )
    if (!box) return []
    taken.push(box)
    return [text(theme, box.x, box.y + LABEL_HEIGHT / 2, words, { color: theme.ink })]
  })
}
