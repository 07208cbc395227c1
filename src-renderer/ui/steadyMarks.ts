import type { ChartOption, Graphic } from '#shared/charts/types.ts'

interface LooseSeries {
  readonly type?: unknown
  readonly silent?: unknown
  readonly renderItem?: unknown
}

/**
 * Words, chips and shades that a chart draws for itself stay as they are while one scenario's line stands out: ECharts
 * would lower them together with the other lines.
 * @returns the option with its drawings made so; nothing else is changed
 */
export function steadyMarks(option: ChartOption): ChartOption {
  const { series } = option
  if (!Array.isArray(series)) return option
  return { ...option, series: (series as readonly LooseSeries[]).map(steady) as unknown as ChartOption['series'] }
}

function steady(series: LooseSeries): LooseSeries {
  const { type, silent, renderItem } = series
  if (type !== 'custom' || silent !== true || typeof renderItem !== 'function') return series
  const draw = renderItem as (...asked: unknown[]) => Graphic | null | undefined
  return {
    ...series,
    renderItem: (...asked: unknown[]) => {
      const drawn = draw(...asked)
      return drawn ? steadyGraphic(drawn) : drawn
    },
  }
}

/** A lowered shape that keeps its opacity. */
function steadyGraphic(graphic: Graphic): object {
  if (graphic.children) return { ...graphic, children: graphic.children.map(steadyGraphic) }
  return { ...graphic, blur: { style: { opacity: graphic.style?.['opacity'] ?? 1 } } }
}
