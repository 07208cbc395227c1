import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { ReportProblem } from '#shared/contract/report.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import { shownTexts } from '#shared/domain/shownText.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { ReportAnalyses } from './analyses.ts'
import {
  createReportCompiler,
  type CompiledReport,
  type CompileInput,
  type CompileOptions,
  type CompilerOptions,
  type PreviewedReport,
} from './compile.ts'
import { compilerProblems } from './compilerProblems.ts'
import { columnCharts, computedTexts, reportContent } from './content.ts'
import { missingCharacters, missingCharactersError, textsIn } from './coverage.ts'
import { drawCharts, standIns, textsOfCharts, warmCharts } from './figures.ts'
import { loadFaces } from './fonts.ts'
import { placedProblems } from './placedProblems.ts'
import { reportProblems } from './problems.ts'
import { decidedOf } from './sections/context.ts'
import { outlinedTexts } from './outlinedTexts.ts'
import { MAIN_FILE } from './typesetter.ts'

/** What a report is made from. */
export interface ReportRequest {
  readonly workspace: Workspace
  readonly results: readonly ScenarioResult[]
  /** The verdict of the brief; null: the brief names a model that the document does not hold. */
  readonly verdict: BriefVerdict | null
  /** Results of `decidedWorkspace`: the alternatives at the size and load of the verdict; empty: none is sized. */
  readonly decided: readonly ScenarioResult[]
  /** Answers about the columns as typed; null: the report goes without them. */
  readonly analyses: ReportAnalyses | null
  /** Hash of what results, verdict and analyses rest on: pictures of the same basis are drawn once. Null: none is kept. */
  readonly basis: string | null
  /** The document as its file holds it; attached to the PDF. */
  readonly documentText: string
  /** SHA-256 of the document's text, hexadecimal. */
  readonly documentHash: string
  /** "Memwall 0.1.0". */
  readonly program: string
}

/** What is to be known of pages before somebody signs them. */
export interface WithProblems {
  readonly problems: readonly ReportProblem[]
}

/** Makes reports, one after another. */
export interface Reports {
  /**
   * Makes the PDF report. The same request gives the same bytes in every shell and on every platform with the same
   * compiler.
   * @throws CodedError missing-characters, cancelled, deadline or report-failed
   */
  make(request: ReportRequest, options?: CompileOptions): Promise<CompiledReport & WithProblems>
  /**
   * The same pages as pictures. Characters without a sign are a problem here, not a failure.
   * @throws CodedError cancelled, deadline or report-failed
   */
  preview(request: ReportRequest, options?: CompileOptions): Promise<PreviewedReport & WithProblems>
  /**
   * Loads what the first report would wait for, while something else is worked on.
   * @param wanted charts: what draws alone, where there is no memory yet for a typesetter
   */
  warm(wanted: 'pdf' | 'pictures' | 'charts'): void
  /**
   * Draws what rests on the columns alone, while analyses are worked out.
   * @param basis as of the request that follows
   */
  draw(workspace: Workspace, results: readonly ScenarioResult[], basis: string): void
  /** Ends the worker that waits for the next report. */
  close(): Promise<void>
}

/** What the typesetter is given, and what it has no sign for. */
export interface ComposedReport {
  readonly input: CompileInput
  /** Characters that would be printed as boxes. */
  readonly missing: readonly string[]
  /** What is open in what the report says. */
  readonly problems: readonly ReportProblem[]
}

const ATTACHED = '/in/document.memwall'

/** @param options where the report's parts are */
export function createReports(options: CompilerOptions): Reports {
  const { resourcesFolder } = options
  const compiler = createReportCompiler(options)
  return {
    async make(request, calling) {
      // Its thread begins while this one composes.
      compiler.warm('pdf')
      const { input, missing, problems } = await composeReport(request, resourcesFolder, compiler.ahead)
      if (missing.length > 0) throw missingCharactersError(missing)
      const made = await compiler.compile(input, calling)
      return { ...made, problems: [...problems, ...compilerProblems(made, missing)] }
    },
    async preview(request, calling) {
      compiler.warm('pictures')
      const { input, missing, problems } = await composeReport(request, resourcesFolder, compiler.ahead)
      const faces = await loadFaces(join(resourcesFolder, 'fonts'))
      const made = await compiler.preview({ ...input, files: outlinedTexts(input.files, faces) }, calling)
      return { ...made, problems: placedProblems([...problems, ...compilerProblems(made, missing)], made.places) }
    },
    warm(wanted) {
      if (wanted !== 'charts') compiler.warm(wanted)
      // What cannot be loaded fails the report that needs it.
      loadFaces(join(resourcesFolder, 'fonts'))
        .then(warmCharts)
        .catch(() => undefined)
    },
    draw(workspace, results, basis) {
      // What cannot be drawn fails the report that shows it.
      drawAhead(workspace, results, basis, resourcesFolder).catch(() => undefined)
    },
    close: () => compiler.close(),
  }
}

/**
 * What the typesetter is given: the page's data, the drawn charts and the document to attach.
 * @param resourcesFolder the folder with `fonts`
 * @param ahead told of pages that want nothing but their pictures, while those are drawn
 * @throws CodedError report-failed
 */
export async function composeReport(
  request: ReportRequest,
  resourcesFolder: string,
  ahead?: (input: CompileInput) => void,
): Promise<ComposedReport> {
  const faces = await loadFaces(join(resourcesFolder, 'fonts'))
  // Before anything is drawn: a picture with a control character in a name is none.
  const workspace = shownTexts(request.workspace)
  const results = shownOnce(request.results)
  const verdict = request.verdict && shownOnce(request.verdict)
  const decided = shownOnce(request.decided)
  const analyses = request.analyses && shownOnce(request.analyses)
  const basis = request.basis && drawnBasis(workspace, request.basis)
  const { data, charts, files } = reportContent(workspace, results, {
    documentHash: request.documentHash,
    program: request.program,
    verdict,
    decided,
    analyses,
    basis,
    attachment: { path: ATTACHED, name: attachmentName(workspace.title) },
  })
  const withPictures = (pictures: Readonly<Record<string, Uint8Array>>): CompileInput => ({
    main: MAIN_FILE,
    data,
    files: { ...pictures, ...files, [ATTACHED]: new TextEncoder().encode(request.documentText) },
  })
  const awaited = standIns(charts, basis)
  if (awaited !== null) ahead?.(withPictures(awaited))
  const pictures = await drawCharts(charts, faces, basis)
  return {
    input: withPictures(pictures),
    missing: missingCharacters([...textsIn(data), ...textsOfCharts(pictures)], faces),
    problems: reportProblems({
      workspace,
      decided: decidedOf(workspace, verdict),
      documentHash: request.documentHash,
      printed: computedTexts(data),
    }),
  }
}

/** A picture at a time: whoever else asks this thread for something waits for one of them at most. */
async function drawAhead(
  written: Workspace,
  results: readonly ScenarioResult[],
  basis: string,
  resourcesFolder: string,
): Promise<void> {
  const faces = await loadFaces(join(resourcesFolder, 'fonts'))
  const workspace = shownTexts(written)
  for (const chart of columnCharts(workspace, shownOnce(results))) {
    await drawCharts([chart], faces, drawnBasis(workspace, basis))
    await setImmediate()
  }
}

/** What decides how a picture looks, beside its own data. */
const drawnBasis = ({ report }: Workspace, basis: string): string => `${basis} ${report.language}`

const shownAnswers = new WeakMap<object, object>()

/** What was worked out, as it is shown: the same answers come back with every edit of the words around them. */
function shownOnce<Answer extends object>(answer: Answer): Answer {
  const known = shownAnswers.get(answer)
  if (known !== undefined) return known as Answer
  const shown = shownTexts(answer)
  shownAnswers.set(answer, shown)
  return shown
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
