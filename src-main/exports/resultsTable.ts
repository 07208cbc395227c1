import { chipOf } from '#shared/register/chips.ts'
import { METRICS } from '#shared/domain/result.ts'
import { formatText } from '#shared/units/format.ts'
import { unknownText } from '#shared/units/shownWords.ts'
import { headlineMetrics } from '#shared/words/headlineMetrics.ts'
import { say } from '#shared/words/say.ts'
import type { ReportContext } from '../report/sections/context.ts'
import { headOf } from '../report/sections/heads.ts'
import { fits } from '../report/sections/matrix.ts'
import { siUnit, type Cell, type Column, type PrintedTable, type Table } from './table.ts'

const TEXTS = [
  'letter',
  'scenario',
  'model',
  'hardware',
  'devices',
  'baseline',
  'fit',
  'binding',
  'calibration',
] as const

/** Every headline figure of each scenario, a scenario a row, each with its p10 to p90 and its grade. */
export function resultsTable(context: ReportContext): Table {
  const { workspace, scenarios } = context
  return {
    title: say('export.what', { what: 'results' }),
    columns: [
      ...TEXTS.map((key): Column => ({ key, label: say('export.column', { column: key }), unit: '' })),
      ...headlineMetrics().flatMap(({ metric, name: of, dimension }): readonly Column[] => {
        const unit = siUnit(dimension)
        return [
          { key: metric, label: of, unit },
          { key: `${metric}Low`, label: say('export.column.lowOf', { of }), unit },
          { key: `${metric}High`, label: say('export.column.highOf', { of }), unit },
          { key: `${metric}Grade`, label: say('export.column.gradeOf', { of }), unit: '' },
        ]
      }),
    ],
    rows: scenarios.map((scenario): readonly Cell[] => {
      const head = headOf(scenario, workspace.baseline, scenarios)
      const { model, hardware, deployment } = scenario.resolved
      return [
        head.chip.letter,
        head.name,
        model.name,
        hardware.name,
        deployment.devices,
        say(head.baseline ? 'export.yes' : 'export.no'),
        head.fit,
        head.binding,
        head.calibration,
        ...METRICS.flatMap((metric): readonly Cell[] => {
          const { value, low, high, grade } = scenario.result.metrics[metric]
          // What does not fit has no figures, whatever was computed on the way.
          return fits(scenario) && value !== null ? [value, low, high, grade] : [null, null, null, null]
        }),
      ]
    }),
  }
}

/** The same as people read it: a figure a row, a scenario a column. */
export function printedResults({ scenarios }: ReportContext): PrintedTable {
  return {
    title: say('export.what', { what: 'results' }),
    heads: [
      say('export.column', { column: 'metric' }),
      ...scenarios.map((scenario) => `${chipOf(scenario).letter} ${scenario.name}`),
    ],
    rows: headlineMetrics().map(({ metric, name, dimension }) => [
      name,
      ...scenarios.map((scenario) => {
        const { value, low, high } = scenario.result.metrics[metric]
        const text = (of: number): string => formatText(of, dimension)
        if (!fits(scenario) || value === null) return unknownText()
        return low === null || high === null
          ? text(value)
          : say('export.cell', { value: text(value), low: text(low), high: text(high) })
      }),
    ]),
  }
}
