import { defineStore } from 'pinia'
import { computed, reactive, ref, shallowRef } from 'vue'
import type { BottleneckMap } from '#shared/domain/analysis/bottleneckMap.ts'
import type { Confidence, Draws } from '#shared/domain/analysis/confidence.ts'
import type { Configurations } from '#shared/domain/analysis/configurations.ts'
import type { Frontier } from '#shared/domain/analysis/frontier.ts'
import type { Spend } from '#shared/domain/analysis/spend.ts'
import { DEFAULT_DECISION, type Decision } from '#shared/domain/decision.ts'
import type { Levers } from '#shared/domain/analysis/levers.ts'
import type { CapacityCliff, Sweep, SweptInput } from '#shared/domain/analysis/sweep.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { clientAnalyst } from '#shared/contract/clientAnalyst.ts'
import { toFailure, type Failure, type Reply } from '#shared/contract/errors.ts'
import type { EvaluatedScenario } from '#shared/domain/evaluated.ts'
import { reachVerdict } from '#shared/verdict/reachVerdict.ts'
import type { Verdict } from '#shared/verdict/verdict.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { latestOnly } from '../window/latestOnly.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

/** Loads of the map: 100,000 points. */
const MAP = { columns: 400, rows: 250 }
const TOPIC = 'decision'

/** The long analyses, by the names under which progress comes. */
export type Job = 'frontier' | 'map' | 'confidence' | 'configurations' | 'sweep'

/** What a verdict is asked of: a workspace and its scenarios as they were evaluated. */
export interface VerdictQuestion {
  readonly workspace: Workspace
  readonly scenarios: readonly EvaluatedScenario[]
  /** Other than usual: for tests. */
  readonly draws?: Draws
}

/** The answers of the Decide screen; the last ones stay while the next are worked out. */
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
  const frontier = shallowRef<Frontier | null>(null)
  const map = shallowRef<BottleneckMap | null>(null)
  const confidence = shallowRef<Confidence | null>(null)
  const spend = shallowRef<Spend | null>(null)
  const configurations = shallowRef<Configurations | null>(null)
  /** Of what was asked last; null: its draws are not done. An older verdict would not be one on what is shown. */
  const verdict = shallowRef<Verdict | null>(null)
  const sweep = shallowRef<Sweep | null>(null)
  const cliff = shallowRef<CapacityCliff | null>(null)
  const levers = shallowRef<Levers | null>(null)
  /** Share done of the jobs under way. */
  const progress = reactive(new Map<Job, number>())

  client.on('analysis.progress', ({ job, done, total }) => {
    if (progress.has(job as Job)) progress.set(job as Job, total > 0 ? done / total : 1)
  })

  function fail(error: Failure): void {
    // A job that gave way to a newer one, or that the user ended, is no fault.
    if (error.code !== 'cancelled') notices.fail(error, TOPIC)
  }

  /** Runs a job under its name and keeps its answer. */
  async function keep<Value>(
    job: Job,
    answer: { value: Value | null },
    call: () => Promise<Reply<Value>>,
  ): Promise<void> {
    progress.set(job, 0)
    const reply = await call()
    progress.delete(job)
    if (reply.ok) {
      answer.value = reply.value
      notices.dismissTopic(TOPIC)
    } else {
      fail(reply.error)
    }
  }

  const askFrontier = latestOnly((workspace: Workspace) =>
    keep('frontier', frontier, () => client.call('analysis.frontier', { workspace, job: 'frontier' })),
  )
  const workMap = latestOnly(({ workspace, scenario }: { workspace: Workspace; scenario: string }) =>
    keep('map', map, () => client.call('analysis.map', { workspace, scenario, ...MAP, job: 'map' })),
  )
  /** The map that is being worked out; what else a click asks for waits for it. */
  let mapped: Promise<unknown> = Promise.resolve()
  function askMap(question: { workspace: Workspace; scenario: string }): void {
    mapped = workMap(question)
  }
  function afterMap(run: () => void): void {
    void mapped.then(run)
  }
  /** The draws of the last question were ended, or failed. */
  const ended = ref(false)
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
      fail(toFailure(thrown))
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
  const askSpend = latestOnly(async (workspace: Workspace) => {
    const reply = await client.call('analysis.spend', { workspace, traffic: traffic.value, training: training.value })
    if (reply.ok) spend.value = reply.value
    else fail(reply.error)
  })
  const askSweep = latestOnly((workspace: Workspace) =>
    keep('sweep', sweep, () =>
      client.call('analysis.sweep', { workspace, input: sweptInput.value, metric: sweptMetric.value, job: 'sweep' }),
    ),
  )
  const askCliff = latestOnly(async (workspace: Workspace) => {
    const reply = await client.call('analysis.capacityCliff', { workspace })
    if (reply.ok) cliff.value = reply.value
    else fail(reply.error)
  })
  const askLevers = latestOnly(async (question: { workspace: Workspace; scenario: string }) => {
    const reply = await client.call('analysis.levers', question)
    if (reply.ok) levers.value = reply.value
    else fail(reply.error)
  })
  const askConfigurations = latestOnly((workspace: Workspace) =>
    keep('configurations', configurations, () =>
      client.call('analysis.configurations', {
        workspace,
        aim: aim.value,
        limits: {
          target: { tpot: workspace.objective.timePerToken, ttft: workspace.objective.timeToFirstToken },
          mostDevices: mostDevices.value,
          mostPerHour: mostPerHour.value,
          keepPrecision: keepPrecision.value,
        },
        requestsPerSecond: requestsPerSecond.value,
        job: 'configurations',
      }),
    ),
  )

  /** Ends every long analysis; what is on screen stays. */
  function cancel(): void {
    for (const job of progress.keys()) void client.call('analysis.cancel', { job })
  }

  /** Share done of the draws a verdict waits for. */
  const drawn = computed(() => progress.get('confidence') ?? 0)
  const busy = computed(() => progress.size > 0)
  /** Share done of all jobs under way together. */
  const done = computed(() => {
    const shares = [...progress.values()]
    return shares.length === 0 ? 1 : shares.reduce((sum, share) => sum + share, 0) / shares.length
  })

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
    sweep,
    cliff,
    levers,
    frontier,
    map,
    confidence,
    spend,
    configurations,
    verdict,
    drawn,
    ended,
    busy,
    done,
    askFrontier,
    askMap,
    afterMap,
    askVerdict,
    askSpend,
    askConfigurations,
    askSweep,
    askCliff,
    askLevers,
    cancel,
  }
})
