import { say } from '../../words/say.ts'
import type { Metric } from '../../domain/result.ts'
import { formatText } from '../../units/format.ts'
import type { Dimension } from '../../units/quantity.ts'
import { withBeyond, type DrawnValue } from './beyond.ts'
import { formerOf } from './ghost.ts'
import { letterAndName } from '../../words/scenario.ts'
import { stackedBars, type Stack } from './stackedBars.ts'
import { stateFigure, unknownNote, unknownReason } from './statePlot.ts'
import { scenarioStyle, type ChartTheme } from './theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, LegendEntry } from './types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { withWeaknesses } from './weakness.ts'
import { labelled, sentences, stopped, withSemicolons } from '../../words/joined.ts'

/** A headline figure cut into parts, in SI by key. Null: the figure is unknown, or the scenario does not fit. */
export type Parts<Key extends string> = Readonly<Partial<Record<Key, number>>> | null

/** Parts drawn in the greys of the theme, in the order of stacking: what has no colour of a resource. */
export function inTones<Key extends string>(
  theme: ChartTheme,
  keys: readonly Key[],
): Pick<PartBars<Key>, 'styleOf' | 'markOf'> {
  return {
    styleOf: (key) => ({
      color: theme.tones[keys.indexOf(key)],
      borderColor: theme.ink3,
      borderWidth: 1,
      decal: { symbolSize: 0 },
    }),
    markOf: (key) => ({ kind: 'tone', tone: keys.indexOf(key) }),
  }
}

/** A headline figure of every scenario, and the parts it is made of. */
export interface PartBars<Key extends string> {
  readonly title: string
  readonly yTitle: string
  readonly metric: Metric
  readonly dimension: Dimension
  /** After the unit of the axis: "per output token". */
  readonly xName: string
  /** First words of the alternative text: "Energy per output token by what it is spent on". */
  readonly alternative: string
  /** What to do when there are no scenarios, and when no scenario's figure is known. */
  readonly next: { readonly empty: string; readonly unknown: string }
  /** All parts in the order of stacking; those no scenario has are left out. */
  readonly keys: readonly Key[]
  /** Per scenario. */
  readonly parts: readonly Parts<Key>[]
  /** What the table says of a part that a known figure does not have: none, or not known. */
  readonly absent: 0 | null
  nameOf(key: Key): string
  styleOf(key: Key): ChartOption
  markOf(key: Key): LegendEntry['mark']
  /** The reading sentence. */
  read(): string
}

/** A figure of one stacked bar per scenario, with its total, interval and table. */
export function partBars<Key extends string>(
  scenarios: readonly EvaluatedScenario[],
  theme: ChartTheme,
  chart: PartBars<Key>,
  options: ChartOptions,
): ChartFigure {
  const { title, yTitle, dimension, xName, parts } = chart
  if (scenarios.length === 0) {
    return stateFigure(theme, { state: 'empty', title, heading: say('charts.noScenarios'), reason: [chart.next.empty] })
  }
  if (scenarios.every(({ result }) => result.fit.state === 'doesNotFit')) {
    const reason = [say('charts.nothingSpent'), say('charts.chooseMore')]
    return stateFigure(theme, { state: 'infeasible', title, heading: say('charts.misfit'), reason })
  }
  if (parts.every((part) => part === null)) {
    const reason = unknownReason(scenarios, chart.metric, chart.next.unknown)
    return stateFigure(theme, { state: 'unknown', title, heading: say('charts.unknown'), reason })
  }
  const used = chart.keys.filter((key) => parts.some((part) => (part?.[key] ?? 0) > 0))
  const stacks = scenarios.map((scenario, index) =>
    stackOf(scenario, chart.metric, parts[index] ?? null, formerOf(scenario, options)),
  )
  const sentence = chart.read()
  const altText = sentences([
    stopped(chart.alternative),
    stopped(
      withSemicolons(
        stacks.map((stack) =>
          labelled(stack.name, stack.total === null ? stack.note : formatText(stack.total, dimension)),
        ),
      ),
    ),
    sentence,
  ])
  const legend = used.map((key): LegendEntry => ({ label: chart.nameOf(key), mark: chart.markOf(key) }))
  const { option, range, isLogarithmic } = stackedBars(
    theme,
    {
      parts: used.map((key) => ({ key, name: chart.nameOf(key), itemStyle: chart.styleOf(key) })),
      stacks,
      dimension,
      yTitle,
      xName,
      legend,
      altText,
    },
    options,
  )
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: say('charts.column.scenario'), dimension: null },
        ...used.map((key) => ({ label: chart.nameOf(key), dimension })),
        { label: say('charts.column.total'), dimension },
      ],
      rows: stacks.map((stack, index) => {
        const own = parts[index] ?? null
        return [stack.name, ...used.map((key) => (own ? (own[key] ?? chart.absent) : null)), stack.total]
      }),
    },
    // Points have no parts; the table has them.
    legend: isLogarithmic ? [] : legend,
    option,
    axes: { x: range },
  }
  // Rows are drawn from below, as the axis counts them.
  const ends = scenarios.flatMap((scenario, index): DrawnValue[] => {
    const { total, high } = stacks[index] as Stack
    const { color } = scenarioStyle(theme, scenario.slot)
    return total === null ? [] : [{ at: [Math.max(total, high ?? 0), scenarios.length - 1 - index], color }]
  })
  return withWeaknesses(theme, withBeyond(theme, figure, ends, options), scenarios)
}

function stackOf<Key extends string>(
  scenario: EvaluatedScenario,
  metric: Metric,
  parts: Parts<Key>,
  was: EvaluatedScenario | null,
): Stack {
  const estimate = scenario.result.metrics[metric]
  const former = was && was.result.fit.state !== 'doesNotFit' ? was.result.metrics[metric].value : null
  const infeasible = scenario.result.fit.state === 'doesNotFit'
  return {
    scenario: scenario.id,
    slot: scenario.slot,
    name: letterAndName(scenario),
    values: parts as Readonly<Record<string, number>> | null,
    total: parts ? estimate.value : null,
    low: estimate.low,
    high: estimate.high,
    dashed: estimate.inherited === true || estimate.extrapolated === true,
    note: infeasible ? say('charts.misfit') : unknownNote(estimate),
    infeasible,
    ...(former === null || former === estimate.value ? {} : { former }),
  }
}
