import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { SensitiveMetric, Sensitivity } from '#shared/domain/sensitivity.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { latestOnly } from '../window/latestOnly.ts'

/** What is asked: who is moved, against whom, by which metric. */
export interface SensitivityQuestion {
  readonly workspace: Workspace
  readonly scenario: string
  readonly rival: string | null
  readonly metric: SensitiveMetric
}

const TOPIC = 'sensitivity'

/** The answer to what moves a scenario most; the last one stays on screen while the next is worked out. */
export const useSensitivity = defineStore('sensitivity', () => {
  const client = useClient()
  const notices = useNotices()
  const metric = ref<SensitiveMetric>('costPerMillionOutput')
  const answer = shallowRef<Sensitivity | null>(null)

  const ask = latestOnly(async (question: SensitivityQuestion) => {
    const reply = await client.call('analysis.sensitivity', question)
    if (reply.ok) {
      answer.value = reply.value
      notices.dismissTopic(TOPIC)
    } else {
      notices.fail(reply.error, TOPIC)
    }
  })

  return { metric, answer, ask }
})
