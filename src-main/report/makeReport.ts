import { join } from 'node:path'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { Reached } from '#shared/verdict/reachVerdict.ts'
import type { ReportAnalyses } from './analyses.ts'
import { createReportCompiler, type CompiledReport, type CompileInput, type ReportCompiler } from './compile.ts'
import { reportContent } from './content.ts'
import { requireCoverage, textsIn } from './coverage.ts'
import { drawCharts, textsOfCharts } from './figures.ts'
import { loadFaces } from './fonts.ts'

/** How far the making of a report has come. */
export type ReportStage = 'content' | 'charts' | 'pages'

/** What a report is made from. */
export interface ReportRequest {
  readonly workspace: Workspace
  readonly results: readonly ScenarioResult[]
  /** The verdict, and the draws it rests on. */
  readonly reached: Reached
  /** Answers the decision rests on; null: the report goes without them. */
  readonly analyses: ReportAnalyses | null
  /** The document as its file holds it; attached to the PDF. */
  readonly documentText: string
  /** SHA-256 of the document's text, hexadecimal. */
  readonly documentHash: string
  /** The folder with `fonts` and `report`. */
  readonly resourcesFolder: string
  /** "Memwall 0.1.0"; default "Memwall". */
  readonly program?: string
  /** Where the worker lies, when it is not beside this file (see CompilerOptions). */
  readonly workerAddress?: URL
  readonly onProgress?: (stage: ReportStage) => void
}

const ATTACHED = '/in/document.memwall'

const compilers = new Map<string, ReportCompiler>()

/**
 * Makes the PDF report. The same request gives the same bytes in every shell and on every platform.
 * @returns the PDF and its number of pages
 * @throws CodedError missing-characters, deadline or report-failed
 */
export async function makeReport(request: ReportRequest): Promise<CompiledReport> {
  const input = await composeReport(request)
  request.onProgress?.('pages')
  return compilerFor(request).compile(input)
}

/**
 * What the typesetter is given: the page's data, the drawn charts and the document to attach.
 * @throws CodedError missing-characters or report-failed
 */
export async function composeReport(request: ReportRequest): Promise<CompileInput> {
  const faces = await loadFaces(join(request.resourcesFolder, 'fonts'))
  request.onProgress?.('content')
  const { data, charts } = reportContent(request.workspace, request.results, {
    documentHash: request.documentHash,
    program: request.program ?? 'Memwall',
    reached: request.reached,
    analyses: request.analyses,
    attachment: { path: ATTACHED, name: attachmentName(request.workspace.title) },
  })
  request.onProgress?.('charts')
  const pictures = await drawCharts(charts, faces)
  const [face] = faces
  if (face) requireCoverage([...textsIn(data), ...textsOfCharts(pictures)], face.font)
  return { data, files: { ...pictures, [ATTACHED]: new TextEncoder().encode(request.documentText) } }
}

/** Ends the workers that wait for the next report. For shells that close, and tests. */
export async function closeReportCompilers(): Promise<void> {
  const open = [...compilers.values()]
  compilers.clear()
  await Promise.all(open.map((compiler) => compiler.dispose()))
}

function compilerFor({ resourcesFolder, workerAddress }: ReportRequest): ReportCompiler {
  const key = `${resourcesFolder}\n${workerAddress?.href ?? ''}`
  const known = compilers.get(key)
  if (known) return known
  const compiler = createReportCompiler({ resourcesFolder, ...(workerAddress ? { workerAddress } : {}) })
  compilers.set(key, compiler)
  return compiler
}

/** A file name from the title: letters, digits and hyphens. */
function attachmentName(title: string): string {
  const stem = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${stem === '' ? 'workspace' : stem}.memwall`
}
