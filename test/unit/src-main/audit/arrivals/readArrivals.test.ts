import { describe, expect, it } from 'vitest'
import { readArrivals } from '#main/audit/arrivals/readArrivals.ts'
import { UNWATCHED } from '#main/audit/timeline/watch.ts'
import { bytesSource, fileSource, tracesAreHere } from '../../../../support/traces.ts'

const read = (text: string, block?: number) => readArrivals(bytesSource(text, block), UNWATCHED)
async function arrivalsOf(text: string) {
  const { arrivals } = await read(text)
  if (arrivals === null) throw new Error('refused')
  return arrivals
}

describe('traces of arrivals', () => {
  it('of Azure have a date, and seven digits of a second', async () => {
    const text =
      'TIMESTAMP,ContextTokens,GeneratedTokens\r\n2023-11-16 18:00:00.5000000,100,10\r\n2023-11-16 18:00:01.0000000,200,20\r\n2023-11-16 18:00:02.5000000,300,60'
    const { kind, read: how, arrivals } = await read(text, 7)
    expect([kind, how]).toEqual(['azure', 'whole'])
    expect(arrivals).toMatchObject({
      requests: 3,
      failed: 0,
      start: Date.UTC(2023, 10, 16, 18, 0, 0, 500),
      span: 2,
      rate: 1,
      input: { mean: 200, p50: 200, p99: 300, most: 300 },
      output: { mean: 30 },
      reuse: null,
    })
    // Gaps of 0.5 and 1.5 s: mean 1, spread 0.5.
    expect(arrivals?.gapVariation).toBeCloseTo(0.5, 12)
    // As those of 2024 write it.
    const later = text.replaceAll(/(\d\d\.\d)000000/g, '$100000+00:00')
    expect((await arrivalsOf(later)).start).toBe(arrivals?.start)
  })

  it('of Mooncake count blocks of prompts that came before', async () => {
    const line = (timestamp: number, blocks: readonly number[]) =>
      JSON.stringify({ timestamp, input_length: 512 * blocks.length, output_length: 7, hash_ids: blocks })
    const { kind, arrivals } = await read([line(0, [1, 2]), line(500, [1, 2, 3]), line(1500, [4])].join('\n'))
    expect(kind).toBe('mooncake')
    expect(arrivals).toMatchObject({ start: null, span: 1.5, reuse: { tokensPerBlock: 512, blocks: 6, again: 2 / 6 } })
  })

  it('of BurstGPT count requests without an answer, and say that they are read by their documentation', async () => {
    const rows = [
      '5,ChatGPT,472,18,490,Conversation log',
      '45,ChatGPT,1000,0,1000,API log',
      '85,GPT-4,528,82,610,API log',
    ]
    const { kind, notes, arrivals } = await read(
      `Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n${rows.join('\n')}\n`,
    )
    expect(kind).toBe('burstGpt')
    expect(notes).toEqual([{ code: 'arrivals.byDocumentation' }])
    expect(arrivals).toMatchObject({ requests: 3, failed: 1, span: 80, input: { mean: 500 }, output: { mean: 50 } })
    // With the columns of later releases in between.
    const later = await arrivalsOf(
      'Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type\n5,s,1.5,GPT-4,10,20,30,API log\n',
    )
    expect(later).toMatchObject({
      requests: 1,
      rate: null,
      gapVariation: null,
      input: { mean: 10 },
      output: { mean: 20 },
    })
  })

  it('leave out lines that cannot be read, and say how many', async () => {
    const {
      read: how,
      reason,
      arrivals,
    } = await read(
      'TIMESTAMP,ContextTokens,GeneratedTokens\nnow,1,1\n2023-11-16 18:00:00.0,-1,1\n2023-11-16 18:00:00.0,5,5\n',
    )
    expect([how, reason, arrivals?.requests]).toEqual([
      'partial',
      { code: 'arrivals.partial.malformed', parameters: { count: 2 } },
      1,
    ])
  })

  it.each([
    ['', 'trace.refused.empty'],
    ['a,b,c\n1,2,3\n', 'arrivals.refused.notKnown'],
    ['TIMESTAMP,ContextTokens,GeneratedTokens\n', 'arrivals.refused.noRequests'],
    ['{"timestamp": 0, "input_length": "many", "hash_ids": []}\n', 'arrivals.refused.noRequests'],
  ])('of %j are refused for a reason', async (text, code) => {
    const { read: how, reason } = await read(text)
    expect([how, reason?.code]).toEqual(['refused', code])
  })
})

describe.runIf(tracesAreHere)('public traces of arrivals', () => {
  it.each([
    ['azure2023_AzureLLMInferenceTrace_code.csv', 'azure', 8819, [2048, 27.88, 3436, 13.15]],
    ['azure2023_AzureLLMInferenceTrace_conv.csv', 'azure', 19_366, [1155, 211.1, 3502, 1.094]],
    ['mooncake_conversation_trace.jsonl', 'mooncake', 12_031, [12_040, 342.6, 3537, 3.034]],
  ])('%s has its counts', async (name, kind, requests, figures) => {
    const reading = await readArrivals(fileSource(`arrivals/${name}`), UNWATCHED)
    expect([reading.kind, reading.read]).toEqual([kind, 'whole'])
    const { arrivals } = reading
    expect(arrivals?.requests).toBe(requests)
    const read = [arrivals?.input.mean, arrivals?.output.mean, arrivals?.span, arrivals?.gapVariation]
    expect(read.map((figure) => Number(figure?.toPrecision(4)))).toEqual(figures)
  })

  it('begin when their first line says, and a third of Mooncake’s prompts came before', async () => {
    const azure = await readArrivals(fileSource('arrivals/azure2023_AzureLLMInferenceTrace_code.csv'), UNWATCHED)
    expect(new Date(azure.arrivals?.start ?? 0).toISOString()).toBe('2023-11-16T18:17:03.979Z')
    const mooncake = await readArrivals(fileSource('arrivals/mooncake_conversation_trace.jsonl'), UNWATCHED)
    expect(mooncake.arrivals?.span).toBe(3536.999)
    expect(mooncake.arrivals?.reuse).toMatchObject({ tokensPerBlock: 512, blocks: 288_500 })
    expect(mooncake.arrivals?.reuse?.again).toBeCloseTo(0.3664, 4)
  })
})
