import { join } from 'node:path'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import { shownTexts } from '#shared/domain/shownText.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { ReportAnalyses } from './analyses.ts'
import { createReportCompiler, type CompiledReport, type CompileInput, type CompilerOptions } from './compile.ts'
import { reportContent } from './content.ts'
import { requireCoverage, textsIn } from './coverage.ts'
import { drawCharts, textsOfCharts } from './figures.ts'
import { loadFaces } from './fonts.ts'

/** What a report is made from. */
export interface ReportRequest {
  readonly workspace: Workspace
  readonly results: readonly ScenarioResult[]
  /** The verdict of the brief; null: the brief names a model that the document does not hold. */
  readonly verdict: BriefVerdict | null
  /** Answers about the columns as typed; null: the report goes without them. */
  readonly analyses: ReportAnalyses | null
  /** The document as its file holds it; attached to the PDF. */
  readonly documentText: string
  /** SHA-256 of the document's text, hexadecimal. */
  readonly documentHash: string
  /** "Memwall 0.1.0". */
  readonly program: string
}

/** Makes reports, one after another. */
export interface Reports {
  /**
   * Makes the PDF report. The same request gives the same bytes in every shell and on every platform.
   * @returns the PDF and its number of pages
   * @throws CodedError missing-characters, deadline or report-failed
   */
  make(request: ReportRequest): Promise<CompiledReport>
  /** Ends the worker that waits for the next report. */
  close(): Promise<void>
}

const ATTACHED = '/in/document.memwall'

/** @param options where the report's parts are */
export function createReports(options: CompilerOptions): Reports {
  const compiler = createReportCompiler(options)
  return {
    make: async (request) => compiler.compile(await composeReport(request, options.resourcesFolder)),
    close: () => compiler.close(),
  }
}

/**
 * What the typesetter is given: the page's data, the drawn charts and the document to attach.
 * @param resourcesFolder the folder with `fonts`
 * @throws CodedError missing-characters or report-failed
 */
export async function composeReport(request: ReportRequest, resourcesFolder: string): Promise<CompileInput> {
  const faces = await loadFaces(join(resourcesFolder, 'fonts'))
  // Before anything is drawn: a picture with a control character in a name is none. All at once, for they name each other.
  const { workspace, results, verdict, analyses } = shownTexts({
    workspace: request.workspace,
    results: request.results,
    verdict: request.verdict,
    analyses: request.analyses,
  })
  const { data, charts } = reportContent(workspace, results, {
    documentHash: request.documentHash,
    program: request.program,
    verdict,
    analyses,
    attachment: { path: ATTACHED, name: attachmentName(workspace.title) },
  })
  const pictures = await drawCharts(charts, faces)
  const [face] = faces
  if (face) requireCoverage([...textsIn(data), ...textsOfCharts(pictures)], face.font)
  return { data, files: { ...pictures, [ATTACHED]: new TextEncoder().encode(request.documentText) } }
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
