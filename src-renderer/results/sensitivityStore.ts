import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { SensitiveMetric, Sensitivity } from '#shared/domain/sensitivity.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { useClient } from '../app/client.ts'
import { useNotices } from '../app/notices.ts'

/** What is asked: who is moved, against whom, by which metric. */
export interface SensitivityQuestion {
  readonly workspace: Workspace
  readonly scenario: string
  readonly rival: string | null
  readonly metric: SensitiveMetric
}

const TOPIC = 'sensitivity'

/**
 * The answer to what moves a scenario most. One question is under way; while it is, only the newest waits, and the last
 * answer stays on screen.
 */
export const useSensitivity = defineStore('sensitivity', () => {
  const client = useClient()
  const notices = useNotices()
  const metric = ref<SensitiveMetric>('costPerMillionOutput')
  const answer = shallowRef<Sensitivity | null>(null)
  let running = false
  let waiting: SensitivityQuestion | null = null

  async function ask(question: SensitivityQuestion): Promise<void> {
    waiting = question
    if (running) return
    running = true
    while (waiting !== null) {
      const next: SensitivityQuestion = waiting
      waiting = null
      const reply = await client.call('analysis.sensitivity', next)
      if (reply.ok) {
        answer.value = reply.value
        notices.dismissTopic(TOPIC)
      } else {
        notices.fail(reply.error, TOPIC)
      }
    }
    running = false
  }

  return { metric, answer, ask }
})
