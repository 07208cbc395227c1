import { spoken } from '../kit/spoken.ts'
import { say } from '../../words/say.ts'
import type { Sweep, SweepCurve, SweepPoint } from '../../domain/analysis/sweep.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { chartFrame, decadeRange, linearAxis, logAxis, niceScale, WIDEST_LINEAR, yTitleGraphic } from '../kit/axes.ts'
import { chip, CHIP, line, textInBox } from '../kit/draw.ts'
import { firstClear, segmentsOf, spreadMarks } from '../kit/placement.ts'
import { textWidth } from '../kit/textWidth.ts'
import { resourceName } from '../../words/labels.ts'
import { letterAndName, letterOf, memoryWordOf } from '../../words/scenario.ts'
import { chipBounds, limitBar, scenarioLine, type LinePoint } from '../kit/scenarioLine.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { axisText, capitalised, withinSentence } from '../../words/text.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import { sensitiveMetricWords } from '../../words/sensitiveMetric.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { isClamped, withWeaknesses } from '../kit/weakness.ts'
import { enumerated, sentences, stopped, withSemicolons } from '../../words/joined.ts'

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
  const title = say('charts.sweep.title', {
    metric: capitalised(words.title),
    input: withinSentence(sweep.input),
  })
  if (scenarios.length === 0) {
    return stateFigure(theme, {
      state: 'empty',
      title,
      heading: say('charts.noScenarios'),
      reason: [say('charts.sweep.empty')],
    })
  }
  const drawn = drawnOf(input)
  if (drawn.length === 0) {
    const misfit = scenarios.every(({ result }) => result.fit.state === 'doesNotFit')
    return misfit
      ? stateFigure(theme, {
          state: 'infeasible',
          title,
          heading: say('charts.misfit'),
          reason: [say('charts.sweep.misfit'), say('charts.chooseMore')],
        })
      : stateFigure(theme, {
          state: 'unknown',
          title,
          heading: say('charts.unknown'),
          reason: [say('charts.sweep.unknown', { metric: words.noun, input: withinSentence(sweep.input) })],
        })
  }
  const values = drawn.flatMap(({ points }) => points.map(({ value }) => value))
  const ats = drawn.flatMap(({ points }) => points.map(({ at }) => at))
  const x = options.lockedAxes?.x ?? ([Math.min(...ats), Math.max(...ats)] as const)
  const wide = Math.max(...values) / Math.min(...values) > WIDEST_LINEAR
  const scale = niceScale(Math.max(...values) * 1.04)
  const y = options.lockedAxes?.y ?? (wide ? decadeRange(values, [1e-3, 1]) : ([0, scale.end] as const))
  const yTitle = capitalised(words.title)
  const xName = say('charts.sweep.x', { input: sweep.input, relative: sweep.relative ? 'yes' : 'no' })
  const sentence = readingSentence(input, drawn)
  const atText = (at: number): string =>
    sweep.relative ? `${formatNumber(at, { trim: true })}×` : axisText(at, sweep.dimension)
  const valueText = (value: number): string => formatText(value, words.dimension)
  const altText = sentences([
    stopped(title),
    ...drawn.map(({ scenario, points, curve }) => {
      const [first, last] = [points[0], points.at(-1)]
      const knees = withSemicolons(curve.knees.map((knee) => kneeText(scenario, knee, atText)))
      return say('charts.sweep.curve', {
        name: letterAndName(scenario),
        first: valueText(first?.value ?? 0),
        from: atText(first?.at ?? 0),
        last: valueText(last?.value ?? 0),
        to: atText(last?.at ?? 0),
        knees: knees || 'none',
      })
    }),
    sentence,
  ])
  const label = (value: number): string => axisText(value, words.dimension)
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: say('charts.column.scenario'), dimension: null },
        {
          label: xName,
          dimension: sweep.relative ? 'count' : sweep.dimension,
        },
        { label: yTitle, dimension: words.dimension },
        { label: say('charts.column.binds'), dimension: null },
        { label: say('charts.column.fits'), dimension: null },
        { label: say('charts.column.measured'), dimension: null },
      ],
      rows: drawn.flatMap(({ scenario, points }) =>
        points.map(({ at, value, binding, fits, beyond }) => [
          letterAndName(scenario),
          at,
          value,
          binding === null ? '' : resourceName(binding, memoryWordOf([scenario])),
          say('charts.fits', { fits: fits ? 'yes' : 'no' }),
          say('charts.measured', { beyond: beyond ? 'yes' : 'no' }),
        ]),
      ),
    },
    legend: [],
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 48, right: 28, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: logAxis(theme, {
        range: x,
        label: atText,
        name: xName,
      }),
      yAxis:
        y[0] > 0
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
    }),
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
    const binds = binding === null ? '' : say('charts.sweep.binds', { resource: resourceName(binding, memory) })
    return {
      at: [at, value],
      text: [
        say('charts.sweep.at', { name: letterAndName(scenario), at: atText(at) }),
        valueText(value),
        fits ? binds : say('charts.sweep.someWait'),
        ...(beyond ? [say('charts.extrapolatedLine')] : []),
      ].join('\n'),
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
        const words = say('charts.sweep.now')
        const width = textWidth(words, theme.fontSize)
        const lines = drawn.flatMap(({ points }) =>
          segmentsOf(points.map(({ at, value }) => api.coord([at, Math.min(y[1], value)]))),
        )
        const box = firstClear(
          { width },
          [plot.y + 8, plot.y + plot.height - 8].flatMap((row) => [
            [now + 5, row],
            [now - 5 - width, row],
          ]),
          { boxes: [], segments: lines, bounds: plot },
        )
        if (box) children.push(textInBox(theme, box, words, { color: theme.ink3 }))
      }
      const now = drawn.map(({ curve, points }) => {
        const own = curve.own ?? 1
        const near = points.reduce((best, point) =>
          Math.abs(Math.log(point.at / own)) < Math.abs(Math.log(best.at / own)) ? point : best,
        )
        return api.coord([near.at, Math.min(y[1], near.value)])
      })
      // Chips of scenarios that lie on one another stand side by side.
      const places = spreadMarks(now, CHIP, chipBounds(plot))
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
      }
      drawn.forEach(({ scenario }, index) => {
        const [across, down] = places[index] ?? [0, 0]
        children.push(...chip(theme, across, down, letterOf(scenario), scenario.slot))
        if (isClamped(scenario)) children.push(limitBar(theme, across, down))
      })
      return { type: 'group', children }
    },
  }
}

function kneeText(
  scenario: EvaluatedScenario,
  knee: SweepCurve['knees'][number],
  atText: (at: number) => string,
): string {
  if (knee.after === 'doesNotFit') return say('charts.sweep.kneeMisfit', { at: atText(knee.at) })
  const resource = withinSentence(resourceName(knee.after, memoryWordOf([scenario])))
  return say('charts.sweep.knee', { resource, at: atText(knee.at) })
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
    const own = `${letterOf(first.scenario)} ${atText(first.curve.doubling)}`
    return say('charts.sweep.doubling', { loads: enumerated([own, ...others]) })
  }
  const kneed = ordered.find(({ curve }) => curve.knees.length > 0)
  if (!kneed) return say('charts.sweep.noKnee')
  const own = kneed.curve.own ?? 1
  const knee = kneed.curve.knees.reduce((best, each) =>
    Math.abs(Math.log(each.at / own)) < Math.abs(Math.log(best.at / own)) ? each : best,
  )
  return say('charts.sweep.reading', {
    letter: letterOf(kneed.scenario),
    knee: kneeText(kneed.scenario, knee, atText),
  })
}
