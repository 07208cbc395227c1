import type { Spend, SpendCurve } from '../../domain/analysis/spend.ts'
import { slotLetter } from '../../domain/workspace.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { chartFrame, linearAxis, niceScale, yTitleGraphic } from '../kit/axes.ts'
import { line, text } from '../kit/draw.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { endChips, scenarioLine, type LinePoint } from '../kit/scenarioLine.ts'
import { stateFigure } from '../kit/statePlot.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { withWeaknesses } from '../kit/weakness.ts'
import { reasonText } from '../../words/reasonText.ts'
import { wordingText } from '../../words/say.ts'

/** What the curves are drawn from. */
export interface SpendInput {
  readonly spend: Spend
  readonly scenarios: readonly EvaluatedScenario[]
  readonly baselineId: string
}

interface Drawn {
  readonly scenario: EvaluatedScenario
  readonly curve: SpendCurve
}

const TITLE = 'Cumulative cost for the same traffic'
const FOOT = 40
const TOP = 22

/** The traffic of all curves: "1,240 million output tokens a month". */
export function trafficText(traffic: number): string {
  return `${formatNumber(traffic / 1e6)} million output tokens a month`
}

/** The curves that are known, with their scenarios. */
export function knownCurves({ spend, scenarios }: SpendInput): Drawn[] {
  return scenarios.flatMap((scenario) => {
    const curve = spend.curves.find((each) => each.scenario === scenario.id)
    return curve && curve.reason === null ? [{ scenario, curve }] : []
  })
}

/** A figure in place of one without a known cost; null: something is known. */
export function spendState(input: SpendInput, theme: ChartTheme, title: string): ChartFigure | null {
  if (input.scenarios.length === 0) {
    return stateFigure(theme, {
      state: 'empty',
      title,
      heading: 'No scenarios',
      reason: ['Add a scenario to see what it costs.'],
    })
  }
  if (knownCurves(input).length > 0) return null
  if (input.scenarios.every(({ result }) => result.fit.state === 'doesNotFit')) {
    const reason = ['Nothing runs, so nothing can be priced.', 'Choose more devices or narrower numbers.']
    return stateFigure(theme, { state: 'infeasible', title, heading: 'Does not fit', reason })
  }
  const reason = reasonText(input.spend.curves[0]?.reason, 'No price is known.')
  return stateFigure(theme, {
    state: 'unknown',
    title,
    heading: 'Unknown',
    reason: [reason, 'Set it among the inputs, under economics.'],
  })
}

/**
 * Dollars each scenario has cost by a month, for the same traffic: what is paid at once, then every month. Rings where
 * the cheaper of two changes; a dashed line where training the model once is set against it.
 */
export function cumulativeCost(input: SpendInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const missing = spendState(input, theme, TITLE)
  if (missing) return missing
  const { spend, baselineId } = input
  const { months } = spend
  const drawn = knownCurves(input)
  const ends = drawn.map(({ curve }) => curve.upfront + curve.monthly * months)
  const scale = niceScale(Math.max(...ends) * 1.04)
  const y = options.lockedAxes?.y ?? ([0, scale.end] as const)
  const unit = y[1] >= 2e6 ? { factor: 1e6, word: 'million USD' } : { factor: 1e3, word: 'thousand USD' }
  const yTitle = `Cumulative cost, ${unit.word}`
  const sentence = readingSentence(input)
  const unknown = spend.curves.flatMap((curve) => {
    const scenario = input.scenarios.find(({ id }) => id === curve.scenario)
    return curve.reason === null || !scenario ? [] : [`${letterOf(scenario)}: ${wordingText(curve.reason)}`]
  })
  const altText = `${TITLE}, ${trafficText(spend.traffic)}. ${drawn
    .map(({ scenario, curve }) => {
      const total = curve.upfront + curve.monthly * months
      return `${letterAndName(scenario)}, ${copiesText(curve)}: ${formatText(curve.upfront, 'dollars')} at once and ${formatText(curve.monthly, 'dollars')} a month, ${formatText(total, 'dollars')} after ${months} months.`
    })
    .join(' ')}${unknown.length > 0 ? ` Not known: ${unknown.join('; ')}` : ''} ${sentence}`
  const monthStep = months <= 24 ? 6 : months <= 72 ? 12 : 24
  const figure: ChartFigure = {
    state: 'ready',
    title: TITLE,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: 'Scenario', dimension: null },
        { label: 'Copies', dimension: 'count' },
        { label: 'At once', dimension: 'dollars' },
        { label: 'Per month', dimension: 'dollars' },
        { label: `After ${months} months`, dimension: 'dollars' },
        { label: 'Training once', dimension: 'dollars' },
        { label: 'Inference overtakes training in month', dimension: 'count' },
      ],
      rows: drawn.map(({ scenario, curve }) => [
        letterAndName(scenario),
        curve.copies,
        curve.upfront,
        curve.monthly,
        curve.upfront + curve.monthly * months,
        curve.training,
        curve.overtakes,
      ]),
    },
    legend: drawn.some(({ curve }) => curve.training !== null)
      ? [{ label: 'Training once', mark: { kind: 'dashed' } }]
      : [],
    option: {
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 36, right: 30, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: linearAxis(theme, {
        range: [0, months],
        step: monthStep,
        label: (value) => formatNumber(value, { trim: true }),
        name: 'Months from the start',
      }),
      yAxis: linearAxis(theme, {
        range: y,
        step: y[1] === scale.end ? scale.step : niceScale(y[1]).step,
        label: (value) => formatNumber(value / unit.factor, { trim: true }),
      }),
      series: [
        ...drawn.flatMap((each) =>
          scenarioLine(theme, 'spend', each.scenario, pointsOf(each, months), each.scenario.id === baselineId),
        ),
        marks(theme, input, drawn, y),
      ],
    },
    axes: { y },
  }
  return withWeaknesses(
    theme,
    figure,
    drawn.map(({ scenario }) => scenario),
  )
}

/** "2 copies". */
export function copiesText({ copies }: SpendCurve): string {
  return copies === 1 ? '1 copy' : `${formatNumber(copies, { trim: true })} copies`
}

function pointsOf({ scenario, curve }: Drawn, months: number): LinePoint[] {
  const every = Math.max(1, Math.round(months / 24))
  const at = Array.from({ length: Math.floor(months / every) + 1 }, (_, index) => index * every)
  if (at.at(-1) !== months) at.push(months)
  const { upfront, monthly } = curve
  return at.map((month) => ({
    at: [month, upfront + monthly * month],
    text: `${letterAndName(scenario)}, ${copiesText(curve)}\nMonth ${month}: ${formatText(upfront + monthly * month, 'dollars')}\n${formatText(upfront, 'dollars')} at once, ${formatText(monthly, 'dollars')} a month`,
  }))
}

/** Chips at the ends, parted where they would cover one another, rings at the crossings, and what training costs. */
function marks(
  theme: ChartTheme,
  input: SpendInput,
  drawn: readonly Drawn[],
  y: readonly [number, number],
): ChartOption {
  const { spend } = input
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: [[0, y[0]]],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const plot = params.coordSys
      const children: Graphic[] = []
      for (const { scenario, curve } of drawn) {
        if (curve.training === null || curve.training > y[1]) continue
        const at = api.coord([0, curve.training])[1]
        const { color } = scenarioStyle(theme, scenario.slot)
        children.push(line(plot.x, at, plot.x + plot.width, at, color, 1, [4, 3]))
      }
      for (const { month, dollars } of spend.crossings) {
        if (dollars > y[1]) continue
        const [x, height] = api.coord([month, dollars])
        children.push({
          type: 'circle',
          silent: true,
          z2: 24,
          shape: { cx: x, cy: height, r: 4.5 },
          style: { fill: theme.surface, stroke: theme.ink, lineWidth: 1.5 },
        })
      }
      const [first] = spend.crossings
      if (first && first.dollars <= y[1]) {
        const [x, height] = api.coord([first.month, first.dollars])
        const words = `${letterFor(input, first.after)} overtakes ${letterFor(input, first.before)} in month ${formatNumber(Math.ceil(first.month), { trim: true })}`
        const below = height + 16 < plot.y + plot.height - 4
        const onRight = x + 150 < plot.x + plot.width
        children.push(
          text(theme, onRight ? x + 9 : x - 9, below ? height + 14 : height - 14, words, {
            align: onRight ? 'left' : 'right',
            color: theme.ink,
          }),
        )
      }
      const ends = drawn.map(({ scenario, curve }) => ({
        scenario,
        at: api.coord([spend.months, Math.min(y[1], curve.upfront + curve.monthly * spend.months)])[1],
      }))
      children.push(...endChips(theme, plot.x + plot.width, plot.y, ends))
      return { type: 'group', children }
    },
  }
}

function letterFor({ scenarios }: SpendInput, id: string): string {
  const found = scenarios.find((scenario) => scenario.id === id)
  return found ? slotLetter(found.slot) : '?'
}

/** "A is the cheapest over 48 months; it overtakes C in month 23." */
function readingSentence(input: SpendInput): string {
  const { spend } = input
  const drawn = knownCurves(input)
  const after = (curve: SpendCurve): number => curve.upfront + curve.monthly * spend.months
  const best = drawn.reduce<Drawn | null>(
    (least, each) => (least === null || after(each.curve) < after(least.curve) ? each : least),
    null,
  )
  if (!best) return ''
  const letter = letterOf(best.scenario)
  const own = spend.crossings.findLast((crossing) => crossing.after === best.scenario.id)
  const lead =
    drawn.length === 1
      ? `${letter} costs ${formatText(after(best.curve), 'dollars')} over ${spend.months} months`
      : `${letter} is the cheapest over ${spend.months} months${own ? `, from month ${formatNumber(Math.ceil(own.month), { trim: true })} on` : ' and from the first'}`
  const unknown = spend.curves.filter(({ reason }) => reason !== null).map(({ scenario }) => letterFor(input, scenario))
  const trained = drawn.find(({ curve }) => curve.overtakes !== null)
  const training = trained
    ? ` Inference on ${letterOf(trained.scenario)} overtakes training in month ${formatNumber(Math.ceil(trained.curve.overtakes ?? 0), { trim: true })}.`
    : ''
  return `${lead}, ${copiesText(best.curve)}${unknown.length > 0 ? `; ${unknown.join(', ')} not known` : ''}.${training}`
}
