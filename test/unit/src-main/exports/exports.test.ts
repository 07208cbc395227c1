import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inflateSync } from 'node:zlib'
import { parseXml, XmlElement } from '@rgrove/parse-xml'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { matrixTable } from '#main/exports/matrixTable.ts'
import { exportContext, makeExport, type ExportRequest, type ExportWanted } from '#main/exports/makeExport.ts'
import { costsSection } from '#main/report/sections/costs.ts'
import { matrixLines } from '#main/report/sections/matrix.ts'
import { parseDocument } from '#shared/document/parse.ts'
import { perMillionOf } from '#shared/domain/brief/perMillion.ts'
import { resolveBrief } from '#shared/domain/brief/resolveBrief.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { decided } from '../../../support/decidedBriefs.ts'
import { resultsHere } from '../../../support/reportHere.ts'
import { temporaryFolder } from '../../../support/folders.ts'
import { repositoryFile } from '../../../support/nodeRuntime.ts'

const SAMPLES = ['b200-against-wse3', 'bandwidth-experiment', 'deepseek-by-precision'] as const
const TIMEOUT = 180_000
const requests = new Map<string, ExportRequest>()

function opened(name: string): Workspace {
  const parsed = parseDocument(readFileSync(repositoryFile(`resources/samples/${name}.memwall`), 'utf8'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failure))
  return parsed.workspace
}

function requestOf(workspace: Workspace): ExportRequest {
  const verdict = resolveBrief(workspace) === null ? null : decided(workspace.brief, { draws: 200 })
  return {
    workspace,
    results: resultsHere(workspace),
    verdict,
    documentHash: 'ab'.repeat(32),
    program: 'Memwall 0.0.0',
  }
}

beforeAll(() => {
  for (const name of SAMPLES) requests.set(name, requestOf(opened(name)))
}, TIMEOUT)

const sample = (name: string): ExportRequest => {
  const request = requests.get(name)
  if (request === undefined) throw new Error(name)
  return request
}

function made(request: ExportRequest, wanted: Partial<ExportWanted>): Promise<Uint8Array> {
  const whole: ExportWanted = { format: 'csv', part: null, chart: 'ladder', letter: null, ...wanted }
  return makeExport(request, whole, repositoryFile('resources'))
}
const text = async (request: ExportRequest, wanted: Partial<ExportWanted>) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await made(request, wanted))

/** A reader of RFC 4180 of its own. */
function parsedCsv(csv: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, bare = '', end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare)
    if (end === '\r\n') rows.push([])
  }
  return rows.slice(0, -1)
}

interface JsonFile {
  readonly rows: readonly Readonly<Record<string, string | number | null>>[]
}

describe.each(SAMPLES)('%s', (name) => {
  it('is the same matrix in CSV and JSON as in the report', async () => {
    const context = exportContext(sample(name))
    const csv = await text(sample(name), { part: 'matrix' })
    expect(csv.startsWith('\uFEFF')).toBe(true)
    const [head = [], ...rows] = parsedCsv(csv.slice(1))
    const { rows: json } = JSON.parse(await text(sample(name), { format: 'json', part: 'matrix' })) as JsonFile
    expect(rows).toHaveLength(json.length)
    expect(head).toHaveLength(Object.keys(json[0] ?? {}).length)
    // A difference such as “+30 %” is a text that a spreadsheet would take for a formula.
    const inCsv = (cell: string | number | null): string =>
      typeof cell === 'string' && /^[=+@-]/.test(cell) ? `'${cell}` : String(cell ?? '')
    expect(rows).toEqual(json.map((row) => Object.values(row).map(inCsv)))
    const { scenarios, workspace } = context
    const shown = json.filter(({ measure }) => measure !== 'USD per million output tokens')
    const lines = matrixLines(workspace, scenarios)
    expect(shown).toHaveLength(lines.length * scenarios.length)
    const cells = lines.flatMap((line) => line.cells.map((cell) => ({ ...cell, question: line.question })))
    for (const [index, cell] of cells.entries()) {
      const row = shown[index]
      expect(row?.['question']).toBe(cell.question)
      expect(row?.['grade'] ?? null).toBe(cell.grade)
      expect(row?.['delta'] ?? '').toBe(cell.delta)
      if (cell.bar === null) expect(row?.['value']).toBeNull()
      else expect(row?.['shown']).toBe([cell.text, cell.unit].filter((part) => part !== '').join(' '))
    }
  })

  it('has every figure of every scenario as the engine gave it, unknown as null', async () => {
    const { rows } = JSON.parse(await text(sample(name), { format: 'json', part: 'results' })) as JsonFile
    expect(rows).toHaveLength(sample(name).results.length)
    for (const [index, { metrics, fit }] of sample(name).results.entries()) {
      const known = fit.state !== 'doesNotFit'
      expect(rows[index]?.['ttft']).toBe(known ? metrics.ttft.value : null)
      expect(rows[index]?.['power']).toBe(known ? metrics.power.value : null)
      expect(rows[index]?.['costPerMillionOutputHigh']).toBe(known ? metrics.costPerMillionOutput.high : null)
    }
  })

  it('costs what the verdict and the report say', async () => {
    const context = exportContext(sample(name))
    const { rows } = JSON.parse(await text(sample(name), { format: 'json', part: 'cost' })) as JsonFile
    for (const [index, { judged }] of (context.decided?.shown ?? []).entries()) {
      expect(rows[index]?.['total']).toBe(judged?.costing?.presentValue ?? null)
      expect(rows[index]?.['perMillionOutputLow']).toBe((judged && perMillionOf(judged)?.low) ?? null)
      expect(rows[index]?.['bridge']).toBe(judged?.costing?.parts.bridge ?? null)
    }
    const markdown = await text(sample(name), { format: 'markdown', part: 'cost' })
    for (const { cells } of costsSection(context)?.rows ?? []) {
      expect(markdown).toContain(` ${cells.map((cell) => cell.replaceAll('~', '\\~')).join(' | ')} |`)
    }
  })

  it('is a workbook whose formulas come to the workbench’s numbers', { timeout: TIMEOUT }, async () => {
    const bytes = await made(sample(name), { format: 'xlsx' })
    expect(await made(sample(name), { format: 'xlsx' })).toEqual(bytes)
    expect(sheetNames(bytes)).toEqual(['Results', 'Matrix', 'Cost', 'Inputs and sources', 'About'])
    const cost = cellsOf(bytes, 3)
    expect([...cost.values()].filter(({ formula }) => formula !== null).length).toBeGreaterThan(40)
    compareWithVerdict(sample(name), cost)
    if (!hasOffice()) {
      console.warn('There is no soffice: formulas are not recalculated by a spreadsheet here.')
      return
    }
    // Without the values beside the formulas a spreadsheet has to calculate.
    compareWithVerdict(sample(name), cellsOf(recalculated(withoutValues(bytes)), 3))
  })

  it('draws its charts with title, names and source, as SVG and PNG', { timeout: TIMEOUT }, async () => {
    const svg = await text(sample(name), { format: 'svg', chart: 'ladder' })
    const { root } = parseXml(svg)
    const said = root?.text ?? ''
    for (const { name: of } of exportContext(sample(name)).scenarios) expect(said).toContain(of)
    expect(said).toContain('Memwall 0.0.0, document abababababab…')
    expect(svg).not.toContain('<text')
    const picture = decodedPng(await made(sample(name), { format: 'png', chart: 'ladder' }))
    expect(picture.width).toBe(705 * 3)
    expect(picture.height).toBe(Number(root?.attributes['height']) * 3)
    expect(new Set(picture.bytes.subarray(0, 2_000_000)).size).toBeGreaterThan(50)
  })

  it('is a page without script or anything fetched', { timeout: TIMEOUT }, async () => {
    const page = await text(sample(name), { format: 'html' })
    expect(page).toContain(exportContext(sample(name)).decided?.said.headline.replaceAll('&', '&amp;'))
    expect(page).not.toMatch(/<script|<link|<img|\ssrc=|href="(?!#)/)
    expect(page.match(/<svg /g)?.length).toBeGreaterThan(5)
  })
})

describe('hostile names', () => {
  const HOSTILE = `=cmd|' /C calc'!A0</script><script>alert(1)</script>\u202E\u0007|"x"_x000D_`
  const hostile = (): ExportRequest => {
    const { workspace, ...rest } = sample('b200-against-wse3')
    const scenarios = workspace.scenarios.map((each, index) => (index === 0 ? { ...each, name: HOSTILE } : each))
    return { ...rest, workspace: { ...workspace, title: `-${HOSTILE}`, scenarios } }
  }

  it('are texts in every format', { timeout: TIMEOUT }, async () => {
    const plain = HOSTILE.replace('\u202E', '').replace('\u0007', '')
    expect(matrixTable(exportContext(hostile())).rows[0]?.[4]).toBe(plain)
    const [, first = []] = parsedCsv((await text(hostile(), { part: 'matrix' })).slice(1))
    expect(first[4]).toBe(`'${plain}`)
    const { rows } = JSON.parse(await text(hostile(), { format: 'json', part: 'matrix' })) as JsonFile
    expect(rows[0]?.['scenario']).toBe(plain)
    const markdown = await text(hostile(), { format: 'markdown', part: 'matrix' })
    expect(markdown).not.toContain('<script')
    expect(markdown).toContain('=cmd\\|')
    const page = await text(hostile(), { format: 'html' })
    for (const sign of ['<script', '\u202E', '\u0007']) expect(page).not.toContain(sign)
    const svg = await text(hostile(), { format: 'svg' })
    expect(parseXml(svg).root?.text).toContain(plain)
    expect(svg).not.toContain('<script')
    const bytes = await made(hostile(), { format: 'xlsx' })
    const matrix = cellsOf(bytes, 2)
    expect(matrix.get('E2')).toEqual({ value: plain.replace('_x000D_', '_x005F_x000D_'), formula: null })
    expect((await made(hostile(), { format: 'png' })).length).toBeGreaterThan(10_000)
  })
})

describe('what a format cannot hold', () => {
  it('is refused in a sentence', async () => {
    await expect(made(sample('b200-against-wse3'), { format: 'svg', part: 'matrix' })).rejects.toThrow(/one chart/)
    await expect(made(sample('b200-against-wse3'), { format: 'xlsx', part: 'cost' })).rejects.toThrow(/everything/)
    await expect(
      made({ ...sample('b200-against-wse3'), verdict: null }, { format: 'csv', part: 'cost' }),
    ).rejects.toThrow(/no verdict/)
    await expect(made(sample('b200-against-wse3'), { format: 'svg', chart: 'roofline', letter: 'Z' })).rejects.toThrow(
      /A, B, C and D/,
    )
  })
})

interface ReadCell {
  readonly value: string | number
  readonly formula: string | null
}

const elements = (parent: XmlElement): readonly XmlElement[] =>
  parent.children.filter((child): child is XmlElement => child instanceof XmlElement)
const within = (parent: XmlElement | null, name: string): readonly XmlElement[] =>
  parent === null
    ? []
    : elements(parent).flatMap((child) => [...(child.name === name ? [child] : []), ...within(child, name)])

function partOf(bytes: Uint8Array, part: string): XmlElement | null {
  const found = unzipSync(bytes)[part]
  return found === undefined ? null : parseXml(strFromU8(found)).root
}

function sheetNames(bytes: Uint8Array): readonly (string | undefined)[] {
  return within(partOf(bytes, 'xl/workbook.xml'), 'sheet').map(({ attributes }) => attributes['name'])
}

function cellsOf(bytes: Uint8Array, sheet: number): ReadonlyMap<string, ReadCell> {
  const strings = within(partOf(bytes, 'xl/sharedStrings.xml'), 'si').map((item) => item.text)
  return new Map(
    within(partOf(bytes, `xl/worksheets/sheet${sheet}.xml`), 'c').map((cell) => {
      const [value] = within(cell, 'v')
      const [formula] = within(cell, 'f')
      const { t, r = '' } = cell.attributes
      const read =
        t === 's' ? (strings[Number(value?.text)] ?? '') : t === 'inlineStr' ? cell.text : Number(value?.text ?? NaN)
      return [r, { value: read, formula: formula?.text ?? null }]
    }),
  )
}

const PARTS_AT = 6
const TOTAL_AT = 20

/** Parts, total and cost per million of the table above, to a millionth. */
function compareWithVerdict(request: ExportRequest, cells: ReadonlyMap<string, ReadCell>): void {
  const { decided } = exportContext(request)
  const priced = (decided?.shown ?? []).flatMap(({ judged }) => judged?.costing ?? [])
  expect(priced.length).toBeGreaterThan(1)
  for (const [index, { parts, presentValue, perMillionOutput }] of priced.entries()) {
    const column = String.fromCharCode(66 + index)
    const at = (row: number) => cells.get(`${column}${row}`)
    for (const [place, dollars] of Object.values(parts).entries()) {
      if (dollars === null) continue
      expect(at(PARTS_AT + 1 + place)?.formula).not.toBeNull()
      expect(Number(at(PARTS_AT + 1 + place)?.value)).toBeCloseTo(dollars, 2)
    }
    expect(at(TOTAL_AT)?.formula).toMatch(/^SUM\(/)
    expect(Number(at(TOTAL_AT)?.value) / presentValue).toBeCloseTo(1, 6)
    expect(Number(at(TOTAL_AT + 1)?.value) / perMillionOutput).toBeCloseTo(1, 6)
  }
}

function withoutValues(bytes: Uint8Array): Uint8Array {
  const part = 'xl/worksheets/sheet3.xml'
  const files = unzipSync(bytes)
  const xml = strFromU8(files[part] ?? new Uint8Array())
  return zipSync({ ...files, [part]: strToU8(xml.replaceAll(/<\/f><v>[^<]*<\/v>/g, '</f>')) })
}

function hasOffice(): boolean {
  try {
    execFileSync('soffice', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function recalculated(bytes: Uint8Array): Uint8Array {
  const folder = temporaryFolder()
  const file = path.join(folder, 'plan.xlsx')
  const out = path.join(folder, 'out')
  mkdirSync(out)
  writeFileSync(file, bytes)
  const profile = `-env:UserInstallation=file://${path.join(folder, 'profile')}`
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, file], { stdio: 'ignore' })
  return readFileSync(path.join(out, 'plan.xlsx'))
}

/** Size and dots of a PNG, its rows still filtered. */
function decodedPng(png: Uint8Array) {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  expect([...png.subarray(1, 4)]).toEqual([0x50, 0x4e, 0x47])
  const data: Uint8Array[] = []
  for (let at = 8; at < png.length;) {
    const length = view.getUint32(at)
    if (strFromU8(png.subarray(at + 4, at + 8)) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  return { width: view.getUint32(16), height: view.getUint32(20), bytes: inflateSync(Buffer.concat(data)) }
}
