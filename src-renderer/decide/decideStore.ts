import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { SweptInput } from '#shared/domain/analysis/sweep.ts'
import { DEFAULT_DECISION, type Decision } from '#shared/domain/decision.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { useAnalyses } from '../window/analyses.ts'
import { useWorkspace } from '../workspace/workspaceStore.ts'

/** What the Decide screen asks, and the answers. */
export const useDecide = defineStore('decide', () => {
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
    ...useAnalyses('decision', [
      'frontier',
      'map',
      'confidence',
      'spend',
      'configurations',
      'breakEven',
      'sensitivity',
      'sweep',
      'capacityCliff',
      'levers',
    ]),
  }
})
