import { chip } from './draw.ts'
import { letterOf } from './scenario.ts'
import { scenarioStyle, type ChartTheme } from './theme.ts'
import type { ChartOption, ChartScenario, Graphic } from './types.ts'

/** A point of a scenario's line, with what it says. */
export interface LinePoint {
  readonly at: readonly [x: number, y: number | null]
  readonly text: string
  /** How its mark is drawn; else it is there for the pointer alone. */
  readonly mark?: ChartOption
}

/** The hollow mark of a scenario's own points. */
export function hollowMark(theme: ChartTheme, scenario: ChartScenario): ChartOption {
  return { color: theme.surface, borderColor: scenarioStyle(theme, scenario.slot).color, borderWidth: 1.5, opacity: 1 }
}

/** A scenario's line in its colour and dash, stronger for the baseline. @param name of the kind of line, for its id */
export function scenarioLine(
  theme: ChartTheme,
  name: string,
  scenario: ChartScenario,
  points: readonly LinePoint[],
  focused: boolean,
): ChartOption {
  const style = scenarioStyle(theme, scenario.slot)
  return {
    name: letterOf(scenario),
    id: `${name}-${scenario.id}`,
    type: 'line',
    z: 3,
    symbol: 'circle',
    symbolSize: 6,
    showAllSymbol: true,
    itemStyle: { color: style.color, opacity: 0 },
    data: points.map(({ at, text, mark }) => ({ value: at, tooltip: { formatter: text }, ...mark })),
    lineStyle: { color: style.color, width: focused ? 2 : 1.5, ...(style.dash ? { type: style.dash } : {}) },
    emphasis: { scale: 1.4 },
  }
}

/** Letter chips at the ends of lines, parted where they would cover one another. @param x pixel @param ends pixels down */
export function endChips(
  theme: ChartTheme,
  x: number,
  ends: readonly { readonly scenario: ChartScenario; readonly at: number }[],
): Graphic[] {
  let lowest = Infinity
  return ends
    .toSorted((one, two) => two.at - one.at)
    .flatMap(({ scenario, at }) => {
      lowest = Math.min(at, lowest - 16)
      return chip(theme, x, lowest, letterOf(scenario), scenario.slot)
    })
}
