import { matrixRows, type MatrixRow } from '#shared/charts/matrix/executiveMatrix.ts'
import { chipOf } from '#shared/register/chips.ts'
import { formatText } from '#shared/units/format.ts'
import { unknownText } from '#shared/units/shownWords.ts'
import { say } from '#shared/words/say.ts'
import type { ReportContext } from '../report/sections/context.ts'
import { siUnit, type Cell, type PrintedTable, type Table } from './table.ts'

const COLUMNS = [
  'question',
  'measure',
  'better',
  'letter',
  'scenario',
  'baseline',
  'state',
  'value',
  'low',
  'high',
  'unit',
  'shown',
  'grade',
  'delta',
  'best',
  'reason',
] as const

/** The rows of Compare: the same questions, scales and differences as on the screen. */
export function rowsOf({ workspace, scenarios }: ReportContext): readonly MatrixRow[] {
  return matrixRows(
    scenarios.map(({ result }) => result),
    scenarios,
    workspace.baseline,
    workspace.normaliser,
    workspace.objective,
  )
}

/** Every question of Compare by every scenario, an answer a row; its unit stands beside it. */
export function matrixTable(context: ReportContext): Table {
  const { workspace, scenarios } = context
  const yesOrNo = (is: boolean): string => say(is ? 'export.yes' : 'export.no')
  return {
    title: say('export.what', { what: 'matrix' }),
    columns: COLUMNS.map((key) => ({ key, label: say('export.column', { column: key }), unit: '' })),
    rows: rowsOf(context).flatMap((row) =>
      row.cells.map((cell, index): readonly Cell[] => {
        const scenario = scenarios[index]
        const [low, high] = intervalOf(row, index)
        return [
          row.title,
          row.detail,
          say('export.better', { better: row.better ?? 'neither' }),
          scenario === undefined ? '' : chipOf(scenario).letter,
          scenario?.name ?? '',
          yesOrNo(cell.scenarioId === workspace.baseline),
          cell.state,
          cell.value,
          low,
          high,
          siUnit(row.dimension),
          [cell.text, cell.unit].filter((part) => part !== '').join(' '),
          cell.grade,
          cell.delta?.text ?? null,
          yesOrNo(cell.best),
          cell.reason,
        ]
      }),
    ),
  }
}

/** The interval of an answer, SI; a whisker is told in shares of its row's scale. */
function intervalOf({ cells, end }: MatrixRow, index: number): readonly [number | null, number | null] {
  const whisker = cells[index]?.whisker ?? null
  return whisker === null ? [null, null] : [whisker.low * end, whisker.high * end]
}

/** The same as people read it: a question a row, a scenario a column. */
export function printedMatrix(context: ReportContext): PrintedTable {
  const { workspace, scenarios } = context
  return {
    title: say('export.what', { what: 'matrix' }),
    heads: [
      say('export.column', { column: 'question' }),
      ...scenarios.map((scenario) => {
        const name = `${chipOf(scenario).letter} ${scenario.name}`
        return scenario.id === workspace.baseline ? `${name} (${say('export.column', { column: 'baseline' })})` : name
      }),
    ],
    rows: rowsOf(context).map((row) => [
      `${row.title}${row.arrow === '' ? '' : ` ${row.arrow}`}, ${row.detail}`,
      ...row.cells.map(({ value, text, unit, delta, grade, reason }, index) => {
        if (value === null) return reason === '' ? text : `${text}: ${reason}`
        const [low, high] = intervalOf(row, index)
        const shown = [text, unit].filter((part) => part !== '').join(' ')
        const whole =
          low === null || high === null
            ? shown
            : say('export.cell', {
                value: shown,
                low: formatText(low, row.dimension),
                high: formatText(high, row.dimension),
              })
        return [whole, delta?.text ?? '', grade ?? unknownText()].filter((part) => part !== '').join(' · ')
      }),
    ]),
  }
}
