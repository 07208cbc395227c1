import { describe, expect, it } from 'vitest'
import { MEASURED_WORKLOADS } from '#shared/domain/measuredWorkloads.ts'
import { workloadSchema } from '#shared/domain/workload.ts'
import { presetOf, presetText, workloadPresets } from '../../../../src-renderer/results/workloadPresets.ts'
import { sharedRows } from '../../resources/libraryProfiles.ts'

/** Rows of the shared table each recorded load was read from. */
const ROWS: Readonly<Record<string, readonly [dataset: string, what: string]>> = {
  'azure-chat': ['Azure LLM 2023', 'conversation'],
  'azure-code': ['Azure LLM 2023', 'code'],
  'mooncake-chat': ['Mooncake (Kimi)', 'conversation trace'],
  'servegen-reasoning': ['ServeGen (Alibaba)', 'reason/deepseek-r1'],
  'coding-agent': ['TraceLab coding agents', 'Claude Code'],
}

describe('recorded loads', () => {
  const rows = sharedRows('workloads.csv')

  it.skipIf(rows === null)('are what was read of their traces', () => {
    for (const { id, requests, inputTokens, outputTokens, cachedShare, address } of MEASURED_WORKLOADS) {
      const [dataset, what] = ROWS[id] ?? []
      const row = rows?.find((each) => each['dataset'] === dataset && each['what'] === what)
      const told = (name: string) => (row?.[name] === '' ? null : Number(row?.[name]))
      expect([told('requests'), told('cached_share'), row?.['source']]).toEqual([requests, cachedShare, address])
      for (const [name, spread] of [
        ['input', inputTokens],
        ['output', outputTokens],
      ] as const) {
        const { mean, half, ninety, ninetyNine } = spread
        expect([told(`${name}_mean`), told(`${name}_p50`), told(`${name}_p90`), told(`${name}_p99`)]).toEqual([
          mean,
          half,
          ninety,
          ninetyNine,
        ])
      }
    }
  })

  it.each(workloadPresets())('$name: is a load that can be set, and is found again by it', (preset) => {
    expect(workloadSchema.safeParse(preset.workload).success).toBe(true)
    expect(presetOf(preset.workload)?.id).toBe(preset.id)
  })

  it('say how widely they spread', () => {
    const chat = workloadPresets().find(({ id }) => id === 'azure-chat')
    expect(chat && presetText(chat)).toBe(
      '1,155 in, 211 out, 64 users; half of the inputs up to 1,020, one in ten above 2,735; outputs one in ten above 424',
    )
    expect(new Set(workloadPresets().map(({ id }) => id)).size).toBe(workloadPresets().length)
  })
})
