import { createHash } from 'node:crypto'
import { extname } from 'node:path'
import type { Handlers } from '#shared/contract/index.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { atomicWrite } from '../../documents/atomicWrite.ts'
import { writeFailure } from '../../documents/fileErrors.ts'
import type { Reports } from '../../report/makeReport.ts'
import type { Evaluator } from '../analysis/evaluation.ts'
import { reportAnalyses } from '../analysis/reportAnalyses.ts'
import { verdictFor } from '../analysis/verdictFor.ts'
import type { FileKind, Ports } from '../ports.ts'

/** What the report's method works with. */
export interface ReportParts {
  readonly ports: Ports
  readonly evaluator: Evaluator
  readonly resourcesFolder: string
  /** The report's worker program. */
  readonly worker: URL
  /** "Memwall 0.1.0". */
  readonly program: string
}

const PDF_FILE: FileKind = { name: 'PDF document', extension: 'pdf' }

/** The report's methods, and what ends its workers. The report's own code is large and loaded at the first export. */
export function reportHandlers({ ports, evaluator, resourcesFolder, worker, program }: ReportParts) {
  let loading: Promise<Reports> | null = null
  const load = (): Promise<Reports> =>
    (loading ??= import('../../report/makeReport.ts').then(({ createReports }) =>
      createReports({ resourcesFolder, workerAddress: worker }),
    ))
  const handlers = {
    'report.export': async ({ workspace, path, suggestedName }) => {
      // Asked first: nobody waits for pages and then cancels.
      const chosen = path ?? (ports.dialogs ? await ports.dialogs.chooseFileToSave(PDF_FILE, suggestedName) : null)
      if (chosen === null && ports.dialogs) return null
      const began = performance.now()
      const { results } = await evaluator.evaluate(workspace)
      const [reports, reached, analyses] = await Promise.all([
        load(),
        verdictFor(evaluator, workspace, results),
        reportAnalyses(evaluator, workspace),
      ])
      const documentText = serializeDocument(workspace)
      const made = await reports.make({
        workspace,
        results,
        reached,
        analyses,
        documentText,
        documentHash: createHash('sha256').update(documentText).digest('hex'),
        program,
      })
      const target = chosen === null ? null : withEnding(chosen)
      if (target !== null) {
        await atomicWrite(target, made.bytes).catch((thrown: unknown) => {
          throw writeFailure(thrown, target)
        })
      }
      return {
        path: target,
        bytes: target === null ? Buffer.from(made.bytes).toString('base64') : null,
        pages: made.pages,
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

function withEnding(path: string): string {
  return extname(path).toLowerCase() === '.pdf' ? path : `${path}.pdf`
}
