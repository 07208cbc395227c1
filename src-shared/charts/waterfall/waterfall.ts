import { RESOURCES, type Estimate, type Phase } from '../../domain/result.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { categoryAxis, chartFrame, linearAxis, niceScale, yTitleGraphic } from '../kit/axes.ts'
import { withBeyond } from '../kit/beyond.ts'
import { barValues, floatingBars, twoLines, withFormer, type FloatingBar } from '../kit/bars.ts'
import { joinSmall, partsByCause, type Part } from './causes.ts'
import { formerOf } from '../kit/ghost.ts'
import { resourceName } from '../../words/labels.ts'
import { legendGraphics, LEGEND_HEIGHT, resourceLegend } from '../kit/legend.ts'
import { letterOf, memoryWordOf } from '../../words/scenario.ts'
import { stateFigure } from '../kit/statePlot.ts'
import {
  caveats,
  capitalised,
  joinWords,
  millisecondParts,
  percentText,
  verb,
  withinSentence,
  withoutStop,
} from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, OptionValue } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import type { Movement } from '../../domain/movement.ts'
import { say } from '../../words/say.ts'
import { reasonText } from '../../words/reasonText.ts'

/** Which waiting a waterfall explains: one more token, or the first one. */
export type WaterfallPhase = 'decode' | 'prefill'

/** Options of the waterfalls. */
export interface WaterfallOptions extends ChartOptions {
  /** Default decode: time per output token. */
  readonly phase?: WaterfallPhase
}

/** Words and lines of the ledger of each kind of waterfall. */
export const WATERFALL_KINDS: Readonly<
  Record<
    WaterfallPhase,
    {
      readonly title: string
      readonly yTitle: string
      readonly whole: string
      readonly metric: 'tpot' | 'ttft'
      readonly phases: readonly Phase[]
    }
  >
> = {
  decode: {
    title: 'Time per output token',
    yTitle: 'ms per output token, per user',
    whole: 'the step',
    metric: 'tpot',
    phases: ['decode'],
  },
  prefill: {
    title: 'Time to the first token',
    yTitle: 'ms to the first token, per user',
    whole: 'the wait',
    metric: 'ttft',
    phases: ['prefill', 'transfer'],
  },
}

/** Where each millisecond goes, by cause: hatched bars from zero up to the total with its interval. */
export function waterfall(
  scenario: EvaluatedScenario | null,
  theme: ChartTheme,
  options: WaterfallOptions = {},
): ChartFigure {
  const kind = WATERFALL_KINDS[options.phase ?? 'decode']
  if (scenario === null) {
    const reason = ['Add a scenario to see where its time goes.']
    return stateFigure(theme, { state: 'empty', title: kind.title, heading: 'No scenario', reason })
  }
  const title = `${kind.title}, ${letterOf(scenario)}, per user`
  const total = scenario.result.metrics[kind.metric]
  const parts = partsByCause(scenario.result.ledger, kind.phases, (entry) => entry.seconds)
  const blocked = whyNoTime(scenario, total, parts)
  if (blocked) return stateFigure(theme, { ...blocked, title })

  const sum = parts.reduce((running, part) => running + part.value, 0)
  const drawn = joinSmall(parts)
  const memory = memoryWordOf([scenario])
  const was = formerOf(scenario, options)
  const bars = withFormer(
    waterfallBars(scenario, drawn, sum, total, kind.whole, memory),
    was ? formerBars(was, kind, memory) : [],
  )
  const largest = Math.max(...bars.map((bar) => Math.max(bar.base + bar.height, bar.whisker?.high ?? 0)))
  const axis = yAxisOf(largest, options)
  const resources = RESOURCES.filter((resource) => drawn.some((part) => part.resource === resource))
  const legend = resourceLegend(resources, (resource) => resourceName(resource, memory))
  const altText = alternativeText(scenario, kind.title, parts, total, sum)
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence: readingSentence(parts, sum, kind.whole, total),
    yTitle: kind.yTitle,
    altText,
    table: {
      columns: [
        { label: 'Cause', dimension: null },
        { label: 'Time', dimension: 'seconds' },
        { label: 'Share', dimension: 'share' },
        { label: 'Bound by', dimension: null },
        { label: 'Moves data', dimension: null },
      ],
      rows: [
        ...parts.map((part) => [
          part.name,
          part.value,
          part.value / sum,
          resourceName(part.resource, memory),
          part.movement === null ? '' : say(`movement.${part.movement}`),
        ]),
        ['Total', sum, 1, '', ''],
      ],
    },
    legend,
    option: waterfallOption(theme, bars, axis, {
      altText,
      yTitle: kind.yTitle,
      animate: options.animate,
      legend: legendGraphics(theme, legend),
    }),
    axes: { y: [0, axis.end] },
  }
  return withBeyond(theme, figure, barValues(theme, bars), options)
}

/** Bars as they were before a drag; none where there was no time to explain. */
function formerBars(
  was: EvaluatedScenario,
  kind: (typeof WATERFALL_KINDS)[WaterfallPhase],
  memory: string,
): FloatingBar[] {
  const total = was.result.metrics[kind.metric]
  const parts = partsByCause(was.result.ledger, kind.phases, (entry) => entry.seconds)
  if (whyNoTime(was, total, parts)) return []
  const sum = parts.reduce((running, part) => running + part.value, 0)
  return waterfallBars(was, joinSmall(parts), sum, total, kind.whole, memory)
}

/** The option both waterfalls share. */
export function waterfallOption(
  theme: ChartTheme,
  bars: readonly FloatingBar[],
  axis: { readonly end: number; readonly step: number },
  frame: {
    readonly altText: string
    readonly yTitle: string
    readonly animate: boolean | undefined
    readonly legend: readonly OptionValue[]
  },
): ChartOption {
  return {
    ...chartFrame(theme, frame.animate, frame.altText),
    grid: {
      left: theme.inset + 28,
      right: 16,
      top: 26,
      bottom: 40 + (theme.legendInPlot ? LEGEND_HEIGHT : 0),
    },
    graphic: [yTitleGraphic(theme, frame.yTitle), ...frame.legend],
    xAxis: categoryAxis(
      theme,
      bars.map((bar) => bar.name),
    ),
    yAxis: linearAxis(theme, {
      range: [0, axis.end],
      step: axis.step,
      label: (value) => formatNumber(value, { trim: true }),
    }),
    series: floatingBars(theme, bars),
  }
}

/** The value axis in milliseconds: locked while values change, else just above the largest value. */
export function yAxisOf(largest: number, options: ChartOptions): { readonly end: number; readonly step: number } {
  const locked = options.lockedAxes?.y
  return locked ? { end: locked[1], step: niceScale(locked[1]).step } : niceScale(largest * 1.06)
}

/** Why a scenario has no time, or energy, to explain; null when it has. @param missing said where no reason is known */
export function whyNoTime(
  scenario: EvaluatedScenario,
  total: Estimate,
  parts: readonly unknown[],
  missing = 'the time was not evaluated',
): { readonly state: 'infeasible' | 'unknown'; readonly heading: string; readonly reason: readonly string[] } | null {
  const { fit } = scenario.result
  if (fit.state === 'doesNotFit') {
    return {
      state: 'infeasible',
      heading: 'Does not fit',
      reason: [
        `${letterOf(scenario)} is ${formatText(fit.shortfall, 'bytes')} short.`,
        'Add devices, or lower the precision or the load.',
      ],
    }
  }
  if (total.value === null || parts.length === 0) {
    return {
      state: 'unknown',
      heading: 'Unknown',
      reason: [
        `${withoutStop(capitalised(reasonText(total.reason, missing)))}.`,
        `See the findings of ${letterOf(scenario)} for what to enter.`,
      ],
    }
  }
  return null
}

function waterfallBars(
  scenario: EvaluatedScenario,
  parts: readonly Part[],
  sum: number,
  total: Estimate,
  whole: string,
  memory: string,
): FloatingBar[] {
  let running = 0
  const milliseconds = millisecondParts(sum)
  const bars = parts.map((part): FloatingBar => {
    const base = running
    running += part.value
    return {
      key: part.key,
      scenario: scenario.id,
      name: twoLines(part.name, parts.length > 6 ? 7 : 12),
      base: base * 1000,
      height: part.value * 1000,
      end: running * 1000,
      label: milliseconds(part.value),
      fill: { resource: part.resource },
      tooltip: `${part.name}\n${formatText(part.value, 'seconds')}, ${percentText(part.value / sum)} of ${whole}\nBound by ${resourceName(part.resource, memory)}`,
    }
  })
  const marks = caveats(total)
  bars.push({
    key: 'total',
    scenario: scenario.id,
    name: 'Total',
    base: 0,
    height: sum * 1000,
    end: sum * 1000,
    label: `${milliseconds(sum)}${total.clamped === true ? ' limit' : ''}`,
    fill: { slot: scenario.slot, dashed: total.extrapolated === true },
    tooltip: `Total of ${letterOf(scenario)}\n${formatText(sum, 'seconds')}${intervalText(total)}${marks.length > 0 ? `\n${capitalised(joinWords(marks))}` : ''}`,
    ...(total.low !== null && total.high !== null
      ? {
          whisker: {
            low: total.low * 1000,
            high: total.high * 1000,
            dashed: total.inherited === true || total.extrapolated === true,
          },
        }
      : {}),
  })
  return bars
}

/** ", 8.10 ms to 9.20 ms in 80 % of cases", or nothing where the interval is unknown. */
export function intervalText(estimate: Estimate): string {
  return estimate.low === null || estimate.high === null
    ? ''
    : `, 80 % between ${formatText(estimate.low, 'seconds')} and ${formatText(estimate.high, 'seconds')}`
}

function readingSentence(parts: readonly Part[], sum: number, whole: string, total: Estimate): string {
  const largest = parts
    .toSorted((a, b) => b.value - a.value)
    .slice(0, 2)
    .map((part) => part.name)
  const names = capitalised(joinWords(largest.map((name, index) => (index === 0 ? name : withinSentence(name)))))
  const causes =
    largest.length > 1 ? `${names} are the largest causes.` : `${names} ${verb(names, 'is', 'are')} the only cause.`
  const mark = total.extrapolated === true ? ' Extrapolated.' : total.clamped === true ? ' Held at a limit.' : ''
  return `${movementSentence(parts, sum, whole)} ${causes}${mark}`
}

/** How much of the whole moves data off the die, and how much on it where anything does. */
function movementSentence(parts: readonly Part[], sum: number, whole: string): string {
  const share = (movement: Movement): number =>
    parts.filter((part) => part.movement === movement).reduce((running, part) => running + part.value, 0) / sum
  const offDie = percentText(share('offDie'))
  const onDie = share('onDie')
  return onDie > 0
    ? say('movement.bothTake', { offDie, onDie: percentText(onDie), whole })
    : say('movement.takes', { offDie, whole })
}

function alternativeText(
  scenario: EvaluatedScenario,
  name: string,
  parts: readonly Part[],
  total: Estimate,
  sum: number,
): string {
  const causes = parts.map((part) => `${withinSentence(part.name)} ${formatText(part.value, 'seconds')}`)
  const marks = caveats(total)
  return `Waterfall of the ${withinSentence(name)} of ${letterOf(scenario)} ${scenario.name}: ${joinWords(causes)}; together ${formatText(sum, 'seconds')}${intervalText(total)}${marks.length > 0 ? `, ${joinWords(marks)}` : ''}.`
}
