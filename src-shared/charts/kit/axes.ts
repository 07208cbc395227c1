import { font, type ChartTheme } from './theme.ts'
import type { ChartOption } from './types.ts'

/** Decades a logarithmic axis may label before every second one is left out. */
const MOST_LABELS = 8

/**
 * Ticks of a logarithmic axis: 1-2-5 while that gives at most `most`, else decades, else every second or third decade.
 * @param low first value of the axis, above 0
 * @param high last value
 * @returns values between low and high inclusive, ascending
 */
export function logTicks(low: number, high: number, most: number = MOST_LABELS): number[] {
  const first = Math.floor(Math.log10(low) + 1e-9)
  const last = Math.ceil(Math.log10(high) - 1e-9)
  const within = (value: number): boolean => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)
  const decades = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  const fine = decades.flatMap((decade) => [1, 2, 5].map((step) => power(step, decade))).filter(within)
  if (fine.length <= most) return fine
  for (let stride = 1; ; stride += 1) {
    const coarse = decades
      .filter((decade) => decade % stride === 0)
      .map((decade) => power(1, decade))
      .filter(within)
    if (coarse.length <= most || stride > decades.length) return coarse
  }
}

/** step × 10^decade without the noise of repeated multiplication. */
function power(step: number, decade: number): number {
  return Number(`${step}e${decade}`)
}

/**
 * Whole decades around some values, for the ends of a logarithmic axis.
 * @param values positive numbers; others are ignored
 * @param fallback range when none is positive
 */
export function decadeRange(values: readonly number[], fallback: readonly [number, number]): [number, number] {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value))
  if (positive.length === 0) return [fallback[0], fallback[1]]
  const low = Math.floor(Math.log10(Math.min(...positive)) + 1e-9)
  const high = Math.ceil(Math.log10(Math.max(...positive)) - 1e-9)
  return [power(1, low), power(1, high > low ? high : low + 1)]
}

/** From this ratio of the largest to the smallest on, a linear axis would flatten all but the largest: equal steps become equal ratios. */
export const WIDEST_LINEAR = 8

/** A linear axis from zero: its end and the distance of its ticks, both in the 1-2-5 series. */
export interface NiceScale {
  readonly end: number
  readonly step: number
}

/**
 * Ends a linear axis just above its largest value.
 * @param largest largest value drawn; 0 or less gives an axis to 1
 * @param ticks wished number of steps
 */
export function niceScale(largest: number, ticks = 5): NiceScale {
  if (!(largest > 0) || !Number.isFinite(largest)) return { end: 1, step: 0.2 }
  const rough = largest / ticks
  const decade = Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((factor) => power(factor, decade)).find((value) => value >= rough * (1 - 1e-9))
  const chosen = step ?? power(10, decade)
  return { end: Number((Math.ceil((largest / chosen) * (1 - 1e-9)) * chosen).toPrecision(12)), step: chosen }
}

/** Line, ticks, labels and grid shared by all value axes. */
function valueAxisLook(theme: ChartTheme): ChartOption {
  return {
    axisLine: { show: true, lineStyle: { color: theme.lineStrong, width: 1 } },
    axisTick: { show: true, length: 3, lineStyle: { color: theme.lineStrong } },
    axisLabel: { color: theme.ink3, fontSize: theme.fontSize, fontFamily: theme.fontFamily, margin: 6 },
    splitLine: { show: true, lineStyle: { color: theme.line, width: 1 } },
    minorTick: { show: false },
    nameLocation: 'middle',
    nameTextStyle: { color: theme.ink2, fontSize: theme.fontSize, fontFamily: theme.fontFamily },
  }
}

/** What an axis needs besides its look. */
export interface AxisRequest {
  readonly range: readonly [number, number]
  readonly label: (value: number) => string
  /** Title under (x) the axis; y titles are drawn above the plot instead. */
  readonly name?: string
  readonly nameGap?: number
}

/** A logarithmic axis with 1-2-5 or decade ticks. */
export function logAxis(theme: ChartTheme, request: AxisRequest): ChartOption {
  const look = valueAxisLook(theme)
  const ticks = logTicks(request.range[0], request.range[1])
  return {
    ...look,
    type: 'log',
    min: request.range[0],
    max: request.range[1],
    axisTick: { ...(look['axisTick'] as ChartOption), customValues: ticks },
    axisLabel: { ...(look['axisLabel'] as ChartOption), customValues: ticks, formatter: request.label },
    ...axisName(request),
  }
}

/** A linear axis from zero. */
export function linearAxis(theme: ChartTheme, request: AxisRequest & { readonly step: number }): ChartOption {
  const look = valueAxisLook(theme)
  return {
    ...look,
    type: 'value',
    min: request.range[0],
    max: request.range[1],
    interval: request.step,
    axisLabel: { ...(look['axisLabel'] as ChartOption), formatter: request.label },
    ...axisName(request),
  }
}

/**
 * An axis of names.
 * @param values the names, in order @param labels false: the chart draws the names itself
 */
export function categoryAxis(
  theme: ChartTheme,
  values: readonly string[],
  { axisLine = true, labels = true }: { readonly axisLine?: boolean; readonly labels?: boolean } = {},
): ChartOption {
  return {
    type: 'category',
    data: values,
    axisLine: { show: axisLine, lineStyle: { color: theme.lineStrong, width: 1 } },
    axisTick: { show: false },
    axisLabel: {
      show: labels,
      color: theme.ink2,
      fontSize: theme.fontSize,
      fontFamily: theme.fontFamily,
      margin: 6,
      interval: 0,
      lineHeight: 13,
    },
    splitLine: { show: false },
  }
}

function axisName(request: AxisRequest): ChartOption {
  return request.name === undefined ? {} : { name: request.name, nameGap: request.nameGap ?? 24 }
}

/** The title of the y axis, above it and left-aligned with the card's title. */
export function yTitleGraphic(theme: ChartTheme, text: string): ChartOption {
  return {
    type: 'text',
    left: theme.inset,
    top: 2,
    silent: true,
    style: { text, font: font(theme), fill: theme.ink2 },
  }
}

/** Parts every chart shares: no own background, text style, motion only when asked for, and a readable tooltip. */
export function chartFrame(theme: ChartTheme, animate: boolean | undefined, altText: string): ChartOption {
  return {
    animation: animate === true,
    animationDuration: 160,
    animationDurationUpdate: 160,
    animationEasing: 'cubicOut',
    animationEasingUpdate: 'cubicOut',
    backgroundColor: 'transparent',
    textStyle: { fontFamily: theme.fontFamily, fontSize: theme.fontSize, color: theme.ink2 },
    // Without `decals: [{symbolSize: 0}]` every bar that names no hatch gets one of ECharts' own.
    aria: { enabled: true, label: { description: altText }, decal: { show: true, decals: [{ symbolSize: 0 }] } },
    tooltip: {
      trigger: 'item',
      // The page's content policy forbids the markup of the default tooltip.
      renderMode: 'richText',
      confine: true,
      backgroundColor: theme.surface,
      borderColor: theme.lineStrong,
      borderWidth: 1,
      borderRadius: 5,
      padding: [8, 12],
      shadowBlur: 0,
      shadowColor: 'transparent',
      textStyle: { color: theme.ink, fontSize: 12, fontFamily: theme.fontFamily, lineHeight: 16 },
    },
  }
}
