import { chip, line } from './draw.ts'
import { letterOf } from '../../words/scenario.ts'
import { scenarioStyle, type ChartTheme } from './theme.ts'
import type { Box } from './placement.ts'
import type { ChartOption, Graphic, PlotRect } from './types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { EXTRAPOLATED_DASH, isClamped, isExtrapolated } from './weakness.ts'

/** A point of a scenario's line, with what it says. */
export interface LinePoint {
  readonly at: readonly [x: number, y: number | null]
  readonly text: string
  /** How its mark is drawn; else it is there for the pointer alone. */
  readonly mark?: ChartOption
  /** Beyond what was measured: the line to it is dotted. */
  readonly beyond?: boolean
}

/** The hollow mark of a scenario's own points. */
export function hollowMark(theme: ChartTheme, scenario: EvaluatedScenario): ChartOption {
  return { color: theme.surface, borderColor: scenarioStyle(theme, scenario.slot).color, borderWidth: 1.5, opacity: 1 }
}

/** Points in runs of one kind; a run of extrapolated points begins and ends at its measured neighbours, so that no gap is left. */
function runsOf(
  points: readonly LinePoint[],
): readonly { readonly beyond: boolean; readonly points: readonly LinePoint[] }[] {
  const runs: { beyond: boolean; points: LinePoint[] }[] = []
  for (const [index, point] of points.entries()) {
    const beyond = point.beyond === true
    const last = runs.at(-1)
    const before = points[index - 1]
    if (last?.beyond === beyond) last.points.push(point)
    else if (beyond) runs.push({ beyond, points: before ? [before, point] : [point] })
    else {
      last?.points.push(point)
      runs.push({ beyond, points: [point] })
    }
  }
  return runs
}

/**
 * A scenario's line in its colour and dash, stronger for the baseline; dotted where its points, or all of the scenario,
 * lie beyond what was measured.
 * @param name of the kind of line, for its id
 */
export function scenarioLine(
  theme: ChartTheme,
  name: string,
  scenario: EvaluatedScenario,
  points: readonly LinePoint[],
  focused: boolean,
): ChartOption[] {
  const style = scenarioStyle(theme, scenario.slot)
  const whole = points.some(({ beyond }) => beyond !== undefined) ? null : isExtrapolated(scenario)
  return runsOf(points).map((run, index) => {
    const beyond = whole ?? run.beyond
    // A point two runs share has its mark in the measured one.
    const bare = (point: LinePoint): boolean => whole === null && run.beyond && point.beyond !== true
    return {
      name: letterOf(scenario),
      id: `${name}-${scenario.id}${index === 0 ? '' : `-${index}`}`,
      type: 'line',
      z: 3,
      symbol: 'circle',
      symbolSize: 6,
      showAllSymbol: true,
      itemStyle: { color: style.color, opacity: 0 },
      data: run.points.map((point) =>
        bare(point)
          ? { value: point.at, symbol: 'none' }
          : { value: point.at, tooltip: { formatter: point.text }, ...point.mark },
      ),
      lineStyle: {
        color: style.color,
        width: focused ? 2 : 1.5,
        ...(beyond ? { type: [...EXTRAPOLATED_DASH] } : style.dash ? { type: style.dash } : {}),
      },
      emphasis: { focus: 'series', scale: 1.4 },
      blur: { lineStyle: { opacity: 0.3 } },
    }
  })
}

/** The bar at a chip that is held at a limit: what is drawn ends there, and would be more. */
export function limitBar(theme: ChartTheme, x: number, y: number): Graphic {
  return line(x + 11, y - 7, x + 11, y + 7, theme.ink, 1.5)
}

/** Where chips may stand: over the upper and the right edge of a plot, and short of the labels of its axes. */
export function chipBounds({ x, y, width, height }: PlotRect): Box {
  return { x: x - 7, y: y - 8, width: width + 23, height: height + 10 }
}

/** Least distance between the middles of two chips, pixels. */
const CHIP_STEP = 16

/**
 * Letter chips at the ends of lines, parted where they would cover one another, and kept below the top of the plot.
 * @param x pixel @param top of the plot, pixels @param ends pixels down
 */
export function endChips(
  theme: ChartTheme,
  x: number,
  top: number,
  ends: readonly { readonly scenario: EvaluatedScenario; readonly at: number }[],
): Graphic[] {
  const lowestFirst = ends.toSorted((one, two) => two.at - one.at)
  let lowest = Infinity
  const stacked = lowestFirst.map(({ at }) => (lowest = Math.min(at, lowest - CHIP_STEP)))
  // Lines that end at the top have no room above them: their chips hang down from there.
  return lowestFirst.flatMap(({ scenario }, index) => {
    const above = lowestFirst.length - 1 - index
    const at = Math.max(stacked[index] ?? top, top + above * CHIP_STEP)
    const own = chip(theme, x, at, letterOf(scenario), scenario.slot)
    return isClamped(scenario) ? [...own, limitBar(theme, x, at)] : own
  })
}
