import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { USUAL_DRAWS } from '#shared/domain/analysis/draws.ts'
import type { BriefVerdict } from '#shared/domain/brief/verdict.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { shownAlternatives } from '#shared/words/decision/shownAlternatives.ts'
import { useClient } from '../window/client.ts'
import { latestOnly } from '../window/latestOnly.ts'
import { useNotices } from '../window/notices.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'
import { changedParts } from './changedParts.ts'

const TOPIC = 'decision'
/** Name of the job: progress comes under it. */
const JOB = 'decide'

/** A verdict with what it was worked out from: the two are shown together, so that no figure mixes two states. */
export interface WholeVerdict {
  readonly verdict: BriefVerdict
  readonly workspace: Workspace
  /** When it was done, milliseconds since 1970, and the seconds it took. */
  readonly at: number
  readonly seconds: number
}

/**
 * The verdict of the open workspace's brief. Only whole ones are kept: while one is worked out there is progress, and where
 * that is ended or fails the last whole one is shown again, as old as it is.
 */
export const useBriefVerdict = defineStore('briefVerdict', () => {
  const client = useClient()
  const notices = useNotices()
  const store = useWorkspace()
  const whole = shallowRef<WholeVerdict | null>(null)
  const running = ref(false)
  /** Share done of the one under way. */
  const progress = ref(0)
  /** When the one under way began, milliseconds since 1970. */
  const began = ref(0)

  client.on('analysis.progress', ({ job, done, total }) => {
    if (job === JOB && total > 0) progress.value = done / total
  })

  const decide = latestOnly(async (workspace: Workspace) => {
    const session = store.file?.session
    running.value = true
    progress.value = 0
    began.value = Date.now()
    const reply = await client.call('decision.decide', { workspace, ...USUAL_DRAWS, job: JOB })
    running.value = false
    // Another document was opened meanwhile: this is none of its verdicts.
    if (store.file?.session !== session) return
    if (reply.ok) {
      const at = Date.now()
      whole.value = { verdict: reply.value, workspace, at, seconds: (at - began.value) / 1000 }
      notices.dismissTopic(TOPIC)
    } else if (reply.error.code !== 'cancelled') notices.fail(reply.error, TOPIC)
  })

  watch(
    () => store.file?.session,
    () => {
      whole.value = null
      cancel()
    },
  )

  /** What the verdict rests on that has changed since; empty: it is of what is entered now. */
  const changed = computed(() =>
    whole.value && store.workspace ? changedParts(whole.value.workspace, store.workspace) : [],
  )
  const stale = computed(() => changed.value.length > 0)
  /** What is shown: while another is worked out, none. */
  const verdict = computed(() => (running.value ? null : (whole.value?.verdict ?? null)))
  /** The workspace that belongs to what is shown. */
  const basis = computed(() => (verdict.value ? (whole.value?.workspace ?? null) : store.workspace))
  const alternatives = computed(() => {
    const { value } = basis
    return value ? shownAlternatives(value.brief, value.profiles, verdict.value) : []
  })

  /** Works out the verdict of what is entered now. */
  function recompute(): Promise<void> {
    return store.workspace ? decide(store.workspace) : Promise.resolve()
  }
  /** The same, unless the last one is of what is entered now. */
  function renew(): Promise<void> {
    return whole.value === null || stale.value ? recompute() : Promise.resolve()
  }
  /** Ends the one under way; the last whole one is shown again. */
  function cancel(): void {
    if (running.value) void client.call('analysis.cancel', { job: JOB })
  }

  return { whole, verdict, basis, alternatives, running, progress, began, changed, stale, recompute, renew, cancel }
})
