import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { FIRST_DRAWS, USUAL_DRAWS } from '#shared/domain/analysis/draws.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { useClient } from '../window/client.ts'
import { latestOnly } from '../window/latestOnly.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'
import { loadOf } from './load.ts'
import { missingOf, problemsIn } from './missing.ts'

/** Name of the job: progress comes under it. */
const JOB = 'firstCut'
/** Milliseconds without another entry after which it is worked out. */
const PAUSE = 250

/** Sizes and costs at 200 draws, with the workspace they are of: the two are shown together. */
export interface FirstCut {
  readonly verdict: BriefVerdict
  readonly workspace: Workspace
  readonly seconds: number
}

/** What the brief answers so far: what a first cut lacks, what stands in its way, the load that follows, and the cut. */
export const useBriefAnswer = defineStore('briefAnswer', () => {
  const client = useClient()
  const store = useWorkspace()
  const missing = computed(() => (store.workspace ? missingOf(store.workspace) : []))
  const problems = computed(() => (store.workspace ? problemsIn(store.workspace) : []))
  /** Null: no workspace is open. */
  const load = computed(() => {
    const brief = store.workspace?.brief
    return brief ? loadOf(brief.demand, brief.horizon) : null
  })
  /** Demand, model and a candidate are given: it can be decided. */
  const ready = computed(() => store.workspace !== null && missing.value.length === 0)

  const last = shallowRef<FirstCut | null>(null)
  /** Why there is none. One sentence. */
  const failure = ref<string | null>(null)
  const running = ref(false)
  /** Share done of the one under way. */
  const done = ref(0)
  let pause: ReturnType<typeof setTimeout> | undefined

  client.on('analysis.progress', (progress) => {
    if (progress.job === JOB && progress.total > 0) done.value = progress.done / progress.total
  })

  const isOf = (workspace: Workspace | null, cut: FirstCut | null): boolean =>
    workspace !== null &&
    cut !== null &&
    cut.workspace.brief === workspace.brief &&
    cut.workspace.profiles === workspace.profiles
  /** The cut of what is entered now; null: it is not worked out, and an older one is not shown in its place. */
  const cut = computed(() => (ready.value && isOf(store.workspace, last.value) ? last.value : null))

  const work = latestOnly(async (workspace: Workspace) => {
    running.value = true
    done.value = 0
    const began = Date.now()
    const reply = await client.call('decision.decide', {
      workspace,
      draws: FIRST_DRAWS,
      seed: USUAL_DRAWS.seed,
      job: JOB,
    })
    running.value = false
    if (reply.ok) {
      last.value = { verdict: reply.value, workspace, seconds: (Date.now() - began) / 1000 }
      failure.value = null
    } else if (reply.error.code !== 'cancelled') failure.value = reply.error.message
  })

  /** Works out the cut of what is entered now, as soon as nothing is entered any more. */
  function renew(): void {
    clearTimeout(pause)
    if (!ready.value || isOf(store.workspace, last.value)) return
    failure.value = null
    pause = setTimeout(() => {
      // What is under way is of an older entry.
      cancel()
      if (store.workspace && ready.value) void work(store.workspace)
    }, PAUSE)
  }

  /** Ends the one under way: nobody waits for it. */
  function cancel(): void {
    clearTimeout(pause)
    if (running.value) void client.call('analysis.cancel', { job: JOB })
  }

  watch(
    () => store.file?.session,
    () => {
      last.value = null
      failure.value = null
      cancel()
    },
  )

  return { missing, problems, load, ready, cut, failure, running, done, renew, cancel }
})
