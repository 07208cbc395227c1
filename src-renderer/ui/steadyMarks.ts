import type { ChartOption, Graphic } from '#shared/charts/kit/types.ts'
import { LOWERED } from './linkedItems.ts'

interface LooseSeries {
  readonly type?: unknown
  readonly silent?: unknown
  readonly renderItem?: unknown
}

/**
 * What a chart draws for itself stays where and as it is. ECharts goes on with the shapes of the last drawing, and would
 * leave a shape where another one stood before; and it would lower words, chips and shades together with the other
 * lines while one scenario's line stands out.
 * @returns the option with its drawings made so; nothing else is changed
 */
export function steadyMarks(option: ChartOption): ChartOption {
  const { series } = option
  if (!Array.isArray(series)) return option
  return { ...option, series: (series as readonly LooseSeries[]).map(steady) as unknown as ChartOption['series'] }
}

function steady(series: LooseSeries): LooseSeries {
  const { type, silent, renderItem } = series
  if (type !== 'custom' || typeof renderItem !== 'function') return series
  const draw = renderItem as (...asked: unknown[]) => Graphic | null | undefined
  const made = (graphic: Graphic): object => (silent === true ? lasting(graphic) : placed(graphic))
  return {
    ...series,
    renderItem: (...asked: unknown[]) => {
      const drawn = draw(...asked)
      return drawn ? made(drawn) : drawn
    },
  }
}

/** A shape that says where it is: it takes over no place of the one that stood in its stead. */
function placed(graphic: Graphic, own: (shape: Graphic) => object = placed): object {
  const { x = 0, y = 0, rotation = 0, children } = graphic
  if (!children) return { ...graphic, x, y, rotation, blur: { style: { opacity: loweredOpacity(graphic) } } }
  // Without children a group would keep those it had.
  const merge = children.length === 0 ? { $mergeChildren: false } : {}
  return { ...graphic, x, y, rotation, ...merge, children: children.map((child) => own(child)) }
}

/** Marks step back; words and chips keep their contrast. */
function loweredOpacity({ style, lasting: stays }: Graphic): number {
  const own = Number(style?.['opacity'] ?? 1)
  return stays === true ? own : own * LOWERED
}

/** A placed shape that keeps its opacity when others are lowered. */
function lasting(graphic: Graphic): object {
  if (graphic.children) return placed(graphic, lasting)
  return placed({ ...graphic, lasting: true })
}
