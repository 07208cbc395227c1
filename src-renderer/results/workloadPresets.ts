import { MEASURED_WORKLOADS, type MeasuredWorkload, type TokenSpread } from '#shared/domain/measuredWorkloads.ts'
import type { Workload } from '#shared/domain/workload.ts'
import { formatText } from '#shared/units/format.ts'
import { say } from '#shared/words/say.ts'

/** A usual load to start from. */
export interface WorkloadPreset {
  readonly id: string
  readonly name: string
  readonly workload: Workload
  /** The recorded load it is the mean of; absent: a plain starting point. */
  readonly measured?: MeasuredWorkload
}

/** Usual loads. They are starting points, not measurements. */
const USUAL: readonly WorkloadPreset[] = [
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

/** Requests at once that a recorded load starts with: traces tell rates, and how many are served at once is the deployment's. */
const RECORDED_AT_ONCE = 64

/** A recorded load at its mean, or at its middle where no mean is told. */
function recorded(measured: MeasuredWorkload): WorkloadPreset {
  const { inputTokens, outputTokens, cachedShare } = measured
  const carried = ({ mean, half }: TokenSpread): number => Math.max(1, Math.round(mean ?? half))
  return {
    id: measured.id,
    name: say(`workload.${measured.id}`),
    workload: {
      inputTokens: carried(inputTokens),
      outputTokens: carried(outputTokens),
      concurrency: RECORDED_AT_ONCE,
      cachedShare: Number((cachedShare ?? 0).toFixed(2)),
    },
    measured,
  }
}

/** Loads to start from: usual ones, then recorded ones. */
export function workloadPresets(): readonly WorkloadPreset[] {
  return [...USUAL, ...MEASURED_WORKLOADS.map(recorded)]
}

/** What a preset is, for a list: its load and, of a recorded one, how widely that spreads. */
export function presetText({ workload, measured }: WorkloadPreset): string {
  if (measured === undefined) return workloadText(workload)
  const { inputTokens, outputTokens } = measured
  if (inputTokens.ninety === null || outputTokens.ninety === null) {
    return `${workloadText(workload)}; ${say('workload.middle')}`
  }
  const count = (value: number): string => formatText(value, 'count')
  const spread = {
    half: count(inputTokens.half),
    ninety: count(inputTokens.ninety),
    output: count(outputTokens.ninety),
  }
  return `${workloadText(workload)}; ${say('workload.spread', spread)}`
}

/** "4,096 in, 1,024 out, 64 users". */
export function workloadText(workload: Workload): string {
  const count = (value: number) => formatText(value, 'count')
  const cached = workload.cachedShare > 0 ? `, ${formatText(workload.cachedShare, 'share', { digits: 2 })} cached` : ''
  return `${count(workload.inputTokens)} in, ${count(workload.outputTokens)} out, ${count(workload.concurrency)} users${cached}`
}

/** The preset that is this load; null: none is. */
export function presetOf(workload: Workload): WorkloadPreset | null {
  const keys = ['inputTokens', 'outputTokens', 'concurrency', 'cachedShare'] as const
  return workloadPresets().find((preset) => keys.every((key) => preset.workload[key] === workload[key])) ?? null
}
