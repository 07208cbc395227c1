import type { VolumeRange } from '../../domain/analysis/spend.ts'
import { formatNumber, formatText } from '../../units/format.ts'
import { chartFrame, decadeRange, logAxis, yTitleGraphic } from '../kit/axes.ts'
import { knownCurves, spendState, trafficText, type SpendInput } from './cumulativeCost.ts'
import { line, text } from '../kit/draw.ts'
import { letterAndName, letterOf } from '../../words/scenario.ts'
import { endChips, scenarioLine, type LinePoint } from '../kit/scenarioLine.ts'
import { joinWords } from '../../words/text.ts'
import { scenarioStyle, type ChartTheme } from '../kit/theme.ts'
import type { ChartFigure, ChartOption, ChartOptions, Graphic, RenderApi, RenderParams } from '../kit/types.ts'
import type { EvaluatedScenario } from '../../domain/evaluated.ts'
import { withWeaknesses } from '../kit/weakness.ts'

const TITLE = 'Cost by volume, prompts included'
const FOOT = 40
const TOP = 36
/** Ranges beyond which the scenarios take turns, as each is bought copy by copy. */
const MOST_RANGES = 4

/**
 * Dollars per million output tokens (prompts included) against output tokens a month: copies are bought whole and
 * one-off costs spread over more tokens, so which is cheapest may change. The band on top names the cheapest.
 */
export function costByVolume(input: SpendInput, theme: ChartTheme, options: ChartOptions = {}): ChartFigure {
  const missing = spendState(input, theme, TITLE)
  if (missing) return missing
  const { spend, baselineId } = input
  const drawn = knownCurves(input).map(({ scenario }) => ({
    scenario,
    perMillion: spend.costs.find((each) => each.scenario === scenario.id)?.perMillion ?? [],
  }))
  const millions = spend.volumes.map((volume) => volume / 1e6)
  const x = [millions[0] ?? 1, millions.at(-1) ?? 10] as const
  const y =
    options.lockedAxes?.y ??
    decadeRange(
      drawn.flatMap(({ perMillion }) => perMillion.flatMap((cost) => cost ?? [])),
      [0.1, 10],
    )
  const yTitle = 'USD per million output tokens'
  const sentence = readingSentence(input)
  const altText = `${TITLE}. ${spend.cheapest.map((range) => `${nameOf(input, range.scenario)} is the cheapest from ${trafficText(range.from)} to ${trafficText(range.to)}.`).join(' ')} ${sentence}`
  const figure: ChartFigure = {
    state: 'ready',
    title: TITLE,
    sentence,
    yTitle,
    altText,
    table: {
      columns: [
        { label: 'Million output tokens a month', dimension: 'count' },
        ...drawn.map(({ scenario }) => ({ label: letterAndName(scenario), dimension: 'dollars' as const })),
      ],
      rows: millions.flatMap((million, index) =>
        index % 4 === 0 ? [[million, ...drawn.map(({ perMillion }) => perMillion[index] ?? null)]] : [],
      ),
    },
    legend: [],
    option: {
      ...chartFrame(theme, options.animate, altText),
      grid: { left: theme.inset + 36, right: 30, top: TOP, bottom: FOOT },
      graphic: [yTitleGraphic(theme, yTitle)],
      xAxis: logAxis(theme, {
        range: x,
        label: (value) => formatNumber(value, { trim: true }),
        name: 'Million output tokens a month',
      }),
      yAxis: logAxis(theme, { range: y, label: (value) => formatNumber(value, { trim: true }) }),
      series: [
        ...drawn.flatMap(({ scenario, perMillion }) =>
          scenarioLine(theme, 'volume', scenario, pointsOf(scenario, millions, perMillion), scenario.id === baselineId),
        ),
        marks(theme, input, drawn, [x[0], y[0]]),
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

function pointsOf(
  scenario: EvaluatedScenario,
  millions: readonly number[],
  perMillion: readonly (number | null)[],
): LinePoint[] {
  return millions.map((million, index) => ({
    at: [million, perMillion[index] ?? null],
    text: `${letterAndName(scenario)}\n${formatNumber(million)} million output tokens a month\n${formatText(perMillion[index] ?? 0, 'dollars')} per million output tokens`,
  }))
}

function marks(
  theme: ChartTheme,
  input: SpendInput,
  drawn: readonly { readonly scenario: EvaluatedScenario; readonly perMillion: readonly (number | null)[] }[],
  corner: readonly [number, number],
): ChartOption {
  const { spend } = input
  return {
    type: 'custom',
    silent: true,
    z: 6,
    data: [corner],
    renderItem: (params: RenderParams, api: RenderApi): Graphic => {
      const plot = params.coordSys
      const at = (volume: number): number => api.coord([volume / 1e6, corner[1]])[0]
      const children: Graphic[] = []
      for (const [index, range] of spend.cheapest.entries()) {
        const scenario = input.scenarios.find(({ id }) => id === range.scenario)
        if (!scenario) continue
        const from = index === 0 ? plot.x : at(range.from)
        const next = spend.cheapest[index + 1]
        const to = next ? at(next.from) : plot.x + plot.width
        const { color } = scenarioStyle(theme, scenario.slot)
        children.push({
          type: 'rect',
          silent: true,
          shape: { x: from, y: plot.y - 6, width: Math.max(1, to - from - 1), height: 4 },
          style: { fill: color },
        })
        // Where two take turns copy by copy, the band alone says so.
        if (index > 0 && spend.cheapest.length <= MOST_RANGES)
          children.push(line(from, plot.y, from, plot.y + plot.height, theme.ink3, 1, [4, 3]))
        if (to - from > 60) {
          children.push(
            text(theme, (from + to) / 2, plot.y - 13, `${letterOf(scenario)} cheapest`, {
              align: 'center',
              color: theme.ink,
              halo: null,
            }),
          )
        }
      }
      const traffic = at(spend.traffic)
      children.push(line(traffic, plot.y, traffic, plot.y + plot.height, theme.ink, 1))
      children.push(text(theme, traffic + 5, plot.y + 9, 'Traffic now', { color: theme.ink2 }))
      const ends = drawn.flatMap(({ scenario, perMillion }) => {
        const last = perMillion.at(-1) ?? null
        return last === null ? [] : [{ scenario, at: api.coord([corner[0], last])[1] }]
      })
      children.push(...endChips(theme, plot.x + plot.width, plot.y, ends))
      return { type: 'group', children }
    },
  }
}

function nameOf({ scenarios }: SpendInput, id: string): string {
  const found = scenarios.find((scenario) => scenario.id === id)
  return found ? letterOf(found) : '?'
}

function readingSentence(input: SpendInput): string {
  const { cheapest, traffic } = input.spend
  const [first] = cheapest
  if (!first) return 'No cost is known.'
  if (cheapest.length === 1) return `${nameOf(input, first.scenario)} is the cheapest at every volume looked at.`
  const here = cheapest.find(({ from, to }) => traffic >= from && traffic <= to * 1.11) ?? first
  if (cheapest.length > MOST_RANGES) {
    const names = [...new Set(cheapest.map(({ scenario }) => nameOf(input, scenario)))].toSorted()
    return `${nameOf(input, here.scenario)} is the cheapest at ${trafficText(traffic)}; ${joinWords(names)} take turns, copy by copy.`
  }
  const turn = nearestTurn(cheapest, traffic)
  const now = `${nameOf(input, here.scenario)} is the cheapest at ${trafficText(traffic)}`
  return turn ? `${now}; ${nameOf(input, turn.scenario)} from ${formatNumber(turn.from / 1e6)} million on.` : `${now}.`
}

/** The next volume above at which another becomes the cheapest. */
function nearestTurn(ranges: readonly VolumeRange[], traffic: number): VolumeRange | null {
  return ranges.find(({ from }) => from > traffic) ?? null
}
