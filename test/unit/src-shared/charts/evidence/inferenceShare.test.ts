import { describe, expect, it } from 'vitest'
import { inferenceShare, type ShareInput } from '#shared/charts/evidence/inferenceShare.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import { sharePoint } from '../../../../support/shares.ts'

const theme = chartTheme('light')
interface Series {
  readonly type: string
  readonly data: readonly (
    | readonly number[]
    | { readonly key: string; readonly value: readonly number[]; readonly itemStyle: { readonly color: string } }
  )[]
  readonly lineStyle?: { readonly type: unknown }
}
const seriesOf = (input: ShareInput) => inferenceShare(input, theme).option['series'] as unknown as readonly Series[]
const PAST = [sharePoint(2023, 0.31), sharePoint(2025, 0.48)]
const FORECAST = sharePoint(2026, 0.64, { forecast: true })

describe('the share of inference by year', () => {
  it('is the sourced points and nothing between them', () => {
    const figure = inferenceShare({ points: [...PAST, FORECAST], thisYear: 2026 }, theme)
    const series = seriesOf({ points: [...PAST, FORECAST], thisYear: 2026 })
    const drawn = series.flatMap(({ type, data }) => (type === 'line' ? data : []))
    expect(drawn).toEqual([
      [2023, 0.31],
      [2025, 0.48],
      [2025, 0.48],
      [2026, 0.64],
    ])
    expect(figure.table.rows.map(([year, share]) => [year, share])).toEqual([
      ['2023', 0.31],
      ['2025', 0.48],
      ['2026', 0.64],
    ])
    expect(figure.sentence).toBe('31 % in 2023, 64 % forecast for 2026; sourced points, joined and not fitted.')
    for (const words of ['2023: 31 %', '2025: 48 %', '2026: 64 %, forecast (Somebody)']) {
      expect(figure.altText).toContain(words)
    }
  })

  it('is dashed to a forecast, and from today on whatever a source calls it', () => {
    const dashes = (input: ShareInput) =>
      seriesOf(input).flatMap(({ lineStyle }) => (lineStyle ? [lineStyle.type] : []))
    expect(dashes({ points: PAST, thisYear: 2026 })).toEqual(['solid'])
    expect(dashes({ points: [...PAST, FORECAST], thisYear: 2030 })).toEqual(['solid', [4, 3]])
    expect(dashes({ points: PAST, thisYear: 2024 })).toEqual([[4, 3]])
    const marks = seriesOf({ points: PAST, thisYear: 2024 }).find(({ type }) => type === 'scatter')?.data ?? []
    expect(marks.map((mark) => 'itemStyle' in mark && mark.itemStyle.color)).toEqual([theme.ink, theme.surface])
    expect(inferenceShare({ points: PAST, thisYear: 2024 }, theme).legend).toHaveLength(1)
    expect(inferenceShare({ points: PAST, thisYear: 2026 }, theme).legend).toEqual([])
  })

  it('says so where nobody gives it, or one year alone', () => {
    expect(inferenceShare({ points: [], thisYear: 2026 }, theme).state).toBe('empty')
    expect(inferenceShare({ points: PAST.slice(1), thisYear: 2026 }, theme).sentence).toBe(
      '48 % in 2025: the one sourced point.',
    )
  })
})
