import type { ChartOption } from '#shared/charts/kit/types.ts'

interface LooseItem {
  readonly scenario?: unknown
  readonly value?: unknown
}
interface LooseSeries {
  readonly type?: unknown
  readonly data?: unknown
  readonly renderItem?: unknown
}

/** How much of a mark's opacity is left while another scenario's marks stand out. */
export const LOWERED = 0.3

/** One part of a bar is highlighted for all: it must not be lighter than the others. */
const OWN_COLOURS = { color: 'inherit', borderColor: 'inherit' }

function seriesOf(option: ChartOption): readonly LooseSeries[] {
  const { series } = option
  return Array.isArray(series) ? (series as readonly LooseSeries[]) : []
}

function itemsOf({ data }: LooseSeries): readonly LooseItem[] {
  if (!Array.isArray(data)) return []
  return data.map((item: unknown) => (item !== null && typeof item === 'object' ? item : {}))
}

/** The scenario of each data item of each series that names one; null: it belongs to none or to all. */
export function itemScenarios(option: ChartOption): readonly (readonly (string | null)[])[] {
  return seriesOf(option).map((series) =>
    itemsOf(series).map(({ scenario }) => (typeof scenario === 'string' ? scenario : null)),
  )
}

/**
 * What stays in front while an item stands out: all items but those of other scenarios, or the whole series where it has
 * no others. Null: the chart shows no other scenario, so there is nothing to lower.
 */
function focusOf(
  scenario: string,
  own: readonly (string | null)[],
  all: readonly (readonly (string | null)[])[],
): readonly number[] | 'series' | null {
  const isOther = (each: string | null): boolean => each !== null && each !== scenario
  if (own.some(isOther)) return own.flatMap((each, index) => (isOther(each) ? [] : [index]))
  return all.some((each) => each.some(isOther)) ? 'series' : null
}

/** The option in which an item of a scenario, once it stands out, lowers the items of other scenarios. */
export function linkedItems(option: ChartOption): ChartOption {
  const all = itemScenarios(option)
  if (all.every((own) => own.every((scenario) => scenario === null))) return option
  const series = seriesOf(option).map((each, index) => linkedSeries(each, all[index] ?? [], all))
  return { ...option, series: series as unknown as ChartOption['series'] }
}

function linkedSeries(
  series: LooseSeries,
  own: readonly (string | null)[],
  all: readonly (readonly (string | null)[])[],
): LooseSeries {
  if (own.every((scenario) => scenario === null)) return series
  const focus = own.map((scenario) => (scenario === null ? null : focusOf(scenario, own, all)))
  if (series.type === 'custom' && typeof series.renderItem === 'function') {
    const draw = series.renderItem as (params: { readonly dataIndex: number }, api: unknown) => object | null
    const renderItem: typeof draw = (params, api) => {
      const drawn = draw(params, api)
      const lifted = focus[params.dataIndex]
      return drawn && lifted ? { ...drawn, focus: lifted } : drawn
    }
    return { ...series, renderItem }
  }
  const data = itemsOf(series).map((item, index) => {
    const lifted = focus[index]
    return lifted ? { ...item, emphasis: { focus: lifted, itemStyle: OWN_COLOURS } } : item
  })
  return { ...series, data, blur: { itemStyle: { opacity: LOWERED } } } as LooseSeries
}

/**
 * The items to highlight so that a scenario stands out: those of one series, for their focus lowers the others in all.
 * @returns null where the scenario has no items, or no other scenario has any
 */
export function scenarioItems(
  option: ChartOption,
  id: string,
): { readonly seriesIndex: number; readonly dataIndex: readonly number[] } | null {
  const all = itemScenarios(option)
  const series = seriesOf(option)
  for (const [seriesIndex, own] of all.entries()) {
    // A part that a bar does not have is drawn nowhere, and cannot be highlighted.
    const values = itemsOf(series[seriesIndex] ?? {}).map(({ value }) => value)
    const dataIndex = own.flatMap((scenario, index) => (scenario === id && values[index] !== '-' ? [index] : []))
    if (dataIndex.length > 0 && focusOf(id, own, all) !== null) return { seriesIndex, dataIndex }
  }
  return null
}
