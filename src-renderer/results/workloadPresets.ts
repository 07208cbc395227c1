import type { Workload } from '#shared/domain/workload.ts'
import { formatText } from '#shared/units/format.ts'

/** A usual load to start from. */
export interface WorkloadPreset {
  readonly id: string
  readonly name: string
  readonly workload: Workload
}

/** Usual loads. They are starting points, not measurements. */
export const WORKLOAD_PRESETS: readonly WorkloadPreset[] = [
  { id: 'chat', name: 'Chat', workload: { inputTokens: 4096, outputTokens: 1024, concurrency: 64, cachedShare: 0 } },
  {
    id: 'short',
    name: 'Short answers',
    workload: { inputTokens: 512, outputTokens: 128, concurrency: 128, cachedShare: 0 },
  },
  {
    id: 'code',
    name: 'Code completion',
    workload: { inputTokens: 8192, outputTokens: 256, concurrency: 64, cachedShare: 0.5 },
  },
  {
    id: 'document',
    name: 'Long documents',
    workload: { inputTokens: 32_768, outputTokens: 1024, concurrency: 16, cachedShare: 0 },
  },
  {
    id: 'reasoning',
    name: 'Reasoning',
    workload: { inputTokens: 2048, outputTokens: 8192, concurrency: 32, cachedShare: 0 },
  },
  { id: 'batch', name: 'Batch', workload: { inputTokens: 2048, outputTokens: 512, concurrency: 512, cachedShare: 0 } },
]

/** "4,096 in, 1,024 out, 64 users". */
export function workloadText(workload: Workload): string {
  const count = (value: number) => formatText(value, 'count')
  const cached = workload.cachedShare > 0 ? `, ${formatText(workload.cachedShare, 'share', { digits: 2 })} cached` : ''
  return `${count(workload.inputTokens)} in, ${count(workload.outputTokens)} out, ${count(workload.concurrency)} users${cached}`
}

/** The preset that is this load; null: none is. */
export function presetOf(workload: Workload): WorkloadPreset | null {
  const keys = ['inputTokens', 'outputTokens', 'concurrency', 'cachedShare'] as const
  return WORKLOAD_PRESETS.find((preset) => keys.every((key) => preset.workload[key] === workload[key])) ?? null
}
