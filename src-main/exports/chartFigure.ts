import { costAgainstSpeed } from '#shared/charts/brief/costAgainstSpeed.ts'
import { costParts } from '#shared/charts/brief/costParts.ts'
import { chartTheme } from '#shared/charts/kit/theme.ts'
import type { ChartFigure } from '#shared/charts/kit/types.ts'
import { memoryLadder } from '#shared/charts/ladder/memoryLadder.ts'
import { roofline } from '#shared/charts/roofline/roofline.ts'
import { speedOfLight, speedOfLightHeight } from '#shared/charts/waterfall/speedOfLight.ts'
import { waterfall } from '#shared/charts/waterfall/waterfall.ts'
import { CodedError } from '#shared/contract/errors.ts'
import type { ExportChart } from '#shared/contract/exports.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import { chipOf } from '#shared/register/chips.ts'
import type { Chip } from '#shared/register/types.ts'
import { sentences } from '#shared/words/joined.ts'
import { say } from '#shared/words/say.ts'
import { chipAt, type ReportContext } from '../report/sections/context.ts'
import { fits } from '../report/sections/matrix.ts'
import { pricedOf, withoutCost } from './costTable.ts'
import { headOf, siUnit, type PrintedTable, type Table } from './table.ts'

/** A chart with who is in it. */
export interface NamedFigure {
  readonly figure: ChartFigure
  /** Its legend of scenarios or candidates. */
  readonly names: readonly { readonly chip: Chip; readonly name: string }[]
  /** CSS pixels. */
  readonly height: number
}

const HEIGHT = 300
/** Room of a candidate among the bars of cost. */
const HEIGHT_OF_BAR = 42
const HEIGHT_AROUND_BARS = 110

/**
 * A chart of the workspace, in the theme of paper.
 * @param letter whose roofline or waterfall; null: the baseline's
 * @throws CodedError not-found where there is nothing to draw, or nobody of that letter
 */
export function chartFigure(context: ReportContext, chart: ExportChart, letter: string | null): NamedFigure {
  const drawn = figureOf(context, chart, letter)
  const { figure } = drawn
  if (figure.state === 'ready') return drawn
  const reason = figure.sentence === '' ? say('export.noFigures') : sentences([figure.sentence])
  throw new CodedError('not-found', say('export.noChart', { title: figure.title, reason }))
}

/** The same, or null where there is nothing to draw. */
export function drawableFigure(context: ReportContext, chart: ExportChart, letter: string | null): NamedFigure | null {
  const isOfCost = chart === 'cost' || chart === 'speed'
  if (isOfCost && pricedOf(context).length === 0) return null
  const drawn = figureOf(context, chart, letter)
  return drawn.figure.state === 'ready' ? drawn : null
}

function figureOf(context: ReportContext, chart: ExportChart, letter: string | null): NamedFigure {
  const { workspace, scenarios, decided } = context
  const theme = chartTheme('print')
  const held = scenarios.filter(fits)
  const named = (of: readonly EvaluatedScenario[]) =>
    of.map((scenario) => ({ chip: chipOf(scenario), name: scenario.name }))
  if (chart === 'cost' || chart === 'speed') {
    const priced = pricedOf(context)
    if (decided === null || priced.length === 0) throw withoutCost(context)
    const names = priced.map(({ shown, name }) => ({ chip: chipAt(shown.slot), name }))
    const { quantile, timePerToken } = workspace.brief.promise
    return chart === 'cost'
      ? {
          figure: costParts(decided.shown, theme),
          names,
          height: HEIGHT_AROUND_BARS + HEIGHT_OF_BAR * priced.length,
        }
      : {
          figure: costAgainstSpeed(
            { alternatives: decided.shown, against: 'timePerToken', limit: timePerToken, quantile },
            theme,
          ),
          names,
          height: HEIGHT,
        }
  }
  if (chart === 'ladder') {
    return {
      figure: memoryLadder({ scenarios: held, baselineId: workspace.baseline }, theme),
      names: named(held),
      height: HEIGHT,
    }
  }
  if (chart === 'light')
    return { figure: speedOfLight(held, theme), names: named(held), height: speedOfLightHeight(held) }
  const one = askedScenario(context, letter)
  const figure = chart === 'roofline' ? roofline(one, theme) : waterfall(one, theme)
  return { figure, names: one === null ? [] : named([one]), height: HEIGHT }
}

function askedScenario({ workspace, scenarios }: ReportContext, letter: string | null): EvaluatedScenario | null {
  if (letter === null) return scenarios.find(({ id }) => id === workspace.baseline) ?? scenarios[0] ?? null
  const found = scenarios.find((scenario) => chipOf(scenario).letter === letter.toUpperCase())
  if (found !== undefined) return found
  const letters = scenarios.map((scenario) => chipOf(scenario).letter)
  throw new CodedError('not-found', say('export.unknownScenario', { name: letter, letters }))
}

/** The table behind a chart. */
export function chartTable({ figure }: NamedFigure): Table {
  const { columns, rows } = figure.table
  return {
    title: figure.title,
    columns: columns.map(({ label, dimension }, index) => ({
      key: `column${index + 1}`,
      label,
      unit: dimension === null ? '' : siUnit(dimension),
    })),
    rows,
  }
}

/** Rows of a chart's table as people read them. */
export function printedChart(named: NamedFigure): PrintedTable {
  const { title, columns, rows } = chartTable(named)
  return { title, heads: columns.map(headOf), rows: rows.map((row) => row.map((cell) => String(cell ?? ''))) }
}
