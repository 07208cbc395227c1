import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { runCommand } from '../../../../support/commandLine.ts'
import { temporaryFolder } from '../../../../support/folders.ts'
import { VLLM_RESULT } from '../../../../support/measuredFiles.ts'
import { repositoryFile } from '../../../../support/nodeRuntime.ts'

const home = mkdtempSync(path.join(tmpdir(), 'memwall-home-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const CASES = fileURLToPath(new URL('../../../../../../shared/cases/', import.meta.url))
const here = existsSync(CASES)
if (!here) console.log('skipped: ../shared/cases is not there')

/** 8 × B200 with DeepSeek-V3 is its baseline. */
const SAMPLE = repositoryFile('resources/samples/b200-against-wse3.memwall')
const fileOf = (name: string, content: string): string => {
  const file = path.join(temporaryFolder(), name)
  writeFileSync(file, content)
  return file
}

interface Answer {
  readonly reading: {
    readonly points: readonly {
      readonly concurrency: number
      readonly tpot: number | null
      readonly ttft: number | null
    }[]
    readonly assumed: readonly string[]
    readonly refused: readonly string[]
  }
  readonly calibration: object | null
}

async function calibrate(...typed: string[]): Promise<Answer> {
  const ended = await runCommand(['calibrate', ...typed, '--json'], home)
  expect(ended).toMatchObject({ code: 0, errors: '' })
  return JSON.parse(ended.output) as Answer
}

describe.skipIf(!here)(
  'the public cases of calibration',
  () => {
    const caseOf = (name: string): string => `${CASES}${name}`

    it('prompts at a depth are left out; what was timed from an empty cache and all answers stay', async () => {
      const { reading } = await calibrate(
        caseOf('04-llama-bench-depth/input.md'),
        caseOf('04-llama-bench-depth/input.memwall'),
      )
      expect(reading.points).toHaveLength(4)
      expect(reading.points.map(({ ttft }) => ttft).filter((ttft) => ttft !== null)).toEqual([expect.closeTo(6.79, 2)])
      expect(reading.refused).toHaveLength(2)
      expect(reading.refused[0]).toContain('2,048 tokens on top of 10,000')
    })

    it('a run without streaming has no time per token, and its load is more than its device lets through', async () => {
      const workspace = caseOf('05-run-without-streaming/input.memwall')
      const { reading, calibration } = await calibrate(caseOf('05-run-without-streaming/input.jsonl'), workspace)
      expect([reading.points, calibration]).toEqual([[], null])
      expect(reading.refused.filter((sentence) => sentence.includes('was not streamed'))).toHaveLength(3)
      expect(reading.refused.filter((sentence) => /KV cache takes .* was measured/.test(sentence))).toHaveLength(3)
    })

    it('times below physics are refused, each with the floor it is below', async () => {
      const workspace = caseOf('05-run-without-streaming/input.memwall')
      const { reading } = await calibrate(caseOf('05-run-without-streaming/input-below-floor.csv'), workspace)
      expect(reading.points).toEqual([])
      expect(reading.refused).toHaveLength(3)
      for (const sentence of reading.refused) expect(sentence).toMatch(/is below the 4\.\d+\sms/)
    })
  },
  120_000,
)

describe('memwall calibrate', () => {
  const loads = [4, 16, 64].map((limit) => ({
    ...VLLM_RESULT,
    // Sent as fast as they were served: what is sent all at once waits, and gives no points.
    ...{
      max_concurrency: null,
      duration: 8 + (8 * VLLM_RESULT.completed) / limit,
      request_rate: limit / 8,
      request_throughput: limit / 8,
      mean_e2el_ms: 8000,
      output_throughput: 128 * limit,
    },
    ...{ mean_tpot_ms: 7 + limit / 16, mean_itl_ms: 7 + limit / 16, mean_ttft_ms: 60 + 5 * limit },
  }))

  it('takes what is in flight from --concurrency, and by Little’s law without it', async () => {
    const file = fileOf('runs.json', JSON.stringify(loads))
    const little = await calibrate(file, SAMPLE)
    expect(little.reading.points.map(({ concurrency }) => concurrency)).toEqual([4, 16, 64])
    expect(little.reading.assumed.join()).toContain('Little’s law')
    const given = await calibrate(file, SAMPLE, '--concurrency', '32')
    expect(given.reading.points.map(({ concurrency }) => concurrency)).toEqual([32, 32, 32])
    expect(given.reading.assumed.join()).toContain('the 32 that were given')
  }, 60_000)

  it('says in words what is left out, and that nothing is left', async () => {
    const table = fileOf(
      'fast.csv',
      'isl,osl,concurrency,tpot_ms,accept_length\n1000,100,1,0.01,1\n1000,100,2,40,2.5\n',
    )
    const { code, output } = await runCommand(['calibrate', table, SAMPLE], home)
    expect(code).toBe(0)
    expect(output).toMatch(/Left out: 1 in flight .* 10\.0\sµs per token is below/)
    expect(output).toMatch(/Left out: 2 in flight .* 2\.5 tokens came in a step/)
    expect(output).toContain('No point is left, and a stack is fitted to at least 3 loads.')
  }, 60_000)
})
