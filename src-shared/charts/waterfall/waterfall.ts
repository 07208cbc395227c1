import { caveats } from '../../words/caveats.ts'
import { spoken } from '../kit/spoken.ts'
import { amount } from '../../units/amount.ts'
import { RESOURCES, type Estimate, type Phase } from '../../domain/result.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { categoryAxis, chartFrame, linearAxis, niceScale, yTitleGraphic } from '../kit/axes.ts'
import { withBeyond } from '../kit/beyond.ts'
import { barValues, floatingBars, highestOf, withFormer, type FloatingBar } from '../kit/bars.ts'
import { joinSmall, partsByCause, type Part } from './causes.ts'
import { formerOf } from '../kit/ghost.ts'
import { resourceName } from '../../words/labels.ts'
import { legendGraphics, LEGEND_HEIGHT, resourceLegend } from '../kit/legend.ts'
import { letterOf, memoryWordOf } from '../../words/scenario.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { capitalised, millisecondParts, percentText, verb, withinSentence, withoutStop } from '../../words/text.ts'
import type { ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, OptionValue } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import type { Movement } from '../../domain/movement.ts'
import { say } from '../../words/say.ts'
import { reasonText } from '../../words/reasonText.ts'
import { sentences, stopped } from '../../words/joined.ts'

/** Which waiting a waterfall explains: one more token, or the first one. */
export type WaterfallPhase = 'decode' | 'prefill'

/** Options of the waterfalls. */
export interface WaterfallOptions extends ChartOptions {
  /** Default decode: time per output token. */
  readonly phase?: WaterfallPhase
}

/** Metric and lines of the ledger of each kind of waterfall. */
export const WATERFALL_KINDS: Readonly<
  Record<
    WaterfallPhase,
    {
      readonly metric: 'tpot' | 'ttft'
      readonly phases: readonly Phase[]
    }
  >
> = {
  decode: {
    metric: 'tpot',
    phases: ['decode'],
  },
  prefill: {
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
  const phase = options.phase ?? 'decode'
  const kind = WATERFALL_KINDS[phase]
  const name = say('charts.waterfall.name', { phase })
  if (scenario === null) {
    const reason = [say('charts.waterfall.empty')]
    return stateFigure(theme, { state: 'empty', title: name, heading: say('charts.noScenario'), reason })
  }
  const yTitle = say('charts.waterfall.y', { phase })
  const whole = say('charts.waterfall.whole', { phase })
  const title = say('charts.waterfall.title', { name, letter: letterOf(scenario) })
  const total = scenario.result.metrics[kind.metric]
  const parts = partsByCause(scenario.result.ledger, kind.phases, (entry) => entry.seconds)
  const blocked = whyNoTime(scenario, total, parts)
  if (blocked) return stateFigure(theme, { ...blocked, title })

  const sum = parts.reduce((running, part) => running + part.value, 0)
  const drawn = joinSmall(parts)
  const memory = memoryWordOf([scenario])
  const was = formerOf(scenario, options)
  const bars = withFormer(
    waterfallBars(scenario, drawn, sum, total, whole, memory),
    was ? formerBars(was, kind, whole, memory) : [],
  )
  const axis = yAxisOf(highestOf(bars), options)
  const resources = RESOURCES.filter((resource) => drawn.some((part) => part.resource === resource))
  const legend = resourceLegend(resources, (resource) => resourceName(resource, memory))
  const altText = alternativeText(scenario, name, parts, total, sum)
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence: readingSentence(parts, sum, whole, total),
    yTitle,
    altText,
    table: {
      columns: [
        { label: column('cause'), dimension: null },
        { label: column('time'), dimension: 'seconds' },
        { label: column('share'), dimension: 'share' },
        { label: say('charts.column.boundBy'), dimension: null },
        { label: column('movement'), dimension: null },
      ],
      rows: [
        ...parts.map((part) => [
          part.name,
          part.value,
          part.value / sum,
          resourceName(part.resource, memory),
          part.movement === null ? '' : say(`movement.${part.movement}`),
        ]),
        [say('charts.column.total'), sum, 1, '', ''],
      ],
    },
    legend,
    option: waterfallOption(theme, bars, axis, {
      altText,
      yTitle,
      animate: options.animate,
      legend: legendGraphics(theme, legend),
    }),
    axes: { y: [0, axis.end] },
  }
  return withBeyond(theme, figure, barValues(theme, bars), options)
}

const column = (name: string): string => say('charts.waterfall.column', { column: name })

/** Bars as they were before a drag; none where there was no time to explain. */
function formerBars(
  was: EvaluatedScenario,
  kind: (typeof WATERFALL_KINDS)[WaterfallPhase],
  whole: string,
  memory: string,
): FloatingBar[] {
  const total = was.result.metrics[kind.metric]
  const parts = partsByCause(was.result.ledger, kind.phases, (entry) => entry.seconds)
  if (whyNoTime(was, total, parts)) return []
  const sum = parts.reduce((running, part) => running + part.value, 0)
  return waterfallBars(was, joinSmall(parts), sum, total, whole, memory)
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
  return spoken({
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
      { labels: false },
    ),
    yAxis: linearAxis(theme, {
      range: [0, axis.end],
      step: axis.step,
      label: (value) => formatNumber(value, { trim: true }),
    }),
    series: floatingBars(theme, bars),
  })
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
  missing = say('charts.timeNotEvaluated'),
): { readonly state: 'infeasible' | 'unknown'; readonly heading: string; readonly reason: readonly string[] } | null {
  const { fit } = scenario.result
  if (fit.state === 'doesNotFit') {
    return {
      state: 'infeasible',
      heading: say('charts.misfit'),
      reason: [
        say('charts.shortOf', { letter: letterOf(scenario), bytes: amount(fit.shortfall, 'bytes') }),
        say('charts.addDevices'),
      ],
    }
  }
  if (total.value === null || parts.length === 0) {
    return {
      state: 'unknown',
      heading: say('charts.unknown'),
      reason: [
        stopped(withoutStop(capitalised(reasonText(total.reason, missing)))),
        say('charts.seeFindings', { letter: letterOf(scenario) }),
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
      name: part.name,
      base: base * 1000,
      height: part.value * 1000,
      end: running * 1000,
      label: milliseconds(part.value),
      fill: { resource: part.resource },
      tooltip: say('charts.waterfall.mark', {
        name: part.name,
        time: amount(part.value, 'seconds'),
        share: percentText(part.value / sum),
        whole,
        resource: resourceName(part.resource, memory),
      }),
    }
  })
  const marks = caveats(total)
  bars.push({
    key: 'total',
    scenario: scenario.id,
    name: say('charts.column.total'),
    base: 0,
    height: sum * 1000,
    end: sum * 1000,
    label: limitText(milliseconds(sum), total),
    fill: { slot: scenario.slot, dashed: total.extrapolated === true },
    tooltip: `${say('charts.waterfall.totalOf', { letter: letterOf(scenario) })}\n${formatText(sum, 'seconds')}${intervalText(total)}${marks.length > 0 ? `\n${capitalised(say('name.and', { names: marks }))}` : ''}`,
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

/** A number over a bar, and that it is held at a limit where it is. */
export function limitText(value: string, total: Estimate): string {
  return total.clamped === true ? say('charts.waterfall.limit', { value }) : value
}

/** ", 8.10 ms to 9.20 ms in 80 % of cases", or nothing where the interval is unknown. */
export function intervalText({ low, high }: Estimate, dimension: 'seconds' | 'joules' = 'seconds'): string {
  return low === null || high === null
    ? ''
    : say('charts.waterfall.interval', { low: amount(low, dimension), high: amount(high, dimension) })
}

function readingSentence(parts: readonly Part[], sum: number, whole: string, total: Estimate): string {
  const largest = parts
    .toSorted((a, b) => b.value - a.value)
    .slice(0, 2)
    .map((part) => part.name)
  const names = capitalised(
    say('name.and', { names: largest.map((name, index) => (index === 0 ? name : withinSentence(name))) }),
  )
  const causes = say('charts.waterfall.causes', { names, count: largest.length, many: verb(names, 'no', 'yes') })
  const mark = markText(total)
  return sentences([movementSentence(parts, sum, whole), causes, mark])
}

/** "Extrapolated." or "Held at a limit.", after a sentence; '' where neither holds. */
export function markText(total: Estimate): string {
  if (total.extrapolated === true) return say('charts.waterfall.extrapolated')
  return total.clamped === true ? say('charts.waterfall.held') : ''
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
  const causes = parts.map((part) =>
    say('charts.waterfall.part', { name: withinSentence(part.name), value: amount(part.value, 'seconds') }),
  )
  const marks = caveats(total)
  return say('charts.waterfall.alternative', {
    what: withinSentence(name),
    name: `${letterOf(scenario)} ${scenario.name}`,
    causes,
    total: amount(sum, 'seconds'),
    interval: intervalText(total),
    marks,
    count: marks.length,
  })
}
