import { RESOURCES, type Phase, type Resource } from '../../domain/result.ts'
import { atSlot, SCENARIO_COLOURS } from '../../domain/scenarioColours.ts'

/** Which palette a chart is drawn in. `print` is greyscale-safe: letters, hatches and line styles carry identity. */
export type ThemeName = 'light' | 'dark' | 'print'

/** How a resource's area is hatched, so that it is told apart without colour. */
export type Hatch = 'none' | 'dots' | 'rising' | 'falling' | 'horizontal' | 'vertical'

/** Colour and hatch of a binding resource. */
export interface ResourceStyle {
  readonly fill: string
  readonly line: string
  readonly hatch: Hatch
}

/** Colour, letter colour and line style of a scenario slot. */
export interface ScenarioStyle {
  readonly color: string
  readonly onColor: string
  /** Dash pattern of its lines in pixels; null: solid. */
  readonly dash: readonly number[] | null
}

/** Everything a builder needs to know about looks. */
export interface ChartTheme {
  readonly name: ThemeName
  readonly surface: string
  readonly canvas: string
  /** Opacity of the canvas colour where it shades a part of the plot. */
  readonly shadeOpacity: number
  readonly line: string
  readonly lineStrong: string
  readonly controlLine: string
  readonly ink: string
  readonly ink2: string
  readonly ink3: string
  readonly good: string
  readonly bad: string
  readonly warn: string
  readonly scenarios: readonly ScenarioStyle[]
  readonly resources: Readonly<Record<Resource, ResourceStyle>>
  /** Neutral fills for parts that are neither a scenario nor a resource (parts of a cost). */
  readonly tones: readonly string[]
  readonly fontFamily: string
  /** Axis, unit and label text, pixels. */
  readonly fontSize: number
  /** Left edge of titles inside the plot, pixels: in line with the card's title. */
  readonly inset: number
  /** The legend is drawn into the plot, because no card draws it below. */
  readonly legendInPlot: boolean
}

/** Hatch of each binding resource; `memory` is the off-chip level (HBM, GDDR, LPDDR, DDR). */
const HATCHES: Readonly<Record<Resource, Hatch>> = {
  compute: 'none',
  sram: 'dots',
  memory: 'rising',
  link: 'falling',
  host: 'horizontal',
  overhead: 'vertical',
}

/** Symbol of a phase: decode circle, prefill triangle, transfer diamond. */
export const PHASE_SYMBOLS: Readonly<Record<Phase, 'circle' | 'triangle' | 'diamond'>> = {
  decode: 'circle',
  prefill: 'triangle',
  transfer: 'diamond',
}

const DARK_SCENARIOS = [
  ['#3D93FB', '#101316'],
  ['#F79F0C', '#101316'],
  ['#05D5AB', '#101316'],
  ['#D168AA', '#101316'],
  ['#B5A7F5', '#101316'],
  ['#DAEF8B', '#101316'],
  ['#F0512D', '#101316'],
  ['#A1E5FC', '#101316'],
] as const

const LIGHT_RESOURCES: Readonly<Record<Resource, readonly [string, string]>> = {
  compute: ['#DCCB9E', '#75601F'],
  sram: ['#B4C9B1', '#476645'],
  memory: ['#A9BCD1', '#3B5B7E'],
  link: ['#D3B7C4', '#84486A'],
  host: ['#C4B2A3', '#6A503B'],
  overhead: ['#D8DBE0', '#5F6771'],
}

const DARK_RESOURCES: Readonly<Record<Resource, readonly [string, string]>> = {
  compute: ['#5E5333', '#D3BD83'],
  sram: ['#3D523B', '#A1C09C'],
  memory: ['#364B62', '#9BB8D8'],
  link: ['#5A3F4E', '#D6A8BE'],
  host: ['#4E4136', '#C6AC95'],
  overhead: ['#3A4048', '#A7AFB9'],
}

/** Each a step lighter or darker than the next, so that grey paper tells them apart by more than their hatch. */
const PRINT_RESOURCES: Readonly<Record<Resource, readonly [string, string]>> = {
  compute: ['#F0E4C0', '#75601F'],
  sram: ['#C7DAC4', '#3F5F3D'],
  memory: ['#8FABC9', '#24405F'],
  link: ['#DDB7CA', '#7A3E61'],
  host: ['#A58D79', '#40301F'],
  overhead: ['#F7F8F9', '#5F6771'],
}

/** Line styles that part the eight scenarios on greyscale paper; on screen all lines are solid. */
const PRINT_DASHES: readonly (readonly number[] | null)[] = [
  null,
  [7, 3],
  [2, 2],
  [8, 3, 2, 3],
  [12, 3],
  [4, 2],
  [1, 3],
  [8, 2, 2, 2, 2, 2],
]

function resourceStyles(colors: Readonly<Record<Resource, readonly [string, string]>>): ChartTheme['resources'] {
  const style = (resource: Resource): ResourceStyle => ({
    fill: colors[resource][0],
    line: colors[resource][1],
    hatch: HATCHES[resource],
  })
  return Object.fromEntries(RESOURCES.map((resource) => [resource, style(resource)])) as ChartTheme['resources']
}

const LIGHT: ChartTheme = {
  name: 'light',
  surface: '#FFFFFF',
  canvas: '#F5F6F7',
  shadeOpacity: 1,
  line: '#E2E5E9',
  lineStrong: '#C6CBD2',
  controlLine: '#868D97',
  ink: '#16191D',
  ink2: '#454C56',
  ink3: '#616974',
  good: '#1B6E46',
  bad: '#B3261E',
  warn: '#8A5200',
  scenarios: SCENARIO_COLOURS.map(([color, onColor]) => ({ color, onColor, dash: null })),
  resources: resourceStyles(LIGHT_RESOURCES),
  tones: ['#C6CBD2', '#FFFFFF', '#868D97', '#E4E7EB', '#5F6772'],
  fontFamily: 'IBM Plex Sans',
  fontSize: 11,
  inset: 16,
  legendInPlot: false,
}

const DARK: ChartTheme = {
  ...LIGHT,
  name: 'dark',
  surface: '#15181C',
  canvas: '#0E1013',
  shadeOpacity: 0.6,
  line: '#262B31',
  lineStrong: '#3A414A',
  controlLine: '#6E7782',
  ink: '#E9EBEE',
  ink2: '#B4BBC4',
  ink3: '#8F98A3',
  good: '#62C493',
  bad: '#FF8A7A',
  warn: '#E9B04E',
  scenarios: DARK_SCENARIOS.map(([color, onColor]) => ({ color, onColor, dash: null })),
  resources: resourceStyles(DARK_RESOURCES),
  tones: ['#3A414A', '#15181C', '#8F98A3', '#242A31', '#C3CAD3'],
}

const PRINT: ChartTheme = {
  ...LIGHT,
  name: 'print',
  line: '#DADDE1',
  lineStrong: '#A9AFB8',
  ink2: '#343A42',
  ink3: '#4A515A',
  scenarios: SCENARIO_COLOURS.map(([color, onColor], slot) => ({ color, onColor, dash: PRINT_DASHES[slot] ?? null })),
  resources: resourceStyles(PRINT_RESOURCES),
  inset: 0,
  legendInPlot: true,
}

const THEMES: Readonly<Record<ThemeName, ChartTheme>> = { light: LIGHT, dark: DARK, print: PRINT }

/** The chart theme of a palette. Values are those of the design tokens (tokens.css). */
export function chartTheme(name: ThemeName): ChartTheme {
  return THEMES[name]
}

/** Colour, letter colour and dash of a scenario slot; slots beyond the eight repeat. */
export function scenarioStyle(theme: ChartTheme, slot: number): ScenarioStyle {
  return atSlot(theme.scenarios, slot)
}

/** The colour with an opacity, as an 8-digit hex. @param alpha 0 to 1 */
export function withAlpha(color: string, alpha: number): string {
  const byte = Math.round(Math.min(1, Math.max(0, alpha)) * 255)
  return `${color}${byte.toString(16).padStart(2, '0')}`
}

/** CSS font shorthand of chart text. */
export function font(theme: ChartTheme, weight: 400 | 500 | 600 = 400, size: number = theme.fontSize): string {
  return [weight, `${size}px`, `'${theme.fontFamily}'`].join(' ')
}
