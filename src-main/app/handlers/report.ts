import { createHash } from 'node:crypto'
import type { Handlers } from '#shared/contract/index.ts'
import { USUAL_DRAWS } from '#shared/domain/analysis/draws.ts'
import { resolveBrief } from '#shared/domain/brief/resolveBrief.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { atomicWrite } from '../../documents/atomicWrite.ts'
import { writeFailure } from '../../documents/fileErrors.ts'
import type { Reports } from '../../report/makeReport.ts'
import type { Decider } from '../analysis/decider.ts'
import type { Evaluator } from '../analysis/evaluation.ts'
import { reportAnalyses } from '../analysis/reportAnalyses.ts'
import { askToSave, placeOf } from '../grants/askForFile.ts'
import type { Grants } from '../grants/grants.ts'
import type { Ports } from '../ports.ts'

/** What the report's method works with. */
export interface ReportParts {
  readonly ports: Ports
  readonly grants: Grants
  readonly evaluator: Evaluator
  readonly decider: Decider
  readonly resourcesFolder: string
  /** The report's worker program. */
  readonly worker: URL
  /** "Memwall 0.1.0". */
  readonly program: string
}

/** The report's methods, and what ends its workers. The report's own code is large and loaded at the first export. */
export function reportHandlers({ ports, grants, evaluator, decider, resourcesFolder, worker, program }: ReportParts) {
  let loading: Promise<Reports> | null = null
  const load = (): Promise<Reports> =>
    (loading ??= import('../../report/makeReport.ts').then(({ createReports }) =>
      createReports({ resourcesFolder, workerAddress: worker }),
    ))
  const handlers = {
    'report.export': async ({ workspace, file, suggestedName }) => {
      // Asked first: nobody waits for pages and then cancels.
      const target =
        file === null
          ? await askToSave(ports.dialogs, grants, 'report', suggestedName)
          : await grants.writable(file, 'report')
      if (target === null && ports.dialogs) return null
      const began = performance.now()
      const { results } = await evaluator.evaluate(workspace)
      const [reports, verdict, analyses] = await Promise.all([
        load(),
        resolveBrief(workspace) === null ? null : decider.decide(workspace, USUAL_DRAWS),
        reportAnalyses(evaluator, workspace),
      ])
      const documentText = serializeDocument(workspace)
      const made = await reports.make({
        workspace,
        results,
        verdict,
        analyses,
        documentText,
        documentHash: createHash('sha256').update(documentText).digest('hex'),
        program,
      })
      if (target !== null) {
        await atomicWrite(target.real, made.bytes).catch((thrown: unknown) => {
          throw writeFailure(thrown, target.path)
        })
      }
      return {
        saved: placeOf(target),
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
