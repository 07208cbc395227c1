import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { clientAnalyst } from '#shared/contract/clientAnalyst.ts'
import { toFailure } from '#shared/contract/errors.ts'
import type { Confidence, Draws } from '#shared/domain/analysis/confidence.ts'
import type { SweptInput } from '#shared/domain/analysis/sweep.ts'
import { DEFAULT_DECISION, type Decision } from '#shared/domain/decision.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { reachVerdict } from '#shared/verdict/reachVerdict.ts'
import type { Verdict } from '#shared/verdict/verdict.ts'
import { useAnalyses } from '../window/analyses.ts'
import { useClient } from '../window/client.ts'
import { latestOnly } from '../window/latestOnly.ts'
import { useNotices } from '../window/notices.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

const TOPIC = 'decision'

/** What a verdict is asked of: a workspace and its scenarios as they were evaluated. */
export interface VerdictQuestion {
  readonly workspace: Workspace
  readonly scenarios: readonly EvaluatedScenario[]
  /** Other than usual: for tests. */
  readonly draws?: Draws
}

/** What the Decide screen asks, and the answers. */
export const useDecide = defineStore('decide', () => {
  const client = useClient()
  const notices = useNotices()
  const store = useWorkspace()
  /** One question of the decision: it is kept in the workspace, and changing it can be undone. */
  function kept<Key extends keyof Decision>(key: Key, label: string) {
    return computed<Decision[Key]>({
      get: () => (store.workspace?.decision ?? DEFAULT_DECISION)[key],
      set: (value) => {
        store.edit(`Decision: ${label}`, (draft) => {
          draft.decision[key] = value
        })
      },
    })
  }
  const metric = kept('criterion', 'criterion')
  const aim = kept('aim', 'best by')
  const mostDevices = kept('mostDevices', 'most devices')
  const mostPerHour = kept('mostPerHour', 'most dollars per hour')
  const keepPrecision = kept('keepPrecision', 'precisions')
  const requestsPerSecond = kept('requestsPerSecond', 'requests per second')
  const training = kept('training', 'training')
  const traffic = kept('traffic', 'traffic')
  const sweptInput = ref<SweptInput>('Memory bandwidth')
  const sweptMetric = ref<SensitiveMetric>('tpot')
  const { progress, ...analyses } = useAnalyses(TOPIC, [
    'frontier',
    'map',
    'spend',
    'configurations',
    'sensitivity',
    'sweep',
    'capacityCliff',
    'levers',
  ])

  /** The draws the last verdict rests on. */
  const confidence = shallowRef<Confidence | null>(null)
  /** Of what was asked last; null: its draws are not done. An older verdict would not be one on what is shown. */
  const verdict = shallowRef<Verdict | null>(null)
  /** The draws of the last question were ended, or failed. */
  const ended = ref(false)
  /** Share done of the draws a verdict waits for. */
  const drawn = computed(() => progress.get('confidence') ?? 0)
  let judged: VerdictQuestion | null = null
  const judge = latestOnly(async (question: VerdictQuestion) => {
    const { workspace, scenarios, draws } = question
    progress.set('confidence', 0)
    try {
      const analyst = clientAnalyst(client, workspace)
      const keeping = {
        ...analyst,
        // The draws are a figure of their own: shown as soon as they are there.
        confidence: async (asked: Parameters<typeof analyst.confidence>[0]) =>
          (confidence.value = await analyst.confidence(asked)),
      }
      const reached = await reachVerdict(workspace, scenarios, keeping, draws)
      if (question === judged) verdict.value = reached.verdict
      notices.dismissTopic(TOPIC)
    } catch (thrown) {
      ended.value = question === judged
      const failure = toFailure(thrown)
      // A job that gave way to a newer one, or that the user ended, is no fault.
      if (failure.code !== 'cancelled') notices.fail(failure, TOPIC)
    } finally {
      progress.delete('confidence')
    }
  })
  function askVerdict(question: VerdictQuestion): Promise<void> {
    judged = question
    verdict.value = null
    ended.value = false
    return judge(question)
  }

  return {
    metric,
    aim,
    mostDevices,
    mostPerHour,
    keepPrecision,
    requestsPerSecond,
    training,
    traffic,
    sweptInput,
    sweptMetric,
    ...analyses,
    confidence,
    verdict,
    drawn,
    ended,
    askVerdict,
  }
})
