import { say, wordingText } from '../../words/say.ts'
import type { Resource, SpeedOfLight } from '../../domain/result.ts'
import { hatchShapes, line, resourceBox, text } from '../kit/draw.ts'
import { drawingOption, type DrawingMark } from '../kit/drawing.ts'
import { memoryWord, resourceName } from '../../words/labels.ts'
import { type Box } from '../kit/placement.ts'
import { shortened } from '../kit/textWidth.ts'
import { letterAndName, letterOf, memoryWordOf } from '../../words/scenario.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { percentText } from '../../words/text.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOptions, Graphic, PlotRect } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { EXTRAPOLATED_DASH, isClamped, isExtrapolated, weaknessSentence } from '../kit/weakness.ts'
import { sentences, withCommas, withSemicolons } from '../../words/joined.ts'

/** One bar of a scenario's strip, ready to be drawn as HTML or SVG. */
export interface StripBar {
  readonly resource: SpeedOfLight['resource']
  /** Row name over all scenarios: "HBM". */
  readonly name: string
  /** Share of the peak, 0 to 1; null: the machine has none, or it is unknown. */
  readonly share: number | null
  /** Length of the bar, 0 to 1. */
  readonly fraction: number
  /** "41 %", "none", "does not fit". */
  readonly text: string
  readonly binds: boolean
}

/** The strips of all scenarios on common rows. */
export interface SpeedOfLightStrips {
  readonly rows: readonly { readonly resource: SpeedOfLight['resource']; readonly name: string }[]
  /** Per scenario, one bar per row. */
  readonly columns: readonly { readonly scenario: EvaluatedScenario; readonly bars: readonly StripBar[] }[]
}

/** Order of the rows; capacity last, because it is not time. */
const ORDER = ['compute', 'sram', 'memory', 'link', 'host', 'overhead', 'capacity'] as const

/** Share of each peak in decode, per scenario. Rows are those any scenario has a share of; a scenario without one says "none". */
export function speedOfLightStrips(scenarios: readonly EvaluatedScenario[]): SpeedOfLightStrips {
  const all = scenarios.flatMap((scenario) => scenario.result.speedOfLight)
  const memory = memoryWord(
    all.filter((bar) => bar.resource === 'memory' && bar.share !== null).map((bar) => wordingText(bar.name)),
  )
  const onChip = onChipName(all)
  const rows = ORDER.filter((resource) => all.some((bar) => bar.resource === resource && bar.share !== null)).map(
    (resource) => ({
      resource,
      name: rowName(resource, memory === resourceName('memory') ? memoryWordOf(scenarios) : memory, onChip),
    }),
  )
  return {
    rows,
    columns: scenarios.map((scenario) => ({
      scenario,
      bars: rows.map((row): StripBar => {
        const bar = scenario.result.speedOfLight.find((candidate) => candidate.resource === row.resource)
        const share = bar?.share ?? null
        return {
          ...row,
          share,
          fraction: Math.min(1, Math.max(0, share ?? 0)),
          text: share === null ? say('charts.strips.missing', { state: missingOf(scenario) }) : percentText(share),
          binds: bar?.binds === true,
        }
      }),
    })),
  }
}

function rowName(resource: SpeedOfLight['resource'], memory: string, onChip: string): string {
  if (resource === 'capacity') return say('charts.strips.capacity')
  if (resource === 'sram') return onChip
  return resource === 'memory' ? memory : resourceName(resource)
}

/** How the engine names the row of a wafer's mesh. */
const MESH = 'roof.mesh'

/** The mesh where only wafers have the row; else what all on-chip memories are called. */
function onChipName(bars: readonly SpeedOfLight[]): string {
  const own = bars.filter((bar) => bar.resource === 'sram' && bar.share !== null)
  return own.length > 0 && own.every((bar) => bar.name.code === MESH) ? say('charts.strips.mesh') : resourceName('sram')
}

/** The scenarios whose decode is bound by overhead, which has no row: no peak is near. */
function boundByOverhead(scenarios: readonly EvaluatedScenario[]): readonly EvaluatedScenario[] {
  return scenarios.filter(({ result }) => result.binding?.decode.resource === 'overhead')
}

/** What the strips show, in a line under their title: what a share is of, and what no row can say. */
export function speedOfLightHint(scenarios: readonly EvaluatedScenario[]): string {
  const meshes = scenarios.some(({ result }) =>
    result.speedOfLight.some((bar) => bar.name.code === MESH && bar.share !== null),
  )
  const overhead = boundByOverhead(scenarios).map(letterOf)
  return sentences([
    say('charts.strips.hint'),
    ...(meshes ? [say('charts.strips.meshHint')] : []),
    ...(overhead.length > 0 ? [say('charts.strips.overheadHint', { letters: overhead })] : []),
  ])
}

/** Why a scenario has no share of a peak. */
type Missing = 'misfit' | 'unknown' | 'none'

function missingOf(scenario: EvaluatedScenario): Missing {
  switch (scenario.result.fit.state) {
    case 'doesNotFit':
      return 'misfit'
    case 'unknown':
      return 'unknown'
    case 'fits':
      return scenario.result.speedOfLight.length === 0 ? 'unknown' : 'none'
  }
}

const ROW_HEIGHT = 18
const HEAD = 22
const NAME_WIDTH = 104
/** Room for the words that stand in place of strips. */
const LEAST_HEIGHT = 96
const TEXT_WIDTH = 78

/** Height in pixels at which the figure is neither squeezed nor loose. */
export function speedOfLightHeight(scenarios: readonly EvaluatedScenario[]): number {
  return Math.max(LEAST_HEIGHT, HEAD + speedOfLightStrips(scenarios).rows.length * ROW_HEIGHT + 10)
}

/** The strips as one picture for the report: rows of resources, a column per scenario. */
export function speedOfLight(
  scenarios: readonly EvaluatedScenario[],
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const strips = speedOfLightStrips(scenarios)
  const title = say('charts.strips.title')
  if (scenarios.length > 0 && scenarios.every(({ result }) => result.fit.state === 'doesNotFit')) {
    const reason = [say('charts.strips.misfit'), say('charts.chooseMore')]
    return stateFigure(theme, { state: 'infeasible', title, heading: say('charts.misfit'), reason })
  }
  if (strips.columns.every(({ bars }) => bars.every((bar) => bar.share === null))) {
    return stateFigure(theme, {
      state: scenarios.length === 0 ? 'empty' : 'unknown',
      title,
      heading: say(scenarios.length === 0 ? 'charts.noScenarios' : 'charts.unknown'),
      reason: [say(scenarios.length === 0 ? 'charts.strips.empty' : 'charts.strips.unknown')],
    })
  }
  const weak = weaknessSentence(scenarios)
  const sentence = sentences([readingSentence(strips), weak])
  const columns = strips.columns.map(({ scenario, bars }) =>
    say('charts.strips.altColumn', {
      name: `${letterOf(scenario)} ${scenario.name}`,
      bars: withCommas(
        bars.map(({ name, text: share, binds }) =>
          say('charts.strips.altBar', { name, share, binds: binds ? 'yes' : 'no' }),
        ),
      ),
    }),
  )
  const altText = sentences([say('charts.strips.alternative', { columns: withSemicolons(columns) }), weak])
  return {
    state: 'ready',
    title,
    sentence,
    altText,
    table: {
      columns: [
        { label: say('charts.strips.resource'), dimension: null },
        ...scenarios.map((scenario) => ({
          label: `${letterOf(scenario)} ${scenario.name}`,
          dimension: 'share' as const,
        })),
      ],
      rows: strips.rows.map((row, index) => [
        row.name,
        ...strips.columns.map((column) => column.bars[index]?.share ?? null),
      ]),
    },
    legend: [],
    option: drawingOption(theme, {
      animate: options.animate,
      altText,
      margin: 0,
      shapes: (plot) => stripShapes(theme, strips, plot),
      marks: stripMarks(strips),
    }),
  }
}

function columnWidth({ columns }: SpeedOfLightStrips, { width }: PlotRect): number {
  return (width - NAME_WIDTH) / Math.max(1, columns.length)
}

function centreOf(row: number, { y }: PlotRect): number {
  return y + HEAD + row * ROW_HEIGHT + ROW_HEIGHT / 2
}

/** A mark a bar: "A 8 × B200, HBM: 41 %, binds". */
function stripMarks(strips: SpeedOfLightStrips): DrawingMark[] {
  return strips.columns.flatMap(({ scenario, bars }, index) =>
    bars.map((bar, row): DrawingMark => ({
      text: `${letterAndName(scenario)}\n${say('charts.strips.mark', {
        name: bar.name,
        share: bar.text,
        binds: bar.binds ? 'yes' : 'no',
      })}`,
      box: (plot) => {
        const width = columnWidth(strips, plot)
        const left = plot.x + NAME_WIDTH + index * width
        return { x: left - 3, y: centreOf(row, plot) - 8, width: width - 10, height: 16 }
      },
    })),
  )
}

function stripShapes(theme: ChartTheme, strips: SpeedOfLightStrips, plot: PlotRect): Graphic[] {
  const { x, y } = plot
  const column = columnWidth(strips, plot)
  const centre = (row: number): number => centreOf(row, plot)
  const names = strips.rows.flatMap((row, index) => [
    ...swatch(theme, row.resource, x, centre(index) - 6),
    text(theme, x + 18, centre(index), row.name, { halo: null }),
  ])
  const columns = strips.columns.flatMap(({ scenario, bars }, index) => {
    const left = x + NAME_WIDTH + index * column
    const track = Math.max(20, column - TEXT_WIDTH)
    const style = scenarioStyle(theme, scenario.slot)
    const head = shortened(letterAndName(scenario), column - 16, theme.fontSize)
    return [
      line(
        left,
        y + 1.5,
        left + column - 12,
        y + 1.5,
        style.color,
        3,
        isExtrapolated(scenario) ? EXTRAPOLATED_DASH : style.dash,
      ),
      // Held at a limit: the head ends in a bar.
      ...(isClamped(scenario) ? [line(left + column - 12, y - 2, left + column - 12, y + 8, theme.ink, 1.5)] : []),
      text(theme, left, y + 12, head, { color: theme.ink, weight: 600, halo: null }),
      ...bars.flatMap((bar, row) => stripBar(theme, bar, left, centre(row), { track, missing: missingOf(scenario) })),
    ]
  })
  return [...names, ...columns]
}

function swatch(theme: ChartTheme, resource: Resource | 'capacity', x: number, y: number): Graphic[] {
  const box = { x: x + 0.5, y: y + 0.5, width: 11, height: 11 }
  return resource === 'capacity' ? [capacityBox(theme, box)] : resourceBox(theme, box, resource)
}

/** Capacity is outlined and unhatched: it is not time. */
function capacityBox(theme: ChartTheme, box: Box): Graphic {
  return { type: 'rect', silent: true, shape: { ...box }, style: { fill: 'none', stroke: theme.ink3, lineWidth: 1 } }
}

/** The empty dashed bar of an unknown share. */
function dashedBox(theme: ChartTheme, box: Box): Graphic {
  return {
    type: 'rect',
    silent: true,
    shape: { x: box.x + 0.5, y: box.y + 0.5, width: box.width - 1, height: box.height - 1 },
    style: { fill: 'none', stroke: theme.ink3, lineWidth: 1, lineDash: [3, 2] },
  }
}

function stripBar(
  theme: ChartTheme,
  bar: StripBar,
  x: number,
  y: number,
  { track, missing }: { readonly track: number; readonly missing: Missing },
): Graphic[] {
  const words = bar.binds ? say('charts.strips.binds', { share: bar.text }) : bar.text
  const look = bar.binds ? { color: theme.ink, weight: 600 as const } : { color: theme.ink2 }
  const label = text(theme, x + track + 6, y, words, { ...look, halo: null })
  if (bar.share === null) {
    const box = { x, y: y - 4, width: track, height: 8 }
    if (missing === 'misfit') return [...hatchShapes(box, 'rising', theme.ink3), label]
    return missing === 'unknown' ? [dashedBox(theme, box), label] : [label]
  }
  const box = { x: x + 0.5, y: y - 4.5, width: Math.max(2, bar.fraction * track), height: 9 }
  const shape = bar.resource === 'capacity' ? [capacityBox(theme, box)] : resourceBox(theme, box, bar.resource)
  return [line(x + box.width + 1, y, x + track, y, theme.line), ...shape, label]
}

/** "HBM binds A and C at 41 and 47 %, links bind B at 78 %." */
function readingSentence(strips: SpeedOfLightStrips): string {
  const bound = new Map<string, string[]>()
  for (const { scenario, bars } of strips.columns) {
    const bar = bars.find((candidate) => candidate.binds)
    if (bar)
      bound.set(bar.name, [
        ...(bound.get(bar.name) ?? []),
        say('charts.strips.letter', { letter: letterOf(scenario), share: bar.text }),
      ])
  }
  const overhead = boundByOverhead(strips.columns.map(({ scenario }) => scenario)).map((scenario) =>
    say('charts.strips.letter', {
      letter: letterOf(scenario),
      share: say('charts.strips.ofStep', { share: percentText(scenario.result.binding?.decode.share ?? 0) }),
    }),
  )
  if (overhead.length > 0) bound.set(say('charts.strips.overhead'), overhead)
  const parts = [...bound].map(([name, letters]) => say('charts.strips.bindsOn', { name, letters }))
  return parts.length > 0 ? say('charts.strips.reading', { parts }) : say('charts.strips.nothing')
}
