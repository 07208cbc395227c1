import { describe, expect, it } from 'vitest'
import { createCsvParser, rowOf } from '#main/engine/validation/csv.ts'
import { layoutOf, LAYOUTS } from '#main/engine/validation/layouts.ts'
import type { Reading } from '#main/engine/validation/reading.ts'

/** Reads a whole file given as lines. */
function read(...lines: readonly string[]): { readonly layout: string | null; readonly readings: readonly Reading[] } {
  const parser = createCsvParser()
  const [header = [], ...records] = [...parser.push(lines.join('\n')), ...parser.end()]
  const layout = layoutOf(header)
  const reader = layout?.open()
  const readings = records.flatMap((record, index) => reader?.read(rowOf(header, record) ?? {}, index + 1) ?? [])
  return { layout: layout?.name ?? null, readings: [...readings, ...(reader?.end() ?? [])] }
}

/** What a row is left out for. */
const reasons = (readings: readonly Reading[]): string[] =>
  readings.flatMap((reading) => (reading.kind === 'leftOut' ? [reading.reason] : []))

const GEMM = 'source,hardware,framework,kernel,op,dtype,m,n,k,latency_ms,derived_TFLOPS'
const ATTENTION =
  'source,hardware,framework,kernel,op,q_dtype,kv_dtype,batch,q_len,kv_len,n_q_heads,n_kv_heads,head_dim,latency_ms'
const LATENT = 'source,hardware,framework,kernel,op,q_dtype,kv_dtype,batch,q_len,kv_len,n_q_heads_per_gpu,latency_ms'
const EXPERTS =
  'source,hardware,framework,kernel,op,dtype,num_tokens,hidden,inter,topk,num_experts,moe_tp,moe_ep,routing,latency_ms'
const COLLECTIVES =
  'source,hardware,n_devices,library,op,dtype,message_elements,latency_ms,message_bytes,derived_busbw_GBps'
const PROFILED = 'source,hardware,op,n_devices,devices_per_node,message_bytes,median_ms,min_ms,n_profile_rows'
const BUS = 'source,hardware,n_devices,op,library,message_bytes,busbw_GBps,algbw_GBps,note'
const EXCHANGE =
  'source,hardware,n_nodes,n_devices,library,num_tokens_per_rank,hidden,topk,num_experts,dispatch_us,dispatch_GBps,combine_us,combine_GBps,sms'
const RACK = 'source,hardware,n_devices,library,op,dtype,num_tokens,hidden,topk,num_experts,latency_ms'
const RUNS =
  'source,hardware,n_devices,framework,model,weight_dtype,kv_dtype,tp,pp,ep,batch,input_len,output_len,e2e_latency_s,total_tokens_per_s'
const RATES =
  'source,hardware,n_devices,framework,model,weight_dtype,kv_dtype,tp,pp,ep,batch,input_len,output_len,metric,value,unit,note'
const FIRST =
  'source,hardware,n_devices,framework,model,weight_dtype,tp,batch,input_len,ttft_run_output_len,ttft_s,end_to_end_latency_s'
const PARALLEL =
  'source,hardware,n_devices,framework,model,parallelism,batch,input_len,output_len,e2e_latency_s,total_tokens_per_s'
const SERVING =
  'source,hardware,framework,framework_version,model,weight_dtype,gemm_quant,moe_quant,mode,concurrency,measured_on,wip,input_len,output_len,batch_size,tp_size,pp_size,attention_dp_size,moe_tp_size,moe_ep_size,prefill_batch_size,prefill_num_workers,prefill_tp_size,prefill_pp_size,prefill_attention_dp_size,prefill_moe_tp_size,prefill_moe_ep_size,decode_batch_size,decode_num_workers,decode_tp_size,decode_pp_size,decode_attention_dp_size,decode_moe_tp_size,decode_moe_ep_size,ttft_ms,tpot_ms,n_devices_derived,parallel_fields_inconsistent'
const SINGLE =
  'source,hardware,n_devices,framework,model,weight_dtype,batch,input_len,output_len,metric,value,unit,trust,note'

describe('layouts', () => {
  it('are told apart by their headers, whatever the order of the columns', () => {
    const headers = [GEMM, ATTENTION, LATENT, EXPERTS, COLLECTIVES, PROFILED, BUS, EXCHANGE, RACK, RUNS, RATES, FIRST]
    const names = [...headers, PARALLEL, SERVING, SINGLE].map((header) => layoutOf(header.split(','))?.name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).not.toContain(undefined)
    expect(layoutOf(GEMM.split(',').toReversed())?.name).toBe('Matrix products')
    expect(layoutOf(['a', 'b'])).toBeNull()
    expect(new Set(LAYOUTS.map(({ name }) => name)).size).toBe(LAYOUTS.length)
    // None claims the header of another.
    for (const layout of LAYOUTS) expect(layoutOf(layout.columns)).toBe(layout)
  })

  it('matrix products: a request, and reasons for what is not known', () => {
    const { layout, readings } = read(
      GEMM,
      's,NVIDIA H200,VLLM 9.9,x,gemm,fp8,16,4096,1024,0.025,1',
      's,NVIDIA H200,VLLM 9.9,x,gemm,fp8_block,16,4096,1024,0.025,1',
      's,NVIDIA Z1,VLLM 9.9,x,gemm,fp8,16,4096,1024,0.025,1',
      's,NVIDIA H200,Abacus 1,x,gemm,fp8,16,4096,1024,0.025,1',
      's,NVIDIA H200,VLLM 9.9,x,gemm,fp3,16,4096,1024,0.025,1',
      's,NVIDIA H200,VLLM 9.9,x,gemm,fp8,16,4096,1024,,1',
    )
    expect(layout).toBe('Matrix products')
    expect(readings[0]).toEqual({
      kind: 'case',
      row: 1,
      request: { op: 'gemm', hardware: 'h200-sxm', software: 'vllm', dtype: 'fp8', m: 16, n: 4096, k: 1024 },
      measures: [{ quantity: 'gemm', value: 0.025 / 1e3, field: 'seconds' }],
    })
    expect(readings[1]).toMatchObject({ measures: [{ quantity: 'gemmBlockScaled' }] })
    expect(reasons(readings)).toEqual(['unknownDevice', 'unknownStack', 'unknownFormat', 'noValue'])
  })

  it('attention and latent attention, decode and prefill', () => {
    expect(
      read(ATTENTION, 's,NVIDIA B200,TRTLLM 1,k,attention_decode,bfloat16,fp8,4,1,2048,64,8,128,0.02').readings[0],
    ).toMatchObject({ request: { op: 'attention_decode', kvDtype: 'fp8', kvLength: 2048, kvHeads: 8 } })
    expect(
      read(LATENT, 's,NVIDIA H200,TRTLLM 1,k,mla_context,bfloat16,bfloat16,1,512,512,16,0.2').readings[0],
    ).toMatchObject({ request: { op: 'mla_prefill', queryHeads: 16 }, measures: [{ quantity: 'mlaPrefill' }] })
  })

  it('experts: the fastest kernel of a shape, the others counted', () => {
    const { readings } = read(
      EXPERTS,
      's,NVIDIA B200,TRTLLM 1,slow,moe_ffn,fp8,16,4096,1536,8,128,1,8,balanced,0.3',
      's,NVIDIA B200,TRTLLM 1,fast,moe_ffn,fp8,16,4096,1536,8,128,1,8,balanced,0.2',
      's,NVIDIA B200,TRTLLM 1,slow,moe_ffn,fp8,16,4096,1536,8,128,1,8,power_law_1.2,0.4',
    )
    expect(reasons(readings)).toEqual(['slowerKernel'])
    const compared = readings.filter((reading) => reading.kind === 'case')
    expect(compared.map(({ row, request }) => [row, 'skew' in request ? request.skew : null])).toEqual([
      [2, 1],
      [3, 1.2],
    ])
  })

  it('collectives: latency, median and bus bandwidth give seconds; several nodes are a quantity of their own', () => {
    expect(read(COLLECTIVES, 's,NVIDIA H200,8,NCCL 2,alltoall,half,512,0.02,1024,1').readings[0]).toMatchObject({
      request: { op: 'all_to_all', software: 'nccl', devices: 8, bytes: 1024 },
      measures: [{ quantity: 'allToAll', value: 2e-5 }],
    })
    const eager = read(COLLECTIVES, 's,NVIDIA H200,8,vLLM_custom_eager (1),all_reduce,half,512,0.02,1024,1')
    expect(reasons(eager.readings)).toEqual(['notComparable'])
    const profiled = read(
      PROFILED,
      's,NVIDIA A100 DGX (NVSwitch),all_reduce,16,8,2048,0.05,0.04,1',
      's,NVIDIA A100 DGX (NVSwitch),all_reduce,4,2,2048,0.05,0.04,1',
      's,NVIDIA A100 DGX (NVSwitch),send_recv,2,2,2048,0.05,0.04,1',
    )
    expect(profiled.readings[0]).toMatchObject({ measures: [{ quantity: 'collectiveBetweenNodes' }] })
    expect(reasons(profiled.readings)).toEqual(['notComparable', 'notPredicted'])
    const bus = read(BUS, 's,NVIDIA H200,8,all_reduce,nccl-tests,1000000000,350,,')
    const [reading] = bus.readings
    // 1 GB · 2·7/8 at 350 GB/s.
    expect(reading?.kind === 'case' ? reading.measures[0]?.value : null).toBeCloseTo(0.005, 9)
  })

  it('token exchange: both directions, or the three steps of one', () => {
    const exchange = read(
      EXCHANGE,
      's,NVIDIA B200,1,8,DeepEP normal,128,7168,8,256,90,1,110,1,',
      's,NVIDIA B200,1,8,DeepEP low-latency,128,7168,8,256,40,1,60,1,',
    )
    expect(reasons(exchange.readings)).toEqual(['slowerKernel'])
    expect(exchange.readings[1]).toMatchObject({
      request: { op: 'all_to_all', bytes: 128 * 8 * 7168 * 2 },
      measures: [{ quantity: 'expertExchange', value: 5e-5 }],
    })
    const rack = read(
      RACK,
      ...['prepare', 'dispatch', 'combine'].map(
        (step) => `s,NVIDIA GB200,16,T,alltoall_${step},bfloat16,8,7168,8,256,0.01`,
      ),
      's,NVIDIA GB200,16,T,alltoall_dispatch,bfloat16,64,7168,8,256,0.01',
      's,NVIDIA GB200,16,T,alltoall_dispatch,nvfp4,8,7168,8,256,0.01',
    )
    expect(reasons(rack.readings)).toEqual(['notComparable', 'incomplete'])
    const [whole] = rack.readings.filter((reading) => reading.kind === 'case')
    expect(whole?.measures[0]?.value).toBeCloseTo(1.5e-5, 12)
  })

  it('fixed batches: runs, kinds of parallelism, rates and first tokens', () => {
    const sixteen = '16-bit (framework default)'
    const run = read(
      RUNS,
      `s,Nvidia H100 GPU,4,vLLM,meta-llama/Llama-2-70b-hf,${sixteen},${sixteen},4,1,,16,128,256,9.5,1`,
      `s,AMD MI250 GPU,2,llama.cpp,meta-llama/Llama-2-7b-hf,${sixteen},${sixteen},2,1,,1,128,256,9.5,1`,
      `s,Nvidia H100 GPU,1,vLLM,acme/Unheard-7B,${sixteen},${sixteen},1,1,,16,128,256,9.5,1`,
    )
    expect(run.readings[0]).toMatchObject({
      request: { mode: 'static', model: 'llama-2-70b', devices: 4, tp: 4, pp: 1, batch: 16, outputTokens: 256 },
      measures: [{ quantity: 'fixedBatchRun', value: 9.5, field: 'e2e' }],
    })
    expect(run.readings[1]).toMatchObject({ request: { tp: 1, pp: 2 } })
    expect(reasons(run.readings)).toEqual(['unknownModel'])
    const cuts = ['PP', 'Hybrid TP = 2 and EP = 2', 'EP', 'Hybird Tensor (2) and Pipeline (2) Parallelism', 'CP']
    const parallel = read(
      PARALLEL,
      ...cuts.map((cut) => `s,Nvidia A100 GPU,4,TensorRT-LLM,Mixtral-8x7B,${cut},1,8,8,1,1`),
    )
    expect(
      parallel.readings.map((reading) =>
        reading.kind === 'case' && 'tp' in reading.request
          ? [reading.request.tp, 'pp' in reading.request ? reading.request.pp : null, reading.request.ep]
          : reading.kind,
      ),
    ).toEqual([[1, 4, 1], [4, 1, 2], [4, 1, 4], [2, 2, 1], 'leftOut'])
    const rates = read(
      RATES,
      's,NVIDIA H100 SXM 80GB,2,TensorRT-LLM v0,LLaMA 70B,FP8,FP8,2,1,,64,128,2048,output_throughput,1000,tok/s/GPU,',
      's,NVIDIA L40S 48GB,1,"llama.cpp (x), y",LLaMA-3-8B,Q4_K_M,f16,1,,,1,0,512,decode_tokens_per_s,100,tok/s,',
      's,NVIDIA L40S 48GB,1,"llama.cpp (x), y",LLaMA-3-8B,F16,f16,1,,,1,512,0,prefill_tokens_per_s,100,tok/s,',
      's,NVIDIA A100,2,TensorRT-LLM v0,LLaMA 70B,FP16,FP16,2,1,,64,128,2048,output_throughput,1000,tok/s,ambiguous unit',
    )
    expect(rates.readings[0]).toMatchObject({ measures: [{ value: (64 * 2048) / 2000, field: 'e2e' }] })
    expect(rates.readings[1]).toMatchObject({
      request: { weightDtype: 'int4', outputTokens: 512 },
      measures: [{ quantity: 'batchOneDecode', value: 0.01, field: 'tpot' }],
    })
    expect(reasons(rates.readings)).toEqual(['inconsistent', 'inconsistent'])
    expect(
      reasons(
        read(
          FIRST,
          's,AMD MI300X GPU,1,vLLM,Llama-2-7b,16-bit,1,16,1024,1,2.2,14',
          's,Nvidia H100 GPU,1,vLLM,Llama-2-7b,16-bit,1,16,1024,1,0.4,9',
        ).readings,
      ),
    ).toEqual(['inconsistent'])
  })

  it('serving runs: both values of an aggregated run, pools of a split one, and what the source marks', () => {
    const { readings } = read(
      SERVING,
      's,b200_sxm,sglang,1,deepseek-ai/DeepSeek-R1,fp8,fp8,fp8_block,agg,32,,,1024,512,,8,1,1,8,1,,,,,,,,,,,,,,,210,12,8,',
      's,h200_sxm,vllm,1,Qwen/Qwen3-32B,,,,agg,8,,,1024,512,,2,1,,2,1,,,,,,,,,,,,,,,0,9,2,',
      's,b200_sxm,trtllm,1,deepseek-ai/DeepSeek-V3,fp4,nvfp4,nvfp4,disagg,64,,,8192,1024,,,,,,,1,2,1,1,4,1,4,16,1,1,1,8,1,8,900,11,,',
      's,b200_sxm,trtllm,1,deepseek-ai/DeepSeek-V3,fp4,nvfp4,nvfp4,disagg,3,,,8192,1024,,,,,,,1,2,1,1,4,1,4,16,1,1,1,8,1,8,900,11,,',
      's,b200_sxm,trtllm,1,deepseek-ai/DeepSeek-V3,fp4,nvfp4,nvfp4,disagg,64,,,8192,1024,,,,,,,,,8,1,1,1,8,,,8,1,1,1,8,900,11,,',
      's,b200_sxm,sglang,1,deepseek-ai/DeepSeek-R1,fp8,fp8,fp8,agg,32,,,1024,512,,8,1,1,8,8,,,,,,,,,,,,,,,210,12,,yes',
    )
    expect(readings[0]).toMatchObject({
      request: { mode: 'aggregated', model: 'deepseek-r1', weightDtype: 'fp8', kvDtype: 'fp8', tp: 8, concurrency: 32 },
      measures: [
        { quantity: 'tpotAggregated', value: 0.012 },
        { quantity: 'ttftAggregated', value: 0.21 },
      ],
    })
    expect(readings[1]).toMatchObject({ request: { weightDtype: 'bf16', dp: 1 }, measures: [{ field: 'tpot' }] })
    expect(readings[3]).toMatchObject({
      request: {
        mode: 'disaggregated',
        weightDtype: 'nvfp4',
        prefill: { workers: 2, dp: 4, ep: 4, batch: 4 },
        decode: { workers: 1, dp: 8, ep: 8, batch: 128 },
      },
    })
    expect(reasons(readings)).toEqual(['noValue', 'inconsistent', 'incomplete', 'inconsistent'])
  })

  it('single requests: wafers, GPUs beside them, and hosted services without speculation', () => {
    const { readings } = read(
      SINGLE,
      's,Cerebras WSE-2,1,WaferLLM (420x420 cores),LLaMA3-8B,16-bit,1,4096,,decode_tokens_per_s_per_request,2000,tok/s,x,',
      's,Cerebras WSE-2,1,WaferLLM,LLaMA2-13B,16-bit,1,2048,128,e2e_output_tokens_per_s_per_request,500,tok/s,x,',
      's,NVIDIA A100,8,SGLang,LLaMA3-8B,16-bit,1,2048,128,e2e_output_tokens_per_s_per_request,100,tok/s,x,',
      's,Cerebras CS-3 / WSE-3 cloud,,cloud API,Llama 3.1 8B,16-bit,1 stream,,,output_tokens_per_s_per_user,1800,tok/s,x,',
      's,Cerebras CS-3 / WSE-3 cloud,,cloud API,Llama 3.1 70B,16-bit,1 stream,,,output_tokens_per_s_per_user,2000,tok/s,x,may use speculative decoding',
      's,Cerebras WSE-2,1,T10,LLaMA3-8B,16-bit,1,2048,128,e2e_output_tokens_per_s_per_request,10,tok/s,x,',
    )
    expect(readings.flatMap((reading) => (reading.kind === 'case' ? [reading.measures[0]] : []))).toEqual([
      { quantity: 'waferDecode', value: 1 / 2000, field: 'tpot' },
      { quantity: 'waferRun', value: 128 / 500, field: 'e2e' },
      { quantity: 'fixedBatchRun', value: 1.28, field: 'e2e' },
      { quantity: 'hostedWaferDecode', value: 1 / 1800, field: 'tpot' },
    ])
    expect(reasons(readings)).toEqual(['speculation', 'unknownStack'])
  })
})
