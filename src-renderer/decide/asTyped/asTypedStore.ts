import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { SweptInput } from '#shared/domain/analysis/sweep.ts'
import { entered } from '#shared/domain/brief/assumed.ts'
import { demandRates } from '#shared/domain/brief/demandRates.ts'
import { DEFAULT_DECISION, type Decision } from '#shared/domain/decision.ts'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { useAnalyses } from '../../window/analyses.ts'
import { useWorkspace } from '../../workspace/workspaceStore.ts'

const TOPIC = 'asTyped'

/** What is asked of the columns as they are typed, and the answers. */
export const useAsTyped = defineStore('asTyped', () => {
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
  /** Requests a second the configurations serve: the brief's demand, in the unit it was entered in. */
  const requestsPerSecond = computed<number | null>({
    get: () => (store.workspace ? demandRates(store.workspace.brief.demand).meanRequestsPerSecond : null),
    set: (value) => {
      store.edit('Demand: requests per second', (draft) => {
        draft.brief.demand.unit = 'requestsPerSecond'
        draft.brief.demand.amount = entered(value)
      })
    },
  })
  const sweptInput = ref<SweptInput>('Memory bandwidth')
  const sweptMetric = ref<SensitiveMetric>('tpot')
  const analyses = useAnalyses(TOPIC, [
    'frontier',
    'map',
    'configurations',
    'sensitivity',
    'sweep',
    'capacityCliff',
    'levers',
  ])

  return {
    metric,
    aim,
    mostDevices,
    mostPerHour,
    keepPrecision,
    requestsPerSecond,
    sweptInput,
    sweptMetric,
    ...analyses,
  }
})
