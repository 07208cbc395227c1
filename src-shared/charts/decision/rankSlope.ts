import { NORMALISERS, type Normaliser } from '../../domain/workspace.ts'
import { formatNumber } from '../../units/format.ts'
import { chip, line, text } from '../kit/draw.ts'
import { drawingOption, type DrawingMark } from '../kit/drawing.ts'
import { normalisedThroughput, normaliserLabel, powerBasis } from './normalise.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { limitBar } from '../kit/scenarioLine.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { say } from '../../words/say.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import { EXTRAPOLATED_DASH, isClamped, isExtrapolated, weaknessSentence } from '../kit/weakness.ts'
import type { ChartFigure, ChartOptions, Graphic, PlotRect } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { enumerated, sentences, stopped } from '../../words/joined.ts'

/** A denominator as its column is headed. */
const headOf = (normaliser: Normaliser): string => say('charts.divisorHead', { normaliser })

interface RankColumn {
  readonly normaliser: Normaliser
  /** The known ones, best first. */
  readonly order: readonly { readonly scenario: EvaluatedScenario; readonly value: number }[]
  readonly unknown: readonly EvaluatedScenario[]
}

function columnsOf(scenarios: readonly EvaluatedScenario[]): RankColumn[] {
  const basis = powerBasis(scenarios)
  return NORMALISERS.map((normaliser) => {
    const valued = scenarios.map((scenario) => ({
      scenario,
      value:
        scenario.result.fit.state === 'doesNotFit' ? null : normalisedThroughput(scenario, normaliser, basis).value,
    }))
    const order = valued.flatMap(({ scenario, value }) => (value === null ? [] : [{ scenario, value }]))
    return {
      normaliser,
      order: order.toSorted((one, two) => two.value - one.value),
      unknown: valued.flatMap(({ scenario, value }) => (value === null ? [scenario] : [])),
    }
  })
}

/**
 * Who delivers most output tokens/s, by what they are divided by: per device is not per kW. Chips stand at their rank,
 * joined from denominator to denominator; an unknown one is hollow below the others.
 */
export function rankSlope(
  scenarios: readonly EvaluatedScenario[],
  theme: ChartTheme,
  options: ChartOptions = {},
): ChartFigure {
  const columns = columnsOf(scenarios)
  const title = say('charts.rank.title')
  if (scenarios.length === 0) {
    return stateFigure(theme, {
      state: 'empty',
      title,
      heading: say('charts.noScenarios'),
      reason: [say('charts.rank.empty')],
    })
  }
  if (columns.every(({ order }) => order.length === 0)) {
    const misfit = scenarios.every(({ result }) => result.fit.state === 'doesNotFit')
    return stateFigure(theme, {
      state: misfit ? 'infeasible' : 'unknown',
      title,
      heading: say(misfit ? 'charts.misfit' : 'charts.unknown'),
      reason: [say(misfit ? 'charts.rank.misfit' : 'charts.rank.unknown')],
    })
  }
  const basis = powerBasis(scenarios)
  const sentence = readingSentence(columns)
  const altText = sentences([
    stopped(title),
    ...columns.map(({ normaliser, order, unknown }) => {
      const ranks = enumerated(order.map(({ scenario, value }) => `${letterOf(scenario)} ${formatNumber(value)}`))
      return say('charts.rank.row', {
        label: normaliserLabel(normaliser, basis),
        ranks: ranks || 'none',
        unknown: enumerated(unknown.map(letterOf)) || 'none',
      })
    }),
    sentence,
  ])
  const weak = weaknessSentence(scenarios)
  return {
    state: 'ready',
    title,
    sentence: sentences([sentence, weak]),
    altText: sentences([altText, weak]),
    table: {
      columns: [
        { label: say('charts.column.scenario'), dimension: null },
        ...columns.map(({ normaliser }) => ({
          label: normaliserLabel(normaliser, basis),
          dimension: 'count' as const,
        })),
      ],
      rows: scenarios.map((scenario) => [
        letterAndName(scenario),
        ...columns.map(({ order }) => order.find((each) => each.scenario === scenario)?.value ?? null),
      ]),
    },
    legend: [],
    option: drawingOption(theme, {
      animate: options.animate,
      altText,
      margin: 4,
      shapes: (plot) => slopeShapes(theme, columns, scenarios, plot),
      marks: rankMarks(columns, scenarios),
    }),
  }
}

/** Room for half a chip at both sides. */
const INSET = 22
const HEAD = 24

function columnAt(columns: readonly RankColumn[], index: number, plot: PlotRect): number {
  return plot.x + INSET + (index * (plot.width - 2 * INSET)) / (columns.length - 1)
}

/** Where a scenario's chip stands in a column: at its rank, or below all ranks where it is unknown. */
function placeOf(
  columns: readonly RankColumn[],
  index: number,
  scenario: EvaluatedScenario,
  count: number,
  plot: PlotRect,
): { readonly x: number; readonly y: number; readonly known: boolean } {
  const { order, unknown } = columns[index] as RankColumn
  const top = plot.y + HEAD
  const pitch = Math.min(26, (plot.y + plot.height - top - 8) / Math.max(1, count))
  const rank = order.findIndex((each) => each.scenario === scenario)
  const row = rank < 0 ? order.length + unknown.indexOf(scenario) : rank
  return { x: columnAt(columns, index, plot), y: top + (row + 0.5) * pitch, known: rank >= 0 }
}

/** A mark a chip: "B 4 × WSE-3, per kW: first of 3, 84.0 output tokens/s". */
function rankMarks(columns: readonly RankColumn[], scenarios: readonly EvaluatedScenario[]): DrawingMark[] {
  const basis = powerBasis(scenarios)
  return columns.flatMap(({ normaliser, order }, index) =>
    scenarios.map((scenario): DrawingMark => {
      const rank = order.findIndex((each) => each.scenario === scenario)
      const value = order[rank]?.value
      const label = normaliserLabel(normaliser, basis)
      const words =
        value === undefined
          ? say('charts.rank.markUnknown', { label })
          : say('charts.rank.mark', { label, rank: rank + 1, count: order.length, value: formatNumber(value) })
      return {
        scenario: scenario.id,
        text: `${letterAndName(scenario)}\n${words}`,
        box: (plot) => {
          const { x, y } = placeOf(columns, index, scenario, scenarios.length, plot)
          return { x: x - 11, y: y - 11, width: 22, height: 22 }
        },
      }
    }),
  )
}

function slopeShapes(
  theme: ChartTheme,
  columns: readonly RankColumn[],
  scenarios: readonly EvaluatedScenario[],
  plot: PlotRect,
): Graphic[] {
  const shapes: Graphic[] = columns.map(({ normaliser }, index) =>
    text(theme, columnAt(columns, index, plot), plot.y + 8, headOf(normaliser), { align: 'center', halo: null }),
  )
  for (const scenario of scenarios) {
    const { color } = scenarioStyle(theme, scenario.slot)
    const dash = isExtrapolated(scenario) ? EXTRAPOLATED_DASH : null
    const places = columns.map((_, index) => placeOf(columns, index, scenario, scenarios.length, plot))
    for (const [index, to] of places.entries()) {
      const from = places[index - 1]
      if (from && from.known && to.known) shapes.push(line(from.x, from.y, to.x, to.y, color, 1.5, dash))
    }
    for (const { x, y, known } of places) {
      shapes.push(...chip(theme, x, y, letterOf(scenario), scenario.slot, !known))
      // Held at a limit: the value ends here, and would be more.
      if (known && isClamped(scenario)) shapes.push(limitBar(theme, x, y))
    }
  }
  return shapes
}

function readingSentence(columns: readonly RankColumn[]): string {
  const leaders = columns.flatMap(({ normaliser, order }) =>
    order[0] ? [{ normaliser, scenario: order[0].scenario }] : [],
  )
  const [first] = leaders
  if (!first) return ''
  const same = leaders.filter(({ scenario }) => scenario === first.scenario)
  if (same.length === leaders.length) {
    return say('charts.rank.all', { letter: letterOf(first.scenario) })
  }
  const others = leaders.filter(({ scenario }) => scenario !== first.scenario)
  return say('charts.rank.reading', {
    letter: letterOf(first.scenario),
    divisors: same.map(({ normaliser }) => headOf(normaliser)),
    others: others.map(({ scenario, normaliser }) =>
      say('charts.rank.other', { letter: letterOf(scenario), divisor: headOf(normaliser) }),
    ),
  })
}
