import type { ChartOption } from '#shared/charts/kit/types.ts'

/** A mark of a chart that says something: where it is in the option, and its words. */
export interface PlotMark {
  readonly seriesIndex: number
  readonly dataIndex: number
  /** What it stands for, the same when the chart is drawn anew with other values. */
  readonly id: string
  readonly text: string
}

interface LooseItem {
  readonly name?: unknown
  readonly value?: unknown
  readonly tooltip?: { readonly formatter?: unknown }
}
interface LooseSeries {
  readonly data?: readonly unknown[]
  readonly tooltip?: { readonly formatter?: unknown; readonly show?: unknown }
  readonly silent?: unknown
  readonly id?: unknown
  readonly name?: unknown
}

function wordsOf(formatter: unknown, series: LooseSeries, item: LooseItem, dataIndex: number): string | null {
  if (typeof formatter === 'string') return formatter
  if (typeof formatter !== 'function') return null
  const asked = {
    name: item.name ?? '',
    value: item.value ?? item,
    data: item,
    dataIndex,
    seriesName: series.name ?? '',
  }
  const said: unknown = (formatter as (asked: unknown) => unknown)(asked)
  return typeof said === 'string' && said !== '' ? said : null
}

/** Marks of a chart that have a tooltip, series by series, in the order they are drawn. */
export function plotMarks(option: ChartOption): PlotMark[] {
  const { series } = option
  const all = (Array.isArray(series) ? series : [series]) as readonly (LooseSeries | undefined)[]
  return all.flatMap((each, seriesIndex) => {
    if (!each || each.silent === true || each.tooltip?.show === false) return []
    return (each.data ?? []).flatMap((raw, dataIndex): PlotMark[] => {
      const item: LooseItem = raw !== null && typeof raw === 'object' ? raw : { value: raw }
      const text = wordsOf(item.tooltip?.formatter ?? each.tooltip?.formatter, each, item, dataIndex)
      const id = `${String(each.id ?? each.name ?? seriesIndex)}/${String(item.name ?? dataIndex)}`
      return text === null ? [] : [{ seriesIndex, dataIndex, id, text }]
    })
  })
}

/** The mark a key leads to. Left and right walk along a series, up and down to the next one; null: the key is no step. */
export function nextMark(marks: readonly PlotMark[], at: number | null, key: string): number | null {
  if (marks.length === 0) return null
  if (key === 'Home') return 0
  if (key === 'End') return marks.length - 1
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (step !== 0) return at === null ? 0 : (at + step + marks.length) % marks.length
  const jump = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
  if (jump === 0) return null
  const own = at === null ? null : marks[at]
  if (!own || at === null) return 0
  const series = [...new Set(marks.map(({ seriesIndex }) => seriesIndex))]
  const place = (series.indexOf(own.seriesIndex) + jump + series.length) % series.length
  const inSeries = marks.slice(0, at).filter(({ seriesIndex }) => seriesIndex === own.seriesIndex).length
  const wanted = marks.flatMap(({ seriesIndex }, index) => (seriesIndex === series[place] ? [index] : []))
  return wanted[Math.min(inSeries, wanted.length - 1)] ?? 0
}
