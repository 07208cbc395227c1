import type { Sweep, SweepCurve, SweepPoint } from '../../domain/analysis/sweep.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { chartFrame, decadeRange, linearAxis, logAxis, niceScale, yTitleGraphic } from '../kit/axes.ts'
import { chip, line, text } from '../kit/draw.ts'
import { resourceName } from '../../words/labels.ts'
import { letterAndName, letterOf, memoryWordOf } from '../../words/scenario.ts'
import { limitBar, scenarioLine, type LinePoint } from '../kit/scenarioLine.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { axisText, capitalised, withinSentence } from '../../words/text.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import { sensitiveMetricWords } from '../../words/sensitiveMetric.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { isClamped, withWeaknesses } from '../kit/weakness.ts'

/** What the sweep shows. */
export interface SweepInput {
  readonly sweep: Sweep
  readonly scenarios: readonly EvaluatedScenario[]
  readonly baselineId: string
}

interface Drawn {
  readonly scenario: EvaluatedScenario
  readonly curve: SweepCurve
  /** The points that have a value, beyond what fits left out but for the first. */
  readonly points: readonly (SweepPoint & { readonly value: number })[]
}

const FOOT = 40
const TOP = 22

function drawnOf({ sweep, scenarios }: SweepInput): Drawn[] {
  return scenarios.flatMap((scenario): Drawn[] => {
    const curve = sweep.curves.find((each) => each.scenario === scenario.id)
    if (!curve) return []
    const known = curve.points.filter((point): point is SweepPoint & { value: number } => point.value !== null)
    const points = known.filter((point, index) => point.fits || (known[index - 1]?.fits ?? false))
    return points.length > 1 ? [{ scenario, curve, points }] : []
  })
}

/**
 * A metric over one input, every scenario a line: a device's own figure as a factor of what it is, a load or a site by
 * its value. Rings are knees, where something else begins to bind; a hollow mark is the first load that does not fit; the
 * chip is where the scenario is now.
 */
export function sweepChart(input: SweepInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const { sweep, scenarios, baselineId } = input
  const words = sensitiveMetricWords(sweep.metric)
  const title = `${capitalised(words.title)}, over ${withinSentence(sweep.input)}`
  if (scenarios.length === 0) {
    return stateFigure(theme, {
      state: 'empty',
      title,
      heading: 'No scenarios',
      reason: ['Add a scenario to sweep its inputs.'],
    })
  }
  const drawn = drawnOf(input)
  if (drawn.length === 0) {
    const misfit = scenarios.every(({ result }) => result.fit.state === 'doesNotFit')
    return misfit
      ? stateFigure(theme, {
          state: 'infeasible',
          title,
          heading: 'Does not fit',
          reason: ['It fits at none of the values.', 'Choose more devices or narrower numbers.'],
        })
      : stateFigure(theme, {
          state: 'unknown',
          title,
          heading: 'Unknown',
          reason: [`No ${words.noun} is known over ${withinSentence(sweep.input)}.`],
        })
  }
  const values = drawn.flatMap(({ points }) => points.map(({ value }) => value))
  const ats = drawn.flatMap(({ points }) => points.map(({ at }) => at))
  const x = options.lockedAxes?.x ?? ([Math.min(...ats), Math.max(...ats)] as const)
  const wide = Math.max(...values) / Math.min(...values) > 12
  const scale = niceScale(Math.max(...values) * 1.04)
  const y = options.lockedAxes?.y ?? (wide ? decadeRange(values, [1e-3, 1]) : ([0, scale.end] as const))
  const yTitle = capitalised(words.title)
  const sentence = readingSentence(input, drawn)
  const atText = (at: number): string =>
    sweep.relative ? `${formatNumber(at, { trim: true })}×` : axisText(at, sweep.dimension)
  const valueText = (value: number): string => formatText(value, words.dimension)
  const altText = `${title}. ${drawn
    .map(({ scenario, points, curve }) => {
      const [first, last] = [points[0], points.at(-1)]
      const knees = curve.knees.map((knee) => kneeText(scenario, knee, atText)).join('; ')
      return `${letterAndName(scenario)}: ${valueText(first?.value ?? 0)} at ${atText(first?.at ?? 0)} to ${valueText(last?.value ?? 0)} at ${atText(last?.at ?? 0)}${knees ? `; ${knees}` : ''}.`
    })
    .join(' ')} ${sentence}`
  const label = (value: number): string => axisText(value, words.dimension)
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: 'Scenario', dimension: null },
        {
          label: sweep.relative ? `${sweep.input}, times its own` : sweep.input,
          dimension: sweep.relative ? 'count' : sweep.dimension,
        },
        { label: yTitle, dimension: words.dimension },
        { label: 'Binds', dimension: null },
        { label: 'Fits', dimension: null },
        { label: 'Measured', dimension: null },
      ],
      rows: drawn.flatMap(({ scenario, points }) =>
        points.map(({ at, value, binding, fits, beyond }) => [
          letterAndName(scenario),
          at,
          value,
          binding === null ? '' : resourceName(binding, memoryWordOf([scenario])),
          fits ? 'yes' : 'no, some wait',
          beyond ? 'no, extrapolated' : 'within',
        ]),
      ),
    },
    legend: [],
    option: {
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 48, right: 28, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: logAxis(theme, {
        range: x,
        label: atText,
        name: sweep.relative ? `${sweep.input}, times its own` : sweep.input,
      }),
      yAxis: wide
        ? logAxis(theme, { range: y, label })
        : linearAxis(theme, { range: y, step: y[1] === scale.end ? scale.step : niceScale(y[1]).step, label }),
      series: [
        ...drawn.flatMap((each) =>
          scenarioLine(
            theme,
            'sweep',
            each.scenario,
            pointsOf(each, atText, valueText),
            each.scenario.id === baselineId,
          ),
        ),
        marks(theme, drawn, [x[0], y[0]], y, sweep.relative),
      ],
    },
    axes: { x, y },
  }
  return withWeaknesses(
    theme,
    figure,
    drawn.map(({ scenario }) => scenario),
  )
}

function pointsOf(
  { scenario, points }: Drawn,
  atText: (at: number) => string,
  valueText: (value: number) => string,
): LinePoint[] {
  const memory = memoryWordOf([scenario])
  return points.map(({ at, value, binding, fits, beyond }) => {
    const binds = binding === null ? '' : `${resourceName(binding, memory)} binds`
    return {
      at: [at, value],
      text: `${letterAndName(scenario)}, at ${atText(at)}\n${valueText(value)}\n${fits ? binds : 'Not all requests fit'}${beyond ? '\nExtrapolated: beyond what was measured' : ''}`,
      beyond,
    }
  })
}

/** Rings at the knees, hollow marks where requests stop to fit, chips where the scenarios are now. */
function marks(
  theme: ChartTheme,
  drawn: readonly Drawn[],
  corner: readonly [number, number],
  y: readonly [number, number],
  relative: boolean,
): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const plot = params.coordSys
      const children: Graphic[] = []
      if (relative) {
        const now = api.coord([1, corner[1]])[0]
        children.push(line(now, plot.y, now, plot.y + plot.height, theme.ink3, 1, [4, 3]))
        children.push(text(theme, now + 5, plot.y + 8, 'now', { color: theme.ink3 }))
      }
      let taken: number[] = []
      for (const { scenario, curve, points } of drawn) {
        const { color } = scenarioStyle(theme, scenario.slot)
        for (const knee of curve.knees) {
          const point = points.find(({ at }) => at === knee.at)
          if (!point) continue
          const [cx, cy] = api.coord([point.at, Math.min(y[1], point.value)])
          const bare = knee.after === 'doesNotFit'
          children.push({
            type: 'circle',
            silent: true,
            z2: 24,
            shape: { cx, cy, r: 4 },
            style: { fill: theme.surface, stroke: color, lineWidth: 1.5, ...(bare ? { lineDash: [2, 2] } : {}) },
          })
        }
        const own = curve.own ?? 1
        const near = points.reduce((best, point) =>
          Math.abs(Math.log(point.at / own)) < Math.abs(Math.log(best.at / own)) ? point : best,
        )
        const [x, at] = api.coord([near.at, Math.min(y[1], near.value)])
        // Chips of scenarios that lie on one another stand side by side.
        const shift = taken.filter((other) => Math.abs(other - at) < 15).length * 17
        taken = [...taken, at]
        children.push(...chip(theme, x + shift, at, letterOf(scenario), scenario.slot))
        if (isClamped(scenario)) children.push(limitBar(theme, x + shift, at))
      }
      return { type: 'group', children }
    },
  }
}

function kneeText(
  scenario: EvaluatedScenario,
  knee: SweepCurve['knees'][number],
  atText: (at: number) => string,
): string {
  if (knee.after === 'doesNotFit') return `not all requests fit from ${atText(knee.at)} on`
  return `${withinSentence(resourceName(knee.after, memoryWordOf([scenario])))} binds from ${atText(knee.at)} on`
}

/** Where the knee of the baseline, or of the first that has one, lies; of requests, where a token takes twice as long. */
function readingSentence({ sweep, baselineId }: SweepInput, drawn: readonly Drawn[]): string {
  const atText = (at: number): string => (sweep.relative ? `${formatNumber(at)}×` : formatText(at, sweep.dimension))
  const ordered = drawn.toSorted(
    (one, two) => Number(two.scenario.id === baselineId) - Number(one.scenario.id === baselineId),
  )
  const [first] = ordered
  if (!first) return ''
  if (first.curve.doubling !== null) {
    const others = ordered
      .slice(1)
      .flatMap(({ scenario, curve }) =>
        curve.doubling === null ? [] : [`${letterOf(scenario)} ${atText(curve.doubling)}`],
      )
    return `B*, where a token takes twice as long: ${letterOf(first.scenario)} ${atText(first.curve.doubling)}${others.length > 0 ? `, ${others.join(', ')}` : ''} requests.`
  }
  const kneed = ordered.find(({ curve }) => curve.knees.length > 0)
  if (!kneed) return 'Nothing else begins to bind over this range: no knee.'
  const own = kneed.curve.own ?? 1
  const knee = kneed.curve.knees.reduce((best, each) =>
    Math.abs(Math.log(each.at / own)) < Math.abs(Math.log(best.at / own)) ? each : best,
  )
  return `Knee of ${letterOf(kneed.scenario)}: ${kneeText(kneed.scenario, knee, atText)}.`
}
