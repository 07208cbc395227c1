import { strToU8, zipSync, type Zippable } from 'fflate/browser'
import { escapeXml } from '../../report/xmlText.ts'
import { addressOf, type CellStyle, type Sheet, type SheetCell } from './grid.ts'

/** What a workbook says of itself. */
export interface WorkbookWords {
  readonly title: string
  readonly program: string
  /** "2026-11-20"; null: none. Never the clock's. */
  readonly date: string | null
}

/** The earliest a ZIP can say: the same sheets give the same bytes. Local, as the format has it. */
const FIRST_DAY = new Date(1980, 0, 1)
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Most letters of a cell that Excel opens. */
const LONGEST_TEXT = 32_767
const LONGEST_SHEET_NAME = 31

const STYLES: readonly CellStyle[] = ['plain', 'head', 'note', 'input', 'money', 'total']
/** Font, fill and number format of each style, in the order of `STYLES`. */
const LOOKS = ['0 0 0', '1 0 0', '2 0 0', '3 2 0', '0 0 4', '1 0 4'].map((look) => look.split(' '))

/** A workbook as XLSX: values beside formulas, so that a reader that does not calculate sees them too. */
export function writtenWorkbook(sheets: readonly Sheet[], words: WorkbookWords): Uint8Array {
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relations([
      ['officeDocument', 'xl/workbook.xml', OFFICE],
      ['metadata/core-properties', 'docProps/core.xml', `${PACKAGE}/relationships`],
    ]),
    'docProps/core.xml': core(words),
    'xl/workbook.xml': workbook(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`, OFFICE] as const),
      ['styles', 'styles.xml', OFFICE],
    ]),
    'xl/styles.xml': styles(),
    ...Object.fromEntries(sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, worksheet(sheet)])),
  }
  const files: Zippable = Object.fromEntries(
    Object.entries(parts).map(([path, xml]) => [path, [strToU8(xml), { mtime: FIRST_DAY, level: 6 }]]),
  )
  return zipSync(files)
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

function contentTypes(count: number): string {
  const override = (part: string, type: string): string => `<Override PartName="${part}" ContentType="${type}"/>`
  return [
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('/xl/workbook.xml', `${SHEET_TYPE}.sheet.main+xml`),
    override('/xl/styles.xml', `${SHEET_TYPE}.styles+xml`),
    override('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
    ...Array.from({ length: count }, (_, index) =>
      override(`/xl/worksheets/sheet${index + 1}.xml`, `${SHEET_TYPE}.worksheet+xml`),
    ),
    '</Types>',
  ].join('')
}

function relations(of: readonly (readonly [type: string, target: string, base: string])[]): string {
  const each = of.map(
    ([type, target, base], index) => `<Relationship Id="rId${index + 1}" Type="${base}/${type}" Target="${target}"/>`,
  )
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}

function core({ title, program, date }: WorkbookWords): string {
  const created =
    date === null || !/^\d{4}-\d\d-\d\d$/.test(date)
      ? ''
      : `<dcterms:created xsi:type="dcterms:W3CDTF">${date}T00:00:00Z</dcterms:created>`
  return `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(program)}</dc:creator>${created}</cp:coreProperties>`
}

function workbook(sheets: readonly Sheet[]): string {
  const names = sheets.map(
    ({ name }, index) => `<sheet name="${attribute(sheetName(name))}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names.join('')}</sheets><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`
}

/** A name that a sheet may have. */
function sheetName(name: string): string {
  return name.replaceAll(/[[\]:*?/\\']/g, ' ').slice(0, LONGEST_SHEET_NAME)
}

function styles(): string {
  const font = (inner: string): string => `<font>${inner}<sz val="11"/>COLOUR<name val="Calibri"/></font>`
  const coloured = (inner: string, colour: string): string =>
    font(inner).replace('COLOUR', colour === '' ? '' : `<color rgb="${colour}"/>`)
  const fonts = [coloured('', ''), coloured('<b/>', ''), coloured('<i/>', 'FF5F6771'), coloured('', 'FF1F42D0')]
  const fills = [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFF8E0"/></patternFill></fill>',
  ]
  const border = '<border><left/><right/><top/><bottom/><diagonal/></border>'
  const looks = LOOKS.map(
    ([fontAt, fillAt, format]) =>
      `<xf numFmtId="${format}" fontId="${fontAt}" fillId="${fillAt}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>`,
  )
  return `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="${fonts.length}">${fonts.join('')}</fonts><fills count="${fills.length}">${fills.join('')}</fills><borders count="1">${border}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${looks.length}">${looks.join('')}</cellXfs></styleSheet>`
}

function worksheet({ rows, widths, frozen }: Sheet): string {
  const pane =
    frozen === 0
      ? ''
      : `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
  const lines = rows.map((row, at) => {
    const cells = Array.from(row, (cell, column) => (cell === undefined ? '' : cellXml(cell, addressOf(at, column))))
    return `<row r="${at + 1}">${cells.join('')}</row>`
  })
  return `${HEAD}<worksheet xmlns="${MAIN}">${pane}${columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`}<sheetData>${lines.join('')}</sheetData></worksheet>`
}

/** A text is marked as one, so that nothing in it is ever run. */
function cellXml({ value, formula, style }: SheetCell, address: string): string {
  const place = `r="${address}" s="${STYLES.indexOf(style)}"`
  if (formula !== null && typeof value === 'number') {
    return `<c ${place}><f>${escapeXml(formula)}</f>${Number.isFinite(value) ? `<v>${value}</v>` : ''}</c>`
  }
  if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return ''
  if (typeof value === 'number') return `<c ${place}><v>${value}</v></c>`
  return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escapeXml(plain(value))}</t></is></c>`
}

/** Excel reads “_x000D_” as a sign of its own: the line before it is written out, so that it stays a text. */
function plain(text: string): string {
  return text.slice(0, LONGEST_TEXT).replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
}

const attribute = (text: string): string => escapeXml(text).replaceAll('"', '&quot;')
