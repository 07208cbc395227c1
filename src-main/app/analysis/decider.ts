import { createHash } from 'node:crypto'
import { canonicalJson } from '#shared/document/canonical.ts'
import { resolveBrief } from '#shared/domain/brief/resolveBrief.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import { hardwareIdsOfAlternative } from '#shared/domain/resolve.ts'
import { say } from '#shared/words/say.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { CodedError } from '#shared/contract/errors.ts'
import type { EngineThread } from '../../compute/engineThread.ts'
import type { PointRunner, RunOptions } from '../../compute/pointRunner.ts'
import { CAPACITY_FIELDS, type DrawnCapacitiesQuestion } from '../../engine/analysis/points/drawnCapacities.ts'
import { LOAD_CURVE_FIELDS } from '../../engine/decide/curveColumns.ts'
import { calibrationText } from '../../engine/calibration/calibrationText.ts'
import { VERSION } from '../version.ts'

/** Draws of a verdict. */
export interface DecisionDraws {
  readonly draws: number
  /** The same seed gives the same verdict. */
  readonly seed: number
}

/** Reaches the verdict of a workspace's brief: the one answer for window, report and command line. */
export interface Decider {
  /** @throws CodedError not-found where the workspace lacks the brief's model, cancelled, deadline, engine-failed */
  decide(workspace: Workspace, draws: DecisionDraws, options?: RunOptions): Promise<BriefVerdict>
}

/** Milliseconds a piece of it in one thread may take. */
const DEADLINE = 60_000
/** Verdicts that are kept: going back to what was asked before is answered at once. */
const KEPT = 4
/** Parts of the work by what they take, so that progress never stands still for long. */
const PARTS = { curves: 25, compared: 25, rest: 35, judging: 15 } as const
const WHOLE = 100

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

let calibration: string | null = null

/** What a verdict rests on, as one hash: brief without what is only shown beside it, profiles, calibration, release, draws. */
export function basisHash({ brief, profiles }: Workspace, { draws, seed }: DecisionDraws): string {
  const { lifecycle: _shown, ...decided } = brief
  const ids = [...new Set(brief.alternatives.flatMap(hardwareIdsOfAlternative))].toSorted()
  const rests = {
    brief: decided,
    model: profiles.models[brief.model]?.hash ?? null,
    hardware: ids.map((id) => profiles.hardware[id]?.hash ?? null),
    calibration: (calibration ??= sha256(calibrationText())),
    version: VERSION,
    draws,
    seed,
  }
  return sha256(canonicalJson(rests)).slice(0, 16)
}

/** @param engine weighs and judges @param runner works the curves out, in all threads */
export function createDecider(engine: EngineThread, runner: PointRunner): Decider {
  const known = new Map<string, BriefVerdict>()
  return {
    async decide(workspace, { draws, seed }, options = {}) {
      const hash = basisHash(workspace, { draws, seed })
      const found = known.get(hash)
      if (found) return found
      const resolved = resolveBrief(workspace)
      if (resolved === null) throw new CodedError('not-found', say('decision.noModel'))
      const question = { resolved, draws, seed }
      const within = { deadline: DEADLINE }
      const part = (from: number, width: number): RunOptions => ({
        ...options,
        onProgress: ({ done, total }) => {
          const share = total > 0 ? done / total : 1
          options.onProgress?.({ done: from + width * share, total: WHOLE })
        },
      })
      const asked = await engine.call('decideCurves', question, within)
      const curves = await runner.points('loadCurves', asked, LOAD_CURVE_FIELDS, part(0, PARTS.curves))
      const screened = await engine.call('decideScreen', { question, columns: curves }, within)
      const capacities = async (wanted: DrawnCapacitiesQuestion | null, from: number, width: number) =>
        wanted === null ? null : runner.points('drawnCapacities', wanted, CAPACITY_FIELDS, part(from, width))
      const compared = await capacities(screened.asked, PARTS.curves, PARTS.compared)
      const narrowed = await engine.call(
        'decideNarrow',
        { question, screened: screened.pools, columns: compared },
        within,
      )
      const rest = await capacities(narrowed.asked, PARTS.curves + PARTS.compared, PARTS.rest)
      options.signal?.throwIfAborted()
      const verdict = await engine.call(
        'decideJudge',
        { question, narrowed: narrowed.pools, columns: rest, hash },
        within,
      )
      options.onProgress?.({ done: WHOLE, total: WHOLE })
      known.set(hash, verdict)
      for (const oldest of known.keys()) {
        if (known.size <= KEPT) break
        known.delete(oldest)
      }
      return verdict
    },
  }
}
