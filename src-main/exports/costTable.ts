import { CodedError } from '#shared/contract/errors.ts'
import { perMillionOf } from '#shared/domain/brief/perMillion.ts'
import { COST_PARTS, type Costing, type JudgedAlternative } from '#shared/domain/brief/verdict.ts'
import type { ShownAlternative } from '#shared/words/decision/shownAlternatives.ts'
import { say, wordingText } from '#shared/words/say.ts'
import type { ReportContext } from '../report/sections/context.ts'
import { costsSection } from '../report/sections/costs.ts'
import { siUnit, type Cell, type Column, type PrintedTable, type Table } from './table.ts'

/** A candidate with its money. */
export interface Priced {
  readonly shown: ShownAlternative
  readonly judged: JudgedAlternative
  readonly costing: Costing
  /** As the verdict calls it. */
  readonly name: string
}

/** The candidates that are priced, in the order of the report. */
export function pricedOf({ decided }: ReportContext): readonly Priced[] {
  if (decided === null) return []
  return decided.shown.flatMap((shown) =>
    shown.judged?.costing
      ? [
          {
            shown,
            judged: shown.judged,
            costing: shown.judged.costing,
            name: decided.said.names.get(shown.id) ?? shown.name,
          },
        ]
      : [],
  )
}

/** Why there is no cost to write. */
export function withoutCost({ decided }: ReportContext): CodedError {
  return new CodedError('not-found', say(decided === null ? 'export.noVerdict' : 'export.noCost'))
}

/** What each candidate of the brief costs, on the basis of the verdict: a candidate a row. @throws CodedError not-found */
export function costTable(context: ReportContext): Table {
  const { decided } = context
  if (decided === null || pricedOf(context).length === 0) throw withoutCost(context)
  const dollars = siUnit('dollars')
  const column = (key: string, unit = ''): Column => ({ key, label: say('export.column', { column: key }), unit })
  const perMillion = say('export.column', { column: 'perMillion' })
  return {
    title: say('export.what', { what: 'cost' }),
    columns: [
      column('letter'),
      column('name'),
      column('offer'),
      column('rank'),
      column('systems'),
      column('devices'),
      ...COST_PARTS.map((part): Column => ({
        key: part,
        label: say('export.column.part', { part: say('decide.cost.part', { part }) }),
        unit: dollars,
      })),
      column('total', dollars),
      { key: 'perMillionOutput', label: perMillion, unit: dollars },
      { key: 'perMillionOutputLow', label: say('export.column.lowOf', { of: perMillion }), unit: dollars },
      { key: 'perMillionOutputHigh', label: say('export.column.highOf', { of: perMillion }), unit: dollars },
      { key: 'paidAtOnce', label: say('export.column', { column: 'capital' }), unit: dollars },
      { key: 'dearestMonth', label: say('export.column', { column: 'month' }), unit: dollars },
      column('limits'),
    ],
    rows: decided.shown.map((shown): readonly Cell[] => {
      const { judged } = shown
      const costing = judged?.costing ?? null
      const cost = judged && perMillionOf(judged)
      return [
        shown.letter,
        decided.said.names.get(shown.id) ?? shown.name,
        shown.offer,
        judged?.rank ?? null,
        judged?.sizing?.systems ?? null,
        judged?.sizing?.devices ?? null,
        ...COST_PARTS.map((part) => costing?.parts[part] ?? null),
        costing?.presentValue ?? null,
        cost?.value ?? null,
        cost?.low ?? null,
        cost?.high ?? null,
        costing?.capital ?? null,
        costing?.perMonth ?? null,
        [...(judged?.limits ?? []), ...(judged?.unpriced ? [judged.unpriced.figure] : [])].map(wordingText).join(' '),
      ]
    }),
  }
}

/** The same as the report prints it: a part a row, a candidate a column. @throws CodedError not-found */
export function printedCost(context: ReportContext): PrintedTable {
  const section = costsSection(context)
  if (section === null) throw withoutCost(context)
  return {
    title: section.title,
    heads: [
      say('export.column', { column: 'part' }),
      ...section.chips.map(({ chip, name }) => `${chip.letter} ${name}`),
    ],
    rows: section.rows.map(({ label, cells }) => [label, ...cells]),
  }
}
