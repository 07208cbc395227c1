import { formatNumber, formatText } from '../../units/format.ts'
import { chartFrame, linearAxis, logAxis, niceScale, yTitleGraphic } from '../kit/axes.ts'
import { chip, hatchShapes, line, text } from '../kit/draw.ts'
import { curvesOf, underlay, type Curve, type FrontierInput, type Mark } from './frontierCurves.ts'
import { curveText, markText, readingSentence } from './frontierWords.ts'
import { divisorWord, powerBasis } from './normalise.ts'
import { placeLabels, textWidth, LABEL_HEIGHT, type Box } from '../kit/placement.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { hollowMark, limitBar, scenarioLine, type LinePoint } from '../kit/scenarioLine.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { withAlpha, type ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import { isClamped, withWeaknesses } from '../kit/weakness.ts'
import { reasonText } from '../../words/reasonText.ts'
import { wordingText } from '../../words/say.ts'

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
  const title = `Throughput against speed, per ${word}`
  const curves = curvesOf(input)
  const drawn = curves.filter(({ marks }) => marks.length > 0)
  if (input.scenarios.length === 0) {
    const reason = ['Add a scenario to see what it delivers as more requests share it.']
    return stateFigure(theme, { state: 'empty', title, heading: 'No scenarios', reason })
  }
  if (drawn.length === 0) {
    const misfit = input.scenarios.every(({ result }) => result.fit.state === 'doesNotFit')
    const reason = reasonText(curves[0]?.reason, 'Nothing is known of it.')
    return misfit
      ? stateFigure(theme, {
          state: 'infeasible',
          title,
          heading: 'Does not fit',
          reason: ['Not one request fits on any of them.', 'Choose more devices or narrower numbers.'],
        })
      : stateFigure(theme, { state: 'unknown', title, heading: 'Unknown', reason: [reason] })
  }
  const all = drawn.flatMap(({ marks }) => marks)
  const objective = input.timePerToken === null ? null : 1 / input.timePerToken
  const speeds = [...all.map(({ speed }) => speed), ...(objective === null ? [] : [objective])]
  const x = options.lockedAxes?.x ?? tightRange(speeds)
  const scale = niceScale(Math.max(...all.map(({ value }) => value)) * 1.04)
  const y = options.lockedAxes?.y ?? ([0, scale.end] as const)
  const sentence = readingSentence(input, drawn, word)
  const yTitle = `Output tokens/s per ${word}`
  const missing = curves.flatMap(({ scenario, reason }) =>
    reason === null ? [] : [`${letterOf(scenario)}: ${wordingText(reason)}`],
  )
  const altText = `${title}. ${drawn.map((curve) => curveText(curve, word)).join(' ')}${missing.length > 0 ? ` Not drawn: ${missing.join('; ')}.` : ''} ${sentence}`
  const step = y[1] === scale.end ? scale.step : niceScale(y[1]).step
  const figure: ChartFigure = {
    state: 'ready',
    title,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: 'Scenario', dimension: null },
        { label: 'Requests in flight', dimension: 'count' },
        { label: 'Output tokens/s per user', dimension: 'tokensPerSecond' },
        { label: yTitle, dimension: 'count' },
        { label: 'Time per token', dimension: 'seconds' },
        { label: 'Time to first token', dimension: 'seconds' },
        { label: 'Fits', dimension: null },
        { label: 'Measured', dimension: null },
      ],
      rows: drawn.flatMap(({ scenario, marks }) =>
        marks.map(({ point, speed, value }) => [
          letterAndName(scenario),
          point.concurrency,
          speed,
          value,
          point.tpot,
          point.ttft,
          point.fits ? 'yes' : 'no, some wait',
          point.beyond ? 'no, extrapolated' : 'within',
        ]),
      ),
    },
    legend: [],
    option: {
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 40, right: 24, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: logAxis(theme, {
        range: x,
        label: (value) => formatNumber(value, { trim: true }),
        name: 'Output tokens/s per user',
      }),
      yAxis: linearAxis(theme, { range: y, step, label: (value) => formatNumber(value, { trim: true }) }),
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
    },
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
      const chips: Box[] = []
      for (const { scenario, marks, now } of curves) {
        const mark = now ?? marks.at(-1)
        if (!mark) continue
        const [x, y] = freePlace(api.coord([mark.speed, mark.value]), chips)
        chips.push({ x: x - 8, y: y - 8, width: 16, height: 16 })
        children.push(...chip(theme, x, y, letterOf(scenario), scenario.slot, now === null))
        if (isClamped(scenario)) children.push(limitBar(theme, x, y))
      }
      // Where the chip stands the number is the load's own.
      const named = curves.flatMap(({ marks, now }) =>
        marks.filter((mark) => mark !== now && MARKED.has(mark.point.concurrency)),
      )
      const words = named.map(({ point }) => formatText(point.concurrency, 'count'))
      const anchors = named.map(({ speed, value }): Box => {
        const [x, y] = api.coord([speed, value])
        return { x: x - 3, y: y - 3, width: 6, height: 6 }
      })
      const segments = curves.flatMap(({ marks }) =>
        marks.slice(1).map((mark, index) => {
          const before = marks[index] as Mark
          const [x1, y1] = api.coord([before.speed, before.value])
          const [x2, y2] = api.coord([mark.speed, mark.value])
          return { x1, y1, x2, y2 }
        }),
      )
      const objectiveBoxes: Box[] = []
      if (objective !== null) {
        const at = api.coord([objective, corner[1]])[0]
        const label = `${formatNumber(objective)} tokens/s = ${formatText(1 / objective, 'seconds')} per token`
        const width = textWidth(label, theme.fontSize)
        const onRight = at + width + 10 < plot.x + plot.width
        const x = onRight ? at + 5 : at - 5
        const covered = (height: number): number =>
          [...anchors, ...chips, ...chips].filter(
            (box) => Math.abs(box.y + box.height / 2 - height) < 18 && box.x + box.width > at && box.x < at + width + 8,
          ).length
        const [head, foot] = [plot.y + 9, plot.y + plot.height - 9]
        const y = covered(foot) > covered(head) ? head : foot
        children.push(text(theme, x, y, label, { align: onRight ? 'left' : 'right', color: theme.ink }))
        objectiveBoxes.push({ x: onRight ? x : x - width, y: y - 7, width, height: LABEL_HEIGHT })
        if (at - plot.x > 116 && onRight) {
          children.push(text(theme, at - 5, y, 'Slower than the SLO', { align: 'right', color: theme.ink3 }))
          objectiveBoxes.push({ x: at - 116, y: y - 7, width: 111, height: LABEL_HEIGHT })
        }
      }
      const placed = placeLabels(
        words.map((word, index) => ({
          width: textWidth(word, theme.fontSize),
          height: LABEL_HEIGHT,
          anchor: anchors[index] as Box,
          gap: 3,
          optional: true,
        })),
        { boxes: [...chips, ...objectiveBoxes, ...anchors], segments, bounds: plot },
      )
      for (const [index, box] of placed.entries()) {
        const anchor = anchors[index]
        // A number that stands off its mark would be taken for another's.
        const near = box && anchor && Math.abs(box.y + box.height / 2 - anchor.y - 3) < 16 && box.x - anchor.x < 12
        if (near && anchor.x - box.x - box.width < 6)
          children.push(text(theme, box.x, box.y + box.height / 2, words[index] ?? '', { color: theme.ink2 }))
      }
      return { type: 'group', children }
    },
  }
}

/** The place itself, or beside it where a chip already stands there. */
function freePlace([x, y]: readonly [number, number], taken: readonly Box[]): readonly [number, number] {
  const shifts = [
    [0, 0],
    [17, 0],
    [-17, 0],
    [0, -17],
    [0, 17],
  ] as const
  const free = shifts.find(([right, down]) =>
    taken.every((box) => Math.abs(box.x + 8 - x - right) >= 16 || Math.abs(box.y + 8 - y - down) >= 16),
  )
  return free ? [x + free[0], y + free[1]] : [x, y]
}
