import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import type { Phase, Resource } from '../../domain/result.ts'
import type { Dimension } from '../../units/quantity.ts'

/** A value inside an ECharts option. Functions are the callbacks ECharts allows there (formatters, renderItem). */
export type OptionValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly OptionValue[]
  | { readonly [key: string]: OptionValue }
  | ((...args: never[]) => unknown)

/** An ECharts option as plain data. The builders know its shape but never import ECharts. */
export interface ChartOption {
  readonly [key: string]: OptionValue
}

/** Plot rectangle in pixels, as ECharts passes it to a custom series. */
export interface PlotRect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What a custom series' renderItem gets. */
export interface RenderParams {
  readonly coordSys: PlotRect
  readonly dataIndex: number
}

/** What a custom series' renderItem may ask. */
export interface RenderApi {
  /** Value of the data item in a dimension. */
  value(dimension: number): number
  /** Pixel position of a data point. */
  coord(point: readonly [number, number]): readonly [number, number]
}

/** A shape drawn by a custom series. */
export type Graphic = {
  readonly type: 'group' | 'rect' | 'line' | 'text' | 'polygon' | 'polyline' | 'circle'
  readonly x?: number
  readonly y?: number
  readonly rotation?: number
  readonly silent?: boolean
  readonly z2?: number
  /** Words and chips: they stay as they are when marks around them are lowered. */
  readonly lasting?: boolean
  readonly shape?: { readonly [key: string]: OptionValue }
  readonly style?: { readonly [key: string]: OptionValue }
  readonly emphasis?: { readonly style: { readonly [key: string]: OptionValue } }
  readonly children?: readonly Graphic[]
}

/** A column of a table twin. Its numbers are SI values of `dimension`; null: the column holds text. */
export interface ChartColumn {
  readonly label: string
  readonly dimension: Dimension | null
}

/** The same data as the chart, as a table: numbers of the column's dimension, null for unknown. */
export interface ChartTable {
  readonly columns: readonly ChartColumn[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

/** An entry under the plot: only what direct labels cannot say. */
export interface LegendEntry {
  readonly label: string
  readonly mark:
    | { readonly kind: 'resource'; readonly resource: Resource }
    | { readonly kind: 'phase'; readonly phase: Phase }
    | { readonly kind: 'tone'; readonly tone: number }
    | { readonly kind: 'dashed' }
    /** A bar in a scenario's colour. */
    | { readonly kind: 'swing'; readonly slot: number; readonly isFilled: boolean }
    | { readonly kind: 'chip'; readonly slot: number; readonly letter: string; readonly isHollow: boolean }
}

/** Axis ranges in SI units; pass them back as `lockedAxes` to hold the axes still while values change. */
export interface AxisRanges {
  readonly x?: readonly [number, number]
  readonly y?: readonly [number, number]
}

/** What every builder accepts. */
export interface ChartOptions {
  /** Ranges from an earlier figure, held while values are dragged. */
  readonly lockedAxes?: AxisRanges
  /** Scenarios as they were before a drag began: what has moved since is shown there too, as a ghost. */
  readonly before?: readonly EvaluatedScenario[]
  /** Transitions of 160 ms. Off by default, as server-side rendering and dragging need it. */
  readonly animate?: boolean
}

/** Whether a figure shows data, and if not, why. */
export type FigureState = 'ready' | 'empty' | 'infeasible' | 'unknown'

/** A chart, ready for the screen and the report: its option and everything that says the same in words. */
export interface ChartFigure {
  readonly state: FigureState
  readonly title: string
  /** One sentence of reading, made from the data; fits one line of a card. */
  readonly sentence: string
  /** Title of the value axis, drawn above it. */
  readonly yTitle?: string
  readonly altText: string
  readonly table: ChartTable
  readonly legend: readonly LegendEntry[]
  readonly option: ChartOption
  /** Ranges in use, for locking. Absent where the chart has no continuous axis. */
  readonly axes?: AxisRanges
}
