import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { SensitiveMetric } from '#shared/domain/sensitivity.ts'
import { useAnalyses } from '../window/analyses.ts'

/** What moves a scenario most by a metric, where its ranking turns, and what it lacks to meet the objective. */
export const useSensitivity = defineStore('sensitivity', () => ({
  metric: ref<SensitiveMetric>('costPerMillionOutput'),
  ...useAnalyses('sensitivity', ['sensitivity', 'breakEven', 'counterfactual']),
}))
