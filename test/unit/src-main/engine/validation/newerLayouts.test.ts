import { describe, expect, it } from 'vitest'
import { compare } from '#main/engine/validation/compare.ts'
import { createCsvParser, rowOf } from '#main/engine/validation/csv.ts'
import { layoutOf } from '#main/engine/validation/layouts.ts'
import type { Reading } from '#main/engine/validation/reading.ts'
import { FACTS } from '../../../../support/engineScenarios.ts'

function read(...lines: readonly string[]): readonly Reading[] {
  const parser = createCsvParser()
  const [header = [], ...records] = [...parser.push(lines.join('\n')), ...parser.end()]
  const reader = layoutOf(header)?.open()
  return records.flatMap((record, index) => reader?.read(rowOf(header, record) ?? {}, index + 1) ?? [])
}

const quoted = (value: unknown): string => `"${JSON.stringify(value).replaceAll('"', '""')}"`

const GIVEN =
  'source,hardware,software,model,weight_dtype,kv_dtype,tp,pp,dp,ep,devices,batch_or_concurrency,input,output,metric,value,unit,note,request'
const given = (metric: string, value: number, request: unknown): string =>
  `s,d,v,m,fp8,fp8,1,1,1,1,2,1,1,1,${metric},${value},s,,${request === null ? '' : quoted(request)}`

const RUN = {
  mode: 'aggregated',
  hardware: 'h200-sxm',
  software: 'vllm',
  model: 'llama-3.1-8b',
  weightDtype: 'fp8',
  devices: 2,
  tp: 2,
  concurrency: 16,
  inputTokens: 1000,
  outputTokens: 100,
}
const ENERGY =
  'model,task,architecture,weight_precision,gpu,num_gpus,parallelization,max_num_seqs,avg_batch_size,energy_j_per_output_token,median_itl_ms,avg_output_len'
const AUDITED =
  'source,submitter,division,availability,accelerator,accelerators_total,weight_dtype,model,scenario,value,unit,value_per_accelerator'

describe('newer layouts', () => {
  it('rows that hold their request: each metric against its field, rates as device time, medians apart', () => {
    const readings = read(
      GIVEN,
      given('ttft', 0.2, RUN),
      given('tpot_median', 0.01, RUN),
      given('output_tokens_per_s', 400, RUN),
      given('prefill_tokens_per_s', 500, RUN),
      given('decode_round', 0.02, RUN),
      given('ttft', 0.2, null),
      given('ttft', 0.2, { mode: 'aggregated' }),
      given('smell', 0.2, RUN),
    )
    expect(readings.flatMap((reading) => (reading.kind === 'case' ? reading.measures : []))).toEqual([
      { quantity: 'ttftAggregated', value: 0.2, field: 'ttft' },
      { quantity: 'tpotMedian', value: 0.01, field: 'tpot' },
      { quantity: 'deviceTime', value: 0.005, field: 'deviceTime' },
      { quantity: 'batchOnePrefill', value: 2, field: 'ttft' },
    ])
    expect(readings.flatMap((reading) => (reading.kind === 'leftOut' ? [reading.reason] : []))).toEqual([
      'speculation',
      'unknownDevice',
      'malformed',
      'notComparable',
    ])
  })

  it('of several layouts the one counts that fits and gives most tokens per device', () => {
    const layouts = [1, 2].flatMap((devices) =>
      [1, 64, 512].map((concurrency) => ({ ...RUN, devices, tp: devices, concurrency })),
    )
    const [reading] = read(GIVEN, given('offline_tokens_per_s_per_device', 5000, layouts))
    expect(reading).toMatchObject({ kind: 'best', measure: { quantity: 'offlineDeviceTime', value: 1 / 5000 } })
    const times = layouts.map((request) => {
      const one: Reading = {
        kind: 'case',
        row: 1,
        request: request as never,
        measures: [{ quantity: 'deviceTime', value: 1, field: 'deviceTime' }],
      }
      return compare(one, FACTS, () => null).comparisons[0]?.predicted ?? Number.NaN
    })
    const best = reading === undefined ? undefined : compare(reading, FACTS, () => null).comparisons[0]
    expect(best?.predicted).toBe(Math.min(...times))
    expect(best?.interval[0]).toBeLessThan(best?.predicted ?? 0)
    // A layout whose weights do not fit never counts, however fast it would be.
    const tooLarge = { ...RUN, hardware: 'l4', model: 'llama-3.1-405b', devices: 1, tp: 1 }
    const [refused] = read(GIVEN, given('offline_tokens_per_s_per_device', 5000, [tooLarge]))
    expect(refused === undefined ? null : compare(refused, FACTS, () => null)).toMatchObject({
      comparisons: [],
      omissions: [{ reason: 'refused' }],
    })
  })

  it('an energy leaderboard: a full batch under a cap, step and energy; pictures are left out', () => {
    const degrees = '"{""data_parallel"": 2, ""expert_parallel"": 4, ""tensor_parallel"": 1}"'
    const [reading, pictures] = read(
      ENERGY,
      `Qwen/Qwen3-30B-A3B,gpqa,MoE,bfloat16,H100,8,${degrees},64,63.7,0.5,21,8000.4`,
      `Qwen/Qwen3-30B-A3B,image-chat,MoE,bfloat16,H100,8,${degrees},64,63.7,0.5,21,8000.4`,
    )
    expect(reading).toMatchObject({
      request: { hardware: 'h100-sxm', software: 'vllm', tp: 4, dp: 2, ep: 4, concurrency: 64, outputTokens: 8000 },
      measures: [
        { quantity: 'interTokenMedian', value: 0.021, field: 'tpot' },
        { quantity: 'outputTokenEnergy', value: 0.5, field: 'energyPerOutputToken' },
      ],
    })
    expect(pictures).toMatchObject({ kind: 'leftOut', reason: 'notComparable' })
  })

  it('constant rates: requests in flight by Little’s law, overload left out', () => {
    const header =
      'stack,device,devices,model,weights,rate_per_s,requests,failures,prompt_tokens_mean,output_tokens_mean,e2e_mean_s,tpot_mean_s,requests_per_s'
    const [reading, overload] = read(
      header,
      'vllm,h100-sxm,4,Llama-2-70b-hf,bf16,5,3000,0,593.5,245,4.3,0.0175,5',
      'vllm,h100-sxm,4,Llama-2-70b-hf,bf16,9,3000,900,593.5,245,160,0.03,2',
    )
    expect(reading).toMatchObject({
      request: { model: 'llama-2-70b', tp: 4, concurrency: 22, outputTokens: 245, cachedShare: 0.95 },
      measures: [{ quantity: 'tpotAtRate', value: 0.0175, field: 'tpot' }],
    })
    expect(overload).toMatchObject({ kind: 'leftOut', reason: 'notComparable' })
  })

  it('audited maxima: offline rows of known lengths, in every layout of a node; the others with their reason', () => {
    const row = (division: string, model: string, scenario: string, unit = 'Tokens/s'): string =>
      `s,A,${division},available,NVIDIA B300-SXM-270GB,8,fp4,${model},${scenario},80000,${unit},10000`
    const readings = read(
      AUDITED,
      row('closed', 'deepseek-r1', 'Offline'),
      row('closed', 'gpt-oss-120b', 'Offline'),
      row('closed', 'deepseek-r1', 'Server'),
      row('open', 'deepseek-r1', 'Offline'),
      row('closed', 'deepseek-r1', 'Offline', 'Samples/s'),
    )
    const [first] = readings
    expect(first).toMatchObject({ kind: 'best', measure: { value: 1e-4 } })
    expect(first?.kind === 'best' ? first.requests[0] : null).toMatchObject({ weightDtype: 'nvfp4', dp: 4, ep: 4 })
    expect(readings.slice(1).map((reading) => (reading.kind === 'leftOut' ? reading.reason : null))).toEqual([
      'incomplete',
      'incomplete',
      'notComparable',
      'notComparable',
    ])
  })
})
