import type { Confidence, DrawnScenario } from '../../domain/analysis/confidence.ts'
import { SENSITIVE_METRICS, type SensitiveMetric } from '../../domain/sensitivity.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { chartFrame, linearAxis, logAxis, niceScale } from '../kit/axes.ts'
import { chip, line, text } from '../kit/draw.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { limitBar } from '../kit/scenarioLine.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { axisText, capitalised, withinSentence, withoutStop } from '../../words/text.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import { sensitiveMetricWords } from '../../words/sensitiveMetric.ts'
import type { ChartFigure, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { isClamped, isExtrapolated, withWeaknesses } from '../kit/weakness.ts'
import { reasonText } from '../../words/reasonText.ts'

/** What the dots are drawn from. */
export interface QuantileDotsInput {
  readonly confidence: Confidence
  readonly scenarios: readonly EvaluatedScenario[]
}

interface Row {
  readonly scenario: EvaluatedScenario
  readonly drawn: DrawnScenario
}

const FOOT = 40
const DOT = 4

/**
 * Twenty dots a scenario, each a twentieth of the draws, at the quantiles of the metric: where dots of two scenarios
 * overlap the choice is open. A tick at the median; what runs in no draw has words in place of dots.
 */
export function quantileDots(input: QuantileDotsInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const { confidence } = input
  const words = sensitiveMetricWords(confidence.metric)
  const title = `How sure: ${words.title}`
  const rows = input.scenarios.flatMap((scenario): Row[] => {
    const drawn = confidence.scenarios.find((each) => each.scenario === scenario.id)
    return drawn ? [{ scenario, drawn }] : []
  })
  if (rows.length === 0) {
    return stateFigure(theme, {
      state: 'empty',
      title,
      heading: 'No scenarios',
      reason: ['Add a scenario to see how sure its numbers are.'],
    })
  }
  const values = rows.flatMap(({ drawn }) => drawn.dots)
  if (values.length === 0) {
    const misfit = rows.every(({ scenario }) => scenario.result.fit.state === 'doesNotFit')
    const known = rows[0]?.scenario.result.metrics[confidence.metric].reason
    return stateFigure(theme, {
      state: misfit ? 'infeasible' : 'unknown',
      title,
      heading: misfit ? 'Does not fit' : 'Unknown',
      reason: [reasonText(known, 'It runs in none of the draws.')],
    })
  }
  const sentence = readingSentence(input, rows)
  const low = Math.min(...values)
  const high = Math.max(...values)
  const wide = high / low > 8
  const scale = niceScale(high * 1.03)
  const label = (value: number): string =>
    words.dimension === 'tokensPerSecond' ? formatNumber(value, { trim: true }) : axisText(value, words.dimension)
  const name = capitalised(words.title)
  const altText = `${title}, ${formatText(confidence.draws, 'count')} draws. ${rows.map((row) => rowText(row, words.dimension, confidence.draws)).join(' ')} ${sentence}`
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    altText,
    table: {
      columns: [
        { label: 'Scenario', dimension: null },
        { label: 'First in draws', dimension: 'share' },
        { label: 'p10', dimension: words.dimension },
        { label: 'Median', dimension: words.dimension },
        { label: 'p90', dimension: words.dimension },
        { label: 'Meets the objective', dimension: 'share' },
        { label: 'Runs', dimension: 'share' },
      ],
      rows: rows.map(({ scenario, drawn }) => [
        letterAndName(scenario),
        drawn.first / confidence.draws,
        drawn.p10,
        drawn.p50,
        drawn.p90,
        drawn.meets === null ? null : drawn.meets / confidence.draws,
        drawn.runs / confidence.draws,
      ]),
    },
    legend: [],
    option: {
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 24, right: 20, top: 20, bottom: FOOT },
      xAxis: wide
        ? logAxis(theme, { range: [low * 0.9, high * 1.1], label, name })
        : linearAxis(theme, { range: [0, scale.end], step: scale.step, label, name }),
      yAxis: { type: 'value', min: 0, max: rows.length, show: false, inverse: true },
      series: [
        {
          type: 'custom',
          data: rows.map(({ scenario, drawn }, index) => ({
            name: letterOf(scenario),
            scenario: scenario.id,
            value: [drawn.p50 ?? low, index + 0.5],
            tooltip: { formatter: tooltipText(scenario, drawn, words.dimension, confidence.draws) },
          })),
          encode: { x: 0, y: 1 },
          renderItem: (params: RenderParams, api: RenderApi): Graphic => ({
            type: 'group',
            children: rowShapes(rows[params.dataIndex], params, api, theme, rows.length, low, confidence.metric),
          }),
        },
      ],
    },
  }
  return withWeaknesses(
    theme,
    figure,
    rows.map(({ scenario }) => scenario),
  )
}

function rowShapes(
  row: Row | undefined,
  params: RenderParams,
  api: RenderApi,
  theme: ChartTheme,
  count: number,
  low: number,
  metric: SensitiveMetric,
): Graphic[] {
  if (!row) return []
  const { scenario, drawn } = row
  const plot = params.coordSys
  const band = plot.height / count
  const base = plot.y + band * (params.dataIndex + 1) - Math.max(8, band * 0.18)
  const { color } = scenarioStyle(theme, scenario.slot)
  // Hollow: what is drawn rests on more than was measured.
  const hollow = isExtrapolated(scenario)
  const shapes: Graphic[] = [
    line(plot.x, base + DOT + 2, plot.x + plot.width, base + DOT + 2, theme.line, 1),
    ...chip(theme, plot.x - 12, base - 4, letterOf(scenario), scenario.slot, drawn.runs === 0),
  ]
  if (drawn.dots.length === 0)
    return [...shapes, text(theme, plot.x + 8, base - 4, withoutWords(row, metric), { color: theme.ink2, halo: null })]
  // Dots that would cover one another are stacked, as many as the band has room for.
  const stack = new Map<number, number>()
  const step = 2 * DOT + 1
  const layers = Math.max(1, Math.floor((base - (plot.y + band * params.dataIndex)) / step))
  for (const dot of drawn.dots) {
    const x = api.coord([dot, 0])[0]
    const column = Math.round(x / step)
    const level = stack.get(column) ?? 0
    stack.set(column, level + 1)
    shapes.push({
      type: 'circle',
      silent: true,
      shape: { cx: column * step, cy: base - Math.min(level, layers - 1) * step, r: hollow ? DOT - 0.75 : DOT },
      style: hollow ? { fill: theme.surface, stroke: color, lineWidth: 1.5 } : { fill: color },
    })
  }
  const median = api.coord([drawn.p50 ?? low, 0])[0]
  shapes.push(line(median, base + DOT + 2, median, base + DOT + 8, theme.ink, 2))
  if (isClamped(scenario)) shapes.push(limitBar(theme, plot.x - 12, base - 4))
  return shapes
}

/** Why a scenario has no dots. */
function withoutWords({ scenario }: Row, metric: SensitiveMetric): string {
  const { fit, metrics } = scenario.result
  if (fit.state === 'doesNotFit') return 'does not fit'
  return withoutStop(withinSentence(reasonText(metrics[metric].reason, 'runs in no draw')))
}

function rowText({ scenario, drawn }: Row, dimension: Parameters<typeof formatText>[1], draws: number): string {
  if (drawn.p10 === null || drawn.p50 === null || drawn.p90 === null)
    return `${letterAndName(scenario)} runs in no draw.`
  return `${letterAndName(scenario)}: first in ${formatText(drawn.first, 'count')} of ${formatText(draws, 'count')}, median ${formatText(drawn.p50, dimension)}, p10 to p90 ${formatText(drawn.p10, dimension)} to ${formatText(drawn.p90, dimension)}.`
}

function tooltipText(
  scenario: EvaluatedScenario,
  drawn: DrawnScenario,
  dimension: Parameters<typeof formatText>[1],
  draws: number,
): string {
  return rowText({ scenario, drawn }, dimension, draws)
    .replace(/: first/, '\nFirst')
    .replaceAll(', ', '\n')
}

/** "A has the lowest cost per million output tokens in 871 of 1,000 draws." How sure that makes a choice the verdict says. */
function readingSentence({ confidence }: QuantileDotsInput, rows: readonly Row[]): string {
  const [best] = rows.toSorted((one, two) => two.drawn.first - one.drawn.first)
  if (!best) return ''
  const less = SENSITIVE_METRICS[confidence.metric] === 'less' ? 'lowest' : 'highest'
  if (rows.length === 1)
    return `${letterAndName(best.scenario)} in ${formatText(confidence.draws, 'count')} draws of all that is uncertain.`
  return `${letterOf(best.scenario)} has the ${less} ${sensitiveMetricWords(confidence.metric).noun} in ${formatText(best.drawn.first, 'count')} of ${formatText(confidence.draws, 'count')} draws.`
}
