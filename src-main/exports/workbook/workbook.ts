import { headOf as columnHead, type Table } from '../table.ts'
import { say } from '#shared/words/say.ts'
import type { ReportContext } from '../../report/sections/context.ts'
import { evidenceSection } from '../../report/sections/evidence.ts'
import { registerSection } from '../../report/sections/register.ts'
import { matrixTable } from '../matrixTable.ts'
import type { Provenance } from '../provenance.ts'
import { resultsTable } from '../resultsTable.ts'
import { costSheet } from './costSheet.ts'
import { createGrid, type CellStyle, type Sheet } from './grid.ts'
import { writtenWorkbook } from './written.ts'

/** Everything as a workbook: results, matrix, the cost as live formulas where there is a verdict, inputs, and where it is from. */
export function workbookBytes(context: ReportContext, provenance: Provenance): Uint8Array {
  const cost = costSheet(context)
  const sheets = [
    tableSheet(resultsTable(context)),
    tableSheet(matrixTable(context)),
    ...(cost === null ? [] : [cost]),
    inputsSheet(context),
    aboutSheet(context, provenance),
  ]
  return writtenWorkbook(sheets, provenance)
}

const MOST_WIDE = 60
const LEAST_WIDE = 10

/** As wide as its texts, within reason. */
function widthsOf(rows: Sheet['rows'], columns: number): readonly number[] {
  return Array.from({ length: columns }, (_, column) => {
    const longest = Math.max(...rows.map((row) => String(row[column]?.value ?? '').length), LEAST_WIDE)
    return Math.min(MOST_WIDE, longest + 2)
  })
}

function sheetOf(name: string, lines: readonly (readonly (string | number | null)[])[], frozen: number): Sheet {
  const grid = createGrid()
  for (const [row, cells] of lines.entries()) {
    const style: CellStyle = row < frozen ? 'head' : 'plain'
    for (const [column, value] of cells.entries()) if (value !== null) grid.put(row, column, value, style)
  }
  return {
    name,
    frozen,
    widths: widthsOf(grid.rows, Math.max(0, ...lines.map((line) => line.length))),
    rows: grid.rows,
  }
}

function tableSheet({ title, columns, rows }: Table): Sheet {
  return sheetOf(title, [columns.map(columnHead), ...rows], 1)
}

/** What the figures rest on: the brief's assumptions, then the register of the columns. */
function inputsSheet(context: ReportContext): Sheet {
  const column = (key: string): string => say('export.column', { column: key })
  const { groups } = registerSection(context)
  const brief = evidenceSection(context)
  const letters = (chips: readonly { readonly letter: string }[]): string => chips.map(({ letter }) => letter).join(' ')
  return sheetOf(
    say('export.inputs'),
    [
      ['group', 'letter', 'metric', 'value', 'unit', 'range', 'grade', 'source', 'address', 'note'].map(column),
      ...brief.rows.map(({ chips, label, value, range, grade, source }) => [
        brief.title,
        letters(chips),
        label,
        value,
        '',
        range,
        grade,
        source,
        '',
        '',
      ]),
      ...groups.flatMap(({ title, chips, rows, missing }) => [
        ...rows.flatMap(({ label, text, unit, grade, basis, source, note, overrides }) => [
          [title, letters(chips), label, text, unit, '', grade, source?.title ?? basis, source?.address ?? '', note],
          ...overrides.map((own) => [title, own.chip.letter, label, own.text, own.unit, '', null, basis, '', '']),
        ]),
        ...(missing === '' ? [] : [[title, letters(chips), missing, '', '', '', null, '', '', '']]),
      ]),
    ],
    1,
  )
}

function aboutSheet({ decided }: ReportContext, { title, date, program, document, calibrated }: Provenance): Sheet {
  return sheetOf(
    say('export.about'),
    [
      [say('export.title'), title],
      [say('export.date'), date],
      [say('export.program'), program],
      [say('export.hash'), document],
      [say('export.calibrated'), calibrated],
      [say('export.column', { column: 'note' }), say('export.typed')],
      ...(decided === null ? [[say('export.what', { what: 'cost' }), say('export.noVerdict')]] : []),
    ],
    0,
  )
}
