import { COST_PARTS, type CostPart } from '#shared/domain/brief/verdict.ts'
import { perMillionOf } from '#shared/domain/brief/perMillion.ts'
import { say } from '#shared/words/say.ts'
import type { ReportContext } from '../../report/sections/context.ts'
import { pricedOf, type Priced } from '../costTable.ts'
import { siUnit } from '../table.ts'
import { costFormulas } from './costFormulas.ts'
import { addressOf, createGrid, type Sheet } from './grid.ts'
import { over, plus, type Term } from './term.ts'

const WIDTHS = [52, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20]
const SUMMARY_AT = 5

/**
 * What the candidates cost as live formulas: a table of parts above, and below it for each candidate its inputs, its lots and
 * its parts, worked out from those cells alone.
 * @returns null: nothing is priced
 */
export function costSheet(context: ReportContext): Sheet | null {
  const { decided, workspace } = context
  const priced = pricedOf(context)
  if (decided === null || priced.length === 0) return null
  const grid = createGrid()
  grid.put(0, 0, decided.said.headline, 'head')
  grid.put(1, 0, decided.said.basis, 'note')
  grid.put(2, 0, say('export.cost.lead', { months: workspace.brief.horizon }), 'note')
  grid.put(3, 0, say('export.cost.decomposition'), 'note')

  grid.put(SUMMARY_AT, 0, say('export.cost.parts'), 'head')
  const partRow = (part: CostPart): number => SUMMARY_AT + 1 + COST_PARTS.indexOf(part)
  const totalRow = SUMMARY_AT + 1 + COST_PARTS.length
  const perMillion = say('export.column', { column: 'perMillion' })
  const total = say('export.column', { column: 'total' })
  const values: readonly (readonly [string, (of: Priced) => number | null])[] = [
    [`${total}, ${say('export.cost.workbench')}`, ({ costing }) => costing.presentValue],
    [`${perMillion}, ${say('export.cost.workbench')}`, ({ costing }) => costing.perMillionOutput],
    [say('export.column.lowOf', { of: perMillion }), ({ judged }) => perMillionOf(judged)?.low ?? null],
    [say('export.column.highOf', { of: perMillion }), ({ judged }) => perMillionOf(judged)?.high ?? null],
    [say('export.column', { column: 'capital' }), ({ costing }) => costing.capital],
    [say('export.column', { column: 'month' }), ({ costing }) => costing.perMonth],
  ]
  const withUnit = (label: string): string => `${label} (${siUnit('dollars')})`
  for (const part of COST_PARTS) grid.put(partRow(part), 0, withUnit(say('decide.cost.part', { part })))
  grid.put(totalRow, 0, `${withUnit(total)}, ${say('export.cost.formula')}`, 'head')
  grid.put(totalRow + 1, 0, `${withUnit(perMillion)}, ${say('export.cost.formula')}`, 'head')
  for (const [index, [label]] of values.entries()) grid.put(totalRow + 2 + index, 0, withUnit(label))

  let next = totalRow + values.length + 4
  for (const [index, candidate] of priced.entries()) {
    const { shown, costing, name } = candidate
    const column = index + 1
    const title = `${shown.letter} ${name}`
    grid.put(SUMMARY_AT, column, title, 'head')
    const worked = costing.plan === undefined ? null : costFormulas(grid, next, title, costing.plan)
    if (worked !== null) next = worked.next + 2
    for (const part of COST_PARTS) {
      const dollars = costing.parts[part]
      const term = worked?.parts[part] ?? null
      if (dollars === null) grid.put(partRow(part), column, say('pages.costs.carried'))
      else if (term === null) grid.put(partRow(part), column, dollars, 'money')
      else grid.work(partRow(part), column, term, 'money')
    }
    const sum = grid.work(totalRow, column, sumOf(grid, partRow, column), 'total')
    const tokens = worked?.tokens ?? null
    if (tokens === null) grid.put(totalRow + 1, column, costing.perMillionOutput, 'total')
    else grid.work(totalRow + 1, column, over(sum, tokens), 'total')
    for (const [at, [, value]] of values.entries()) grid.put(totalRow + 2 + at, column, value(candidate), 'money')
  }
  return { name: say('export.what', { what: 'cost' }), widths: WIDTHS, frozen: SUMMARY_AT + 1, rows: grid.rows }
}

/** Texts among the parts are no money, and a sum leaves them out. */
function sumOf(grid: ReturnType<typeof createGrid>, partRow: (part: CostPart) => number, column: number): Term {
  const terms = COST_PARTS.map((part): Term => {
    const value = grid.rows[partRow(part)]?.[column]?.value
    return { text: addressOf(partRow(part), column), value: typeof value === 'number' ? value : 0 }
  })
  const [first, last] = [terms[0], terms.at(-1)]
  return { text: `SUM(${first?.text ?? ''}:${last?.text ?? ''})`, value: plus(...terms).value }
}
