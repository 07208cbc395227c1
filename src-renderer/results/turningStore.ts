import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { BreakEven } from '#shared/domain/analysis/breakEven.ts'
import type { Counterfactual } from '#shared/domain/analysis/counterfactual.ts'
import { objectiveTarget } from '#shared/domain/objectiveLimits.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import type { Workspace } from '#shared/domain/workspace.ts'
import { useClient } from '../window/client.ts'
import { useNotices } from '../window/notices.ts'
import { latestOnly } from '../window/latestOnly.ts'

/** What is asked: where a scenario and a rival change places, and what a scenario lacks to meet the objective. */
export interface TurningQuestion {
  readonly workspace: Workspace
  readonly scenario: string
  readonly rival: string | null
  readonly metric: SensitiveMetric
}

const TOPIC = 'turning points'

/** Where the ranking turns and what would meet the objective; the last answers stay while the next are worked out. */
export const useTurning = defineStore('turning', () => {
  const client = useClient()
  const notices = useNotices()
  const breakEven = shallowRef<BreakEven | null>(null)
  const counterfactual = shallowRef<Counterfactual | null>(null)

  const ask = latestOnly(async ({ workspace, scenario, rival, metric }: TurningQuestion) => {
    const target = objectiveTarget(workspace)
    const [turns, changes] = await Promise.all([
      rival === null ? null : client.call('analysis.breakEven', { workspace, scenario, rival, metric }),
      target === null ? null : client.call('analysis.counterfactual', { workspace, scenario, target }),
    ])
    breakEven.value = turns?.ok ? turns.value : null
    counterfactual.value = changes?.ok ? changes.value : null
    const failed = [turns, changes].find((reply) => reply !== null && !reply.ok)
    if (failed && !failed.ok) notices.fail(failed.error, TOPIC)
    else notices.dismissTopic(TOPIC)
  })

  return { breakEven, counterfactual, ask }
})
