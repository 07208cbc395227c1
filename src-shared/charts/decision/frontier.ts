import { spoken } from '../kit/spoken.ts'
import { amount } from '../../units/amount.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { chartFrame, decadeRange, linearAxis, logAxis, niceScale, WIDEST_LINEAR, yTitleGraphic } from '../kit/axes.ts'
import { chip, CHIP, hatchShapes, line, textInBox } from '../kit/draw.ts'
import { curvesOf, underlay, type Curve, type FrontierInput, type Mark } from './frontierCurves.ts'
import { curveText, markText, readingSentence } from './frontierWords.ts'
import { divisorWord, powerBasis } from './normalise.ts'
import { around, firstClear, LABEL_HEIGHT, placeLabels, segmentsOf, spreadMarks, type Box } from '../kit/placement.ts'
import { textWidth } from '../kit/textWidth.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { chipBounds, hollowMark, limitBar, scenarioLine, type LinePoint } from '../kit/scenarioLine.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { withAlpha, type ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import { isClamped, withWeaknesses } from '../kit/weakness.ts'
import { reasonText } from '../../words/reasonText.ts'
import { say, wordingText } from '../../words/say.ts'
import { sentences, stopped, withSemicolons } from '../../words/joined.ts'

/** Requests in flight that get a hollow mark on each curve. */
const MARKED: ReadonlySet<number> = new Set([4, 16, 64, 256, 1024, 4096])
const FOOT = 40
const TOP = 22

/**
 * Output tokens/s per user against output tokens/s per device (or whatever the comparison divides by): each scenario
 * from one request in flight to as many as its memory holds. The chip stands where the scenario is now; what nobody
 * else beats in both is underlaid; what is slower than the objective is hatched.
 */
export function frontierChart(input: FrontierInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const basis = powerBasis(input.scenarios)
  const word = divisorWord(input.normaliser, basis)
  const title = say('charts.frontier.title', { divisor: word })
  const curves = curvesOf(input)
  const drawn = curves.filter(({ marks }) => marks.length > 0)
  if (input.scenarios.length === 0) {
    const reason = [say('charts.frontier.empty')]
    return stateFigure(theme, { state: 'empty', title, heading: say('charts.noScenarios'), reason })
  }
  if (drawn.length === 0) {
    const misfit = input.scenarios.every(({ result }) => result.fit.state === 'doesNotFit')
    const reason = reasonText(curves[0]?.reason, say('charts.frontier.nothing'))
    return misfit
      ? stateFigure(theme, {
          state: 'infeasible',
          title,
          heading: say('charts.misfit'),
          reason: [say('charts.frontier.misfit'), say('charts.chooseMore')],
        })
      : stateFigure(theme, { state: 'unknown', title, heading: say('charts.unknown'), reason: [reason] })
  }
  const all = drawn.flatMap(({ marks }) => marks)
  const objective = input.timePerToken === null ? null : 1 / input.timePerToken
  const speeds = [...all.map(({ speed }) => speed), ...(objective === null ? [] : [objective])]
  const x = options.lockedAxes?.x ?? tightRange(speeds)
  const scale = niceScale(Math.max(...all.map(({ value }) => value)) * 1.04)
  const most = drawn.map(({ marks }) => Math.max(...marks.map(({ value }) => value)))
  // On one linear axis the highest curve would flatten the others.
  const wide = Math.max(...most) / Math.min(...most) > WIDEST_LINEAR
  const label = (value: number): string => formatNumber(value, { trim: true })
  const y =
    options.lockedAxes?.y ??
    (wide
      ? decadeRange(
          all.map(({ value }) => value),
          [1, 10],
        )
      : ([0, scale.end] as const))
  const sentence = readingSentence(input, drawn, word)
  const yTitle = say('charts.frontier.y', { divisor: word })
  const missing = curves.flatMap(({ scenario, reason }) =>
    reason === null ? [] : [say('charts.frontier.why', { letter: letterOf(scenario), reason: wordingText(reason) })],
  )
  const altText = sentences([
    stopped(title),
    ...drawn.map((curve) => curveText(curve, word)),
    missing.length > 0 ? say('charts.frontier.notDrawn', { reasons: withSemicolons(missing) }) : '',
    sentence,
  ])
  const step = y[1] === scale.end ? scale.step : niceScale(y[1]).step
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: say('charts.column.scenario'), dimension: null },
        { label: say('charts.column.requests'), dimension: 'count' },
        { label: say('charts.frontier.x'), dimension: 'tokensPerSecond' },
        { label: yTitle, dimension: 'count' },
        { label: say('charts.column.timePerToken'), dimension: 'seconds' },
        { label: say('charts.column.timeToFirst'), dimension: 'seconds' },
        { label: say('charts.column.fits'), dimension: null },
        { label: say('charts.column.measured'), dimension: null },
      ],
      rows: drawn.flatMap(({ scenario, marks }) =>
        marks.map(({ point, speed, value }) => [
          letterAndName(scenario),
          point.concurrency,
          speed,
          value,
          point.tpot,
          point.ttft,
          say('charts.fits', { fits: point.fits ? 'yes' : 'no' }),
          say('charts.measured', { beyond: point.beyond ? 'yes' : 'no' }),
        ]),
      ),
    },
    legend: [],
    option: spoken({
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 40, right: 24, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: logAxis(theme, {
        range: x,
        label: (value) => formatNumber(value, { trim: true }),
        name: say('charts.frontier.x'),
      }),
      yAxis: y[0] > 0 ? logAxis(theme, { range: y, label }) : linearAxis(theme, { range: y, step, label }),
      series: [
        backdrop(theme, [x[0], y[0]], objective, underlay(drawn)),
        ...drawn.flatMap((curve) =>
          scenarioLine(
            theme,
            'frontier',
            curve.scenario,
            pointsOf(theme, curve, word),
            curve.scenario.id === input.baselineId,
          ),
        ),
        labels(theme, [x[0], y[0]], drawn, objective),
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

/** Ends of the speed axis: 1-2-5 values around what is drawn, so that a decade is not half empty. */
function tightRange(speeds: readonly number[]): readonly [number, number] {
  const steps = [1, 2, 5]
  const low = Math.min(...speeds)
  const high = Math.max(...speeds)
  const candidates = Array.from({ length: 48 }, (_, index) =>
    Number(`${steps[index % 3]}e${Math.floor(index / 3) - 6}`),
  )
  const from = candidates.findLast((value) => value <= low) ?? 1e-6
  const to = candidates.find((value) => value >= high * 1.05) ?? 1e9
  return [from, to > from ? to : from * 10]
}

/** Under the curves: what is slower than the objective, and what nobody beats. */
function backdrop(
  theme: ChartTheme,
  corner: readonly [number, number],
  objective: number | null,
  best: readonly (readonly Mark[])[],
): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 1,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const { x, y, width, height } = params.coordSys
      const children: Graphic[] = []
      if (objective !== null) {
        const at = Math.max(x, Math.min(x + width, Math.round(api.coord([objective, corner[1]])[0]) + 0.5))
        const slower: Box = { x, y, width: at - x, height }
        children.push(
          {
            type: 'rect',
            silent: true,
            shape: { ...slower },
            style: { fill: theme.canvas, opacity: theme.shadeOpacity },
          },
          ...hatchShapes(slower, 'rising', theme.line, 7),
          line(at, y, at, y + height, theme.ink, 1),
        )
      }
      for (const run of best) {
        children.push({
          type: 'polyline',
          silent: true,
          shape: { points: run.map(({ speed, value }) => api.coord([speed, value])) },
          style: {
            stroke: withAlpha(theme.ink3, 0.2),
            lineWidth: 7,
            fill: 'none',
            lineCap: 'round',
            lineJoin: 'round',
          },
        })
      }
      return { type: 'group', children }
    },
  }
}

function pointsOf(theme: ChartTheme, { scenario, marks }: Curve, word: string): LinePoint[] {
  const itemStyle = hollowMark(theme, scenario)
  return marks.map(({ point, speed, value }) => ({
    at: [speed, value],
    text: markText(scenario, point, value, word),
    beyond: point.beyond,
    ...(MARKED.has(point.concurrency) ? { mark: { itemStyle } } : {}),
  }))
}

/** Chips where the scenarios are now, numbers of requests at the hollow marks, and the objective. */
function labels(
  theme: ChartTheme,
  corner: readonly [number, number],
  curves: readonly Curve[],
  objective: number | null,
): ChartOption {
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const plot = params.coordSys
      const children: Graphic[] = []
      const standing = curves.flatMap((curve) => {
        const mark = curve.now ?? curve.marks.at(-1)
        return mark ? [{ ...curve, at: api.coord([mark.speed, mark.value]) }] : []
      })
      const places = spreadMarks(
        standing.map(({ at }) => at),
        CHIP,
        chipBounds(plot),
      )
      const chips = places.map((place) => around(place, CHIP / 2 + 0.5))
      standing.forEach(({ scenario, now }, index) => {
        const [x, y] = places[index] ?? [0, 0]
        children.push(...chip(theme, x, y, letterOf(scenario), scenario.slot, now === null))
        if (isClamped(scenario)) children.push(limitBar(theme, x, y))
      })
      // Where the chip stands the number is the load's own.
      const named = curves.flatMap(({ marks, now }) =>
        marks.filter((mark) => mark !== now && MARKED.has(mark.point.concurrency)),
      )
      const hollow = curves.flatMap(({ marks }) => marks.filter((mark) => MARKED.has(mark.point.concurrency)))
      const points = hollow.map(({ speed, value }) => around(api.coord([speed, value]), 4))
      const segments = curves.flatMap(({ marks }) =>
        segmentsOf(marks.map(({ speed, value }) => api.coord([speed, value]))),
      )
      const boxes: Box[] = [...chips, ...points]
      if (objective !== null) {
        const at = Math.max(plot.x, Math.min(plot.x + plot.width, api.coord([objective, corner[1]])[0]))
        segments.push({ x1: at, y1: plot.y, x2: at, y2: plot.y + plot.height })
        const rows = [plot.y + plot.height - 9, plot.y + 9, plot.y + plot.height - 23, plot.y + 23]
        const beside = (words: string, sides: readonly ('left' | 'right')[], color: string): boolean => {
          const width = textWidth(words, theme.fontSize)
          const box = firstClear(
            { width },
            sides.flatMap((side) => rows.map((row) => [side === 'right' ? at + 5 : at - 5 - width, row] as const)),
            { boxes, segments, bounds: plot },
          )
          if (!box) return false
          boxes.push(box)
          children.push(textInBox(theme, box, words, { color }))
          return true
        }
        const said = { speed: formatNumber(objective), time: amount(1 / objective, 'seconds') }
        const both = ['right', 'left'] as const
        if (!beside(say('charts.frontier.objective', said), both, theme.ink)) {
          beside(say('charts.frontier.objectiveTime', { time: said.time }), both, theme.ink)
        }
        beside(say('charts.frontier.slower'), ['left'], theme.ink3)
      }
      const words = named.map(({ point }) => formatText(point.concurrency, 'count'))
      const placed = placeLabels(
        named.map(({ speed, value }, index) => ({
          width: textWidth(words[index] ?? '', theme.fontSize),
          height: LABEL_HEIGHT,
          anchor: around(api.coord([speed, value]), 4),
          gap: 2,
          // A number that stands off its mark would be taken for another's.
          leads: false,
        })),
        { boxes, segments, bounds: plot },
      )
      for (const [index, label] of placed.entries()) {
        if (label) children.push(textInBox(theme, label.box, words[index] ?? '', { color: theme.ink2 }))
      }
      return { type: 'group', children }
    },
  }
}
