import { join } from 'node:path'
import { CodedError } from '#shared/contract/errors.ts'
import type { ExportChart, ExportFormat, ExportPart } from '#shared/contract/exports.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import { shownTexts } from '#shared/domain/shownText.ts'
import { slotLetter, type Workspace } from '#shared/domain/workspace.ts'
import { language, say } from '#shared/words/say.ts'
import { evaluatedScenarios } from '../report/evaluatedScenarios.ts'
import { loadFaces, type Face } from '../report/fonts.ts'
import { decidedOf, type ReportContext } from '../report/sections/context.ts'
import { registerSection } from '../report/sections/register.ts'
import { chartFigure, chartTable, drawableFigure, printedChart } from './chartFigure.ts'
import { costTable, pricedOf, printedCost } from './costTable.ts'
import { csvText } from './csv.ts'
import { drawnChart } from './drawnChart.ts'
import { jsonTable } from './json.ts'
import { markdownText } from './markdown.ts'
import { matrixTable, printedMatrix } from './matrixTable.ts'
import { provenanceOf, sourceLine, type Provenance } from './provenance.ts'
import { pageText } from './page.ts'
import { printedResults, resultsTable } from './resultsTable.ts'
import type { PrintedTable, Table } from './table.ts'
import { workbookBytes } from './workbook/workbook.ts'

/** What a file is to hold. */
export interface ExportWanted {
  readonly format: ExportFormat
  readonly part: ExportPart | null
  readonly chart: ExportChart
  /** Whose chart; null: the baseline's. */
  readonly letter: string | null
}

/** What a file is made from. */
export interface ExportRequest {
  readonly workspace: Workspace
  readonly results: readonly ScenarioResult[]
  /** Null: the brief names a model that the document does not hold, or nothing of the file asks for it. */
  readonly verdict: BriefVerdict | null
  /** SHA-256 of the document's text, hexadecimal. */
  readonly documentHash: string
  /** "Memwall 0.1.0". */
  readonly program: string
}

/** Whether a file shows anything of the verdict, which takes seconds to reach. */
export function needsVerdict({ format, part, chart }: ExportWanted): boolean {
  const isDrawn = isPicture(format) || part === 'chart'
  return isWhole(format) || part === 'cost' || (isDrawn && (chart === 'cost' || chart === 'speed'))
}

const isPicture = (format: ExportFormat): boolean => format === 'svg' || format === 'png'
/** What holds everything, and can hold no part alone. */
const isWhole = (format: ExportFormat): boolean => format === 'xlsx' || format === 'html'

/** @throws CodedError invalid-input where a format cannot hold what is asked for */
export function checkWanted({ format, part }: ExportWanted): void {
  const fits = part === null || (isPicture(format) ? part === 'chart' : !isWhole(format))
  if (!fits) throw new CodedError('invalid-input', say('export.notAs', { as: format }))
}

/**
 * Makes a file. The same request gives the same bytes.
 * @param resourcesFolder the folder with `fonts`
 * @throws CodedError invalid-input, not-found where there is nothing to write, report-failed
 */
export async function makeExport(
  request: ExportRequest,
  wanted: ExportWanted,
  resourcesFolder: string,
): Promise<Uint8Array> {
  checkWanted(wanted)
  const context = exportContext(request)
  const provenance = provenanceOf(context)
  const { format } = wanted
  if (format === 'csv') return bytesOf(csvText(tableOf(context, wanted)))
  if (format === 'json') return bytesOf(jsonTable(tableOf(context, wanted), provenance))
  if (format === 'markdown') {
    return bytesOf(markdownText(provenance.title, printedOf(context, wanted), sourceLine(provenance)))
  }
  if (format === 'xlsx') return workbookBytes(context, provenance)
  const faces = await loadFaces(join(resourcesFolder, 'fonts'))
  if (format === 'html') return bytesOf(await wholePage(context, provenance, faces))
  const figure = chartFigure(context, wanted.chart, wanted.letter)
  const drawn = await drawnChart(figure, { source: sourceLine(provenance) }, faces)
  if (format === 'svg') return bytesOf(drawn.svg)
  const { pictureOf } = await import('./picture.ts')
  return pictureOf(drawn)
}

/** What the tables are made of, every text as it is shown. @throws CodedError report-failed for a column without a result */
export function exportContext(request: ExportRequest): ReportContext {
  const workspace = shownTexts(request.workspace)
  const scenarios = evaluatedScenarios(workspace, shownTexts(request.results))
  return {
    workspace,
    decided: decidedOf(workspace, request.verdict && shownTexts(request.verdict)),
    scenarios,
    sized: new Map(),
    documentHash: request.documentHash,
    program: request.program,
  }
}

/** Charts of a page; of a roofline and a waterfall one a scenario. */
const ON_A_PAGE = [
  'cost',
  'speed',
  'ladder',
  'light',
  'roofline',
  'waterfall',
] as const satisfies readonly ExportChart[]

async function wholePage(context: ReportContext, provenance: Provenance, faces: readonly Face[]): Promise<string> {
  const { decided, scenarios, workspace } = context
  const source = sourceLine(provenance)
  const letters = scenarios.map(({ slot }) => slotLetter(slot))
  const asked = ON_A_PAGE.flatMap((chart): { chart: ExportChart; letter: string | null }[] =>
    chart === 'roofline' || chart === 'waterfall'
      ? letters.map((letter) => ({ chart, letter }))
      : [{ chart, letter: null }],
  )
  const figures = asked.flatMap(({ chart, letter }) => {
    const figure = drawableFigure(context, chart, letter)
    return figure === null ? [] : [figure]
  })
  const charts = []
  for (const [index, figure] of figures.entries()) {
    charts.push(await drawnChart(figure, { source, prefix: `c${index}-` }, faces))
  }
  const register = registerSection(context)
  const verdict = decided === null ? [] : [decided.said.headline, decided.said.certainty, decided.said.basis]
  return pageText({
    title: workspace.title,
    language: language() === 'zh' ? 'zh' : 'en',
    verdict: verdict.filter((line) => line !== ''),
    tables: [printedMatrix(context), ...(pricedOf(context).length === 0 ? [] : [printedCost(context)])],
    charts,
    sourcesTitle: register.words['sources'] ?? '',
    sources: register.sources,
    foot: source,
  })
}

function tableOf(context: ReportContext, { part, chart, letter }: ExportWanted): Table {
  if (part === 'results') return resultsTable(context)
  if (part === 'cost') return costTable(context)
  return part === 'chart' ? chartTable(chartFigure(context, chart, letter)) : matrixTable(context)
}

function printedOf(context: ReportContext, { part, chart, letter }: ExportWanted): PrintedTable {
  if (part === 'results') return printedResults(context)
  if (part === 'cost') return printedCost(context)
  return part === 'chart' ? printedChart(chartFigure(context, chart, letter)) : printedMatrix(context)
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
