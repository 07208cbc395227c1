import { createOrUpdatePatternFromDecal, type Decal, type Pattern } from 'echarts/lib/util/decal.js'
import type { ChartOption } from '#shared/charts/kit/types.ts'

interface Styled {
  readonly itemStyle?: { readonly color?: unknown; readonly decal?: Decal }
}

/** Pictures of fills with their hatch; as many as there are fills, hatches and resolutions. */
const pictures = new Map<string, Pattern>()

/**
 * Bars whose hatch is part of their fill. ECharts makes a new picture of a hatch for every bar of every drawing, also
 * where a bar has none; a fill with the hatch in it is one picture, made once.
 * @param ratio pixels of the canvas per pixel of the page
 * @returns the option without decals, which looks the same
 */
export function hatchedFills(option: ChartOption, ratio: number): ChartOption {
  const { series, aria } = option
  if (!Array.isArray(series)) return option
  return {
    ...option,
    // Without it ECharts gives every bar a hatch from a palette.
    aria: { ...(aria as ChartOption), decal: { show: false } },
    series: (series as readonly ChartOption[]).map((each) =>
      filledSeries(each, ratio),
    ) as unknown as ChartOption['series'],
  }
}

function filledSeries(series: ChartOption, ratio: number): object {
  const { data } = series
  const whole = filled(series, ratio)
  return Array.isArray(data) ? { ...whole, data: data.map((item: unknown) => filled(item, ratio)) } : whole
}

/** @returns the same but for its fill, if it has a decal */
function filled<Item>(item: Item, ratio: number): Item {
  if (item === null || typeof item !== 'object' || !('itemStyle' in item)) return item
  const { itemStyle } = item as Styled
  if (!itemStyle?.decal) return item
  const { decal, ...style } = itemStyle
  const bare = decal.symbolSize === 0 || typeof style.color !== 'string'
  return { ...item, itemStyle: bare ? style : { ...style, color: picture(style.color as string, decal, ratio) } }
}

function picture(fill: string, decal: Decal, ratio: number): Pattern {
  const key = `${ratio} ${fill} ${JSON.stringify(decal)}`
  const kept = pictures.get(key)
  if (kept) return kept
  const screen = { getDevicePixelRatio: () => ratio, getZr: () => ({ painter: { type: 'canvas' } }) }
  const made = createOrUpdatePatternFromDecal({ ...decal, backgroundColor: fill }, screen)
  pictures.set(key, made)
  return made
}
