import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { ScenarioResult } from '#shared/domain/result.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { useClient } from '../window/client.ts'
import { latestOnly } from '../window/latestOnly.ts'
import { useNotices } from '../window/notices.ts'
import { useWorkspace } from './workspaceStore.ts'

/** Results and the workspace they belong to: shown together, so that a figure never mixes two states. */
export interface Evaluated {
  readonly workspace: Workspace
  readonly results: ReadonlyMap<string, ScenarioResult>
  readonly seconds: number
}

const TOPIC = 'evaluation'

/**
 * Results of the open workspace. One evaluation is in flight; while it runs only the newest workspace waits, so a fast
 * thumb never builds a queue. The last results stay on screen meanwhile.
 */
export const useEvaluation = defineStore('evaluation', () => {
  const client = useClient()
  const notices = useNotices()
  const store = useWorkspace()
  const evaluated = shallowRef<Evaluated | null>(null)
  const running = ref(false)

  /** What is shown is older than what was entered. */
  const stale = computed(() => evaluated.value !== null && evaluated.value.workspace !== store.workspace)

  const evaluate = latestOnly(async (workspace: Workspace) => {
    if (workspace === evaluated.value?.workspace) return
    running.value = true
    const reply = await client.call('engine.evaluate', { workspace })
    running.value = false
    // A workspace that was closed or replaced meanwhile has no place for these results.
    if (store.workspace === null) return
    if (reply.ok) {
      const results = new Map(reply.value.results.map((result) => [result.id, result]))
      evaluated.value = { workspace, results, seconds: reply.value.seconds }
      notices.dismissTopic(TOPIC)
    } else {
      notices.fail(reply.error, TOPIC)
    }
  })

  watch(
    () => store.workspace,
    (workspace) => {
      if (workspace) void evaluate(workspace)
      else evaluated.value = null
    },
    { immediate: true, flush: 'sync' },
  )

  return { evaluated, running, stale }
})
