import type { ChartOption } from '#shared/charts/kit/types.ts'

/** The series with this id. Throws when the option has none, so that a test cannot pass on nothing. */
export function seriesOf(option: ChartOption, id: string): ChartOption {
  const all = option['series'] as readonly ChartOption[]
  const found = all.find((series) => series['id'] === id)
  if (!found) throw new Error(`The option has no series ${id}.`)
  return found
}

/** Values of a series' data items, whether plain or wrapped in an object. */
export function seriesData(option: ChartOption, id: string): unknown[] {
  const data = seriesOf(option, id)['data'] as readonly unknown[]
  return data.map((item) =>
    typeof item === 'object' && item !== null && 'value' in item ? (item as { value: unknown }).value : item,
  )
}
