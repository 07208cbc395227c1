import type { Precision } from '#shared/domain/precision.ts'
import type { Software } from '#shared/domain/software.ts'
import type { Request } from '../reading.ts'

/** An offline run at its highest rate, of which the layout is not published. */
export interface OfflineRun {
  readonly hardware: string
  /** Null: not named. */
  readonly software: Software | null
  readonly model: string
  readonly weightDtype: Precision
  readonly inputTokens: number
  readonly outputTokens: number
  /** Experts are spread over the devices with attention on each; dense models are cut by tensors. */
  readonly hasExperts: boolean
}

/**
 * Layouts a submitter may choose among within a node, as requests of the machine interface; the best counts.
 * @param degrees devices a copy may take @param concurrencies requests at once that are tried
 */
export function offlineLayouts(
  { hasExperts, ...run }: OfflineRun,
  degrees: readonly number[],
  concurrencies: readonly number[],
): Request[] {
  return degrees.flatMap((devices) =>
    concurrencies.map((concurrency) => ({
      mode: 'aggregated' as const,
      ...run,
      kvDtype: 'fp8' as const,
      devices,
      tp: hasExperts ? 1 : devices,
      dp: hasExperts ? devices : 1,
      ep: hasExperts ? devices : 1,
      concurrency,
    })),
  )
}
