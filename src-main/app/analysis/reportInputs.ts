import { createHash } from 'node:crypto'
import { CodedError } from '#shared/contract/errors.ts'
import { canonicalJson } from '#shared/document/canonical.ts'
import { USUAL_DRAWS } from '#shared/domain/analysis/draws.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { resolveBrief } from '#shared/domain/brief/resolveBrief.ts'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { say } from '#shared/words/say.ts'
import type { RunOptions } from '../../compute/pointRunner.ts'
import type { ReportAnalyses } from '../../report/analyses.ts'
import { decidedWorkspace } from '../../report/decidedWorkspace.ts'
import type { Decider } from './decider.ts'
import type { Evaluator } from './evaluation.ts'
import { reportAnalyses } from './reportAnalyses.ts'

/** What a report says that has to be worked out first. */
export interface ReportInputs {
  readonly results: readonly ScenarioResult[]
  /** Null: the brief names a model that the document does not hold. */
  readonly verdict: BriefVerdict | null
  /** Results of the alternatives at the size and load of the verdict; empty: none is sized. */
  readonly decided: readonly ScenarioResult[]
  readonly analyses: ReportAnalyses
  /** Hash of all they rest on. */
  readonly basis: string
}

/** Works out what a report says; what rests on the same is worked out once. */
export interface ReportInputsMaker {
  /** @throws CodedError not-found for a profile the document lacks, cancelled, deadline, engine-failed */
  inputs(workspace: Workspace, options?: InputsOptions): Promise<ReportInputs>
}

/** How a report's inputs are worked out. */
export interface InputsOptions extends RunOptions {
  /** Told the results of the columns and the basis of all, while the rest is still worked out. */
  readonly onResults?: (results: readonly ScenarioResult[], basis: string) => void
}

/** Documents whose inputs are kept: the one at hand, and the one before its last edit. */
const KEPT = 2
const WHOLE = 100
/** Of the progress: the verdict draws by the thousand. */
const VERDICT_PART = 70

/** What everything rests on but the words and settings of the report itself. */
function basisOf(workspace: Workspace): string {
  return createHash('sha256')
    .update(canonicalJson({ ...workspace, title: '', report: null }))
    .digest('hex')
}

/** What somebody else has begun. It goes on for them where this caller waits no longer. @throws CodedError cancelled */
function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return work
  return new Promise((resolve, reject) => {
    const stop = () => reject(new CodedError('cancelled', say('reportScreen.cancelled')))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** @param evaluator answers about the columns @param decider reaches the verdict */
export function createReportInputs(evaluator: Evaluator, decider: Decider): ReportInputsMaker {
  const kept = new Map<string, Promise<ReportInputs>>()

  async function work(
    workspace: Workspace,
    basis: string,
    { onResults, ...options }: InputsOptions,
  ): Promise<ReportInputs> {
    const done = { verdict: 0, analyses: 0 }
    let told = 0
    const part = (of: keyof typeof done, width: number): RunOptions => ({
      ...options,
      onProgress: (progress) => {
        const share = progress.total > 0 ? progress.done / progress.total : 1
        // The analyses tell of themselves side by side: what is told never goes back.
        done[of] = Math.max(done[of], width * share)
        if (done.verdict + done.analyses <= told) return
        told = done.verdict + done.analyses
        options.onProgress?.({ done: told, total: WHOLE })
      },
    })
    const { results } = await evaluator.evaluate(workspace)
    onResults?.(results, basis)
    const [verdict, analyses] = await Promise.all([
      resolveBrief(workspace) === null ? null : decider.decide(workspace, USUAL_DRAWS, part('verdict', VERDICT_PART)),
      reportAnalyses(evaluator, workspace, part('analyses', WHOLE - VERDICT_PART)),
    ])
    const sized = verdict === null ? null : decidedWorkspace(workspace, verdict)
    const decided = sized === null ? [] : (await evaluator.evaluate(sized)).results
    return { results, verdict, decided, analyses, basis }
  }

  function begin(workspace: Workspace, basis: string, options: InputsOptions): Promise<ReportInputs> {
    const working = work(workspace, basis, options)
    kept.delete(basis)
    kept.set(basis, working)
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
    }
    working.catch(() => {
      if (kept.get(basis) === working) kept.delete(basis)
    })
    return working
  }

  return {
    async inputs(workspace, options = {}) {
      const basis = basisOf(workspace)
      const known = kept.get(basis)
      if (known) {
        try {
          return await unlessAborted(known, options.signal)
        } catch (thrown) {
          // Somebody else's work, given up by them or failed for them: it is tried once for this caller.
          if (options.signal?.aborted) throw thrown
        }
      }
      return begin(workspace, basis, options)
    },
  }
}
