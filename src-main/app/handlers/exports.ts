import { createHash } from 'node:crypto'
import type { Handlers } from '#shared/contract/index.ts'
import { serializeDocument } from '#shared/document/serialize.ts'
import { USUAL_DRAWS } from '#shared/domain/analysis/draws.ts'
import { resolveBrief } from '#shared/domain/brief/resolveBrief.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import type { RunOptions } from '../../compute/pointRunner.ts'
import type { ExportWanted } from '../../exports/makeExport.ts'
import type { Decider } from '../analysis/decider.ts'
import type { Evaluator } from '../analysis/evaluation.ts'
import type { Jobs } from '../analysis/jobs.ts'
import { placeOf } from '../grants/askForFile.ts'
import { targetOf, writeGranted } from '../grants/granted.ts'
import { KIND_OF_FORMAT } from '../grants/fileKinds.ts'
import type { Grants } from '../grants/grants.ts'
import type { Ports } from '../ports.ts'

/** What the export's method works with. */
export interface ExportParts {
  readonly ports: Ports
  readonly grants: Grants
  readonly evaluator: Evaluator
  readonly decider: Decider
  readonly jobs: Jobs
  readonly resourcesFolder: string
  /** "Memwall 0.1.0". */
  readonly program: string
}

/** The export's method. Its code is large, as the report's is, and loaded at the first call. */
export function exportHandlers({ ports, grants, evaluator, decider, jobs, resourcesFolder, program }: ExportParts) {
  async function made(workspace: Workspace, wanted: ExportWanted, options: RunOptions): Promise<Uint8Array> {
    const { checkWanted, makeExport, needsVerdict } = await import('../../exports/makeExport.ts')
    checkWanted(wanted)
    const { results } = await evaluator.evaluate(workspace)
    const verdict =
      needsVerdict(wanted) && resolveBrief(workspace) !== null
        ? await decider.decide(workspace, USUAL_DRAWS, options)
        : null
    const documentHash = createHash('sha256').update(serializeDocument(workspace)).digest('hex')
    return makeExport({ workspace, results, verdict, documentHash, program }, wanted, resourcesFolder)
  }

  return {
    'exports.make': async ({ workspace, format, part, chart, letter, file, suggestedName, job }) => {
      const kind = KIND_OF_FORMAT[format]
      // Asked first: nobody waits for a verdict and then cancels.
      const target = await targetOf(ports, grants, { file, kind, suggested: suggestedName })
      if (target === 'cancelled') return null
      const wanted = { format, part, chart, letter }
      const bytes =
        job === undefined
          ? await made(workspace, wanted, {})
          : await jobs.run(job, (options) => made(workspace, wanted, options))
      if (target !== null) await writeGranted(target, bytes)
      return {
        saved: placeOf(target),
        bytes: target === null ? Buffer.from(bytes).toString('base64') : null,
        size: bytes.length,
      }
    },
  } satisfies Partial<Handlers>
}
