import { createHash } from 'node:crypto'
import type { Handlers } from '#shared/contract/index.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import type { ReportSettings } from '#shared/domain/report.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { RunOptions } from '../../compute/pointRunner.ts'
import type { ReportRequest, Reports } from '../../report/makeReport.ts'
import { printedParts } from '../../report/printedParts.ts'
import type { Decider } from '../analysis/decider.ts'
import type { Evaluator } from '../analysis/evaluation.ts'
import type { Jobs } from '../analysis/jobs.ts'
import { createReportInputs, type InputsOptions } from '../analysis/reportInputs.ts'
import { placeOf } from '../grants/askForFile.ts'
import { targetOf, writeGranted } from '../grants/granted.ts'
import type { Grants } from '../grants/grants.ts'
import type { Ports } from '../ports.ts'

/** What the report's methods work with. */
export interface ReportParts {
  readonly ports: Ports
  readonly grants: Grants
  readonly evaluator: Evaluator
  readonly decider: Decider
  readonly jobs: Jobs
  readonly resourcesFolder: string
  /** The report's worker program. */
  readonly worker: URL
  /** "Memwall 0.1.0". */
  readonly program: string
  /**
   * Gives memory back before pages are made, where one report is all the process is for. Null: it goes on after it, and
   * loads the typesetter ahead.
   */
  readonly release: (() => Promise<void>) | null
}

/** The report's methods, and what ends its workers. The report's own code is large and loaded at the first call. */
export function reportHandlers(parts: ReportParts) {
  const { ports, grants, evaluator, decider, jobs, resourcesFolder, worker, program, release } = parts
  const maker = createReportInputs(evaluator, decider)
  let loading: Promise<Reports> | null = null
  const load = (): Promise<Reports> =>
    (loading ??= import('../../report/makeReport.ts').then(({ createReports }) =>
      createReports({ resourcesFolder, workerAddress: worker }),
    ))

  /**
   * What a report of a document is made from, and who makes it.
   * @param settings the pages are set with; the document is attached, and named by its hash, with its own
   */
  async function prepared(
    document: Workspace,
    settings: ReportSettings,
    wanted: 'pdf' | 'pictures',
    options: RunOptions,
  ): Promise<{ reports: Reports; request: ReportRequest }> {
    const loaded = load()
    void loaded.then((reports) => reports.warm(release === null ? wanted : 'charts')).catch(() => undefined)
    const drawing: InputsOptions = {
      ...options,
      onResults: (results, basis) => {
        void loaded
          .then((reports) => reports.draw({ ...document, report: settings }, results, basis))
          .catch(() => undefined)
      },
    }
    const [reports, inputs] = await Promise.all([loaded, maker.inputs(document, drawing)])
    await release?.()
    const documentText = serializeDocument(document)
    const documentHash = createHash('sha256').update(documentText).digest('hex')
    const workspace = { ...document, report: settings }
    return { reports, request: { workspace, ...inputs, documentText, documentHash, program } }
  }

  /** Without a name nobody asks how far it is, or ends it. */
  const running = <Value>(job: string | undefined, work: (options: RunOptions) => Promise<Value>): Promise<Value> =>
    job === undefined ? work({}) : jobs.run(job, work)

  const handlers = {
    'report.export': async ({ workspace, file, suggestedName, settings, job }) => {
      // Asked first: nobody waits for pages and then cancels.
      const target = await targetOf(ports, grants, { file, kind: 'report', suggested: suggestedName })
      if (target === 'cancelled') return null
      const began = performance.now()
      const made = await running(job, async (options) => {
        const { reports, request } = await prepared(workspace, settings ?? workspace.report, 'pdf', options)
        return reports.make(request, options)
      })
      if (target !== null) await writeGranted(target, made.bytes)
      return {
        saved: placeOf(target),
        bytes: target === null ? Buffer.from(made.bytes).toString('base64') : null,
        size: made.bytes.length,
        pages: made.pages,
        seconds: (performance.now() - began) / 1000,
        compiler: made.compiler,
        standard: made.standard,
        problems: [...made.problems],
      }
    },
    'report.preview': async ({ workspace, known, job }) => {
      const began = performance.now()
      const had = new Set(known)
      const made = await running(job, async (options) => {
        const { reports, request } = await prepared(workspace, workspace.report, 'pictures', options)
        return reports.preview(request, options)
      })
      return {
        pages: made.pages.map(({ hash, svg, width, height }) => ({
          hash,
          svg: had.has(hash) ? null : svg,
          width,
          height,
        })),
        ...printedParts(made.places, workspace),
        problems: [...made.problems],
        compiler: made.compiler,
        standard: made.standard,
        seconds: (performance.now() - began) / 1000,
      }
    },
  } satisfies Partial<Handlers>
  return {
    handlers,
    close: async () => {
      await (await loading)?.close()
    },
  }
}
