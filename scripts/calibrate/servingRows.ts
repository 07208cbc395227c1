import { readFileSync } from 'node:fs'
import type { Deployment, Pool } from '../../src-shared/domain/deployment.ts'
import type { Software } from '../../src-shared/domain/software.ts'
import type { Precision } from '../../src-shared/domain/precision.ts'

/** A measured run in the engine's words. Seconds; null: not measured. */
export interface ServingRow {
  readonly file: string
  /** Who measured: rows of one source share its client, machines and habits. */
  readonly site: string
  /** Version of the stack, else the month it was measured in; null: the source has neither. */
  readonly version: string | null
  /** When it was measured, ISO 8601, to the day, month or year; null: not said. */
  readonly measuredOn: string | null
  /**
   * Runs of a build or a setting that is not what the stack does elsewhere: where other runs of the device and stack are at
   * hand they tell how far their models lie from the fit, and are no part of it.
   */
  readonly aside: boolean
  readonly mode: 'static' | 'aggregated' | 'disaggregated'
  readonly hardware: string
  readonly software: Software
  readonly model: string
  readonly weights: Precision
  readonly kv: Precision
  readonly tensorParallel: number
  readonly pipelineParallel: number
  readonly dataParallel: number
  readonly expertParallel: number
  readonly concurrency: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly tpot: number | null
  readonly ttft: number | null
  readonly e2e: number | null
  /** Disaggregated runs: the degrees above are those of a decode worker. */
  readonly pools: Deployment['pools']
}

/** Reads a comma-separated file with quoted fields into records by header. */
export function readCsv(path: string): Record<string, string>[] {
  const text = readFileSync(path, 'utf8')
  const lines: string[][] = []
  let field = ''
  let line: string[] = []
  let quoted = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index] as string
    if (quoted) {
      if (character !== '"') field += character
      else if (text[index + 1] === '"') {
        field += '"'
        index++
      } else quoted = false
    } else if (character === '"') quoted = true
    else if (character === ',') {
      line.push(field)
      field = ''
    } else if (character === '\n') {
      line.push(field)
      lines.push(line)
      field = ''
      line = []
    } else if (character !== '\r') field += character
  }
  if (field !== '' || line.length > 0) lines.push([...line, field])
  const [header, ...records] = lines
  if (!header) return []
  return records.map((record) => Object.fromEntries(header.map((name, index) => [name, record[index] ?? ''])))
}

const AIC_HARDWARE: Readonly<Record<string, string>> = {
  h100_sxm: 'h100-sxm',
  h200_sxm: 'h200-sxm',
  b200_sxm: 'b200-sxm',
  b300_sxm: 'b300-sxm',
  gb200: 'gb200-nvl72',
  gb300: 'gb300-nvl72',
}

const MODELS: readonly (readonly [RegExp, string])[] = [
  [/DeepSeek-V3\.2/i, 'deepseek-v3.2'],
  [/DeepSeek-(R1|V3)/i, 'deepseek-v3'],
  [/gpt-oss-120b/i, 'gpt-oss-120b'],
  [/gpt-oss-20b/i, 'gpt-oss-20b'],
  [/MiniMax-M2/i, 'minimax-m2'],
  [/Llama-3\.1-70B|Llama-3\.3-70B/i, 'llama-3.1-70b'],
  [/Llama-3\.1-8B/i, 'llama-3.1-8b'],
  [/Qwen3-32B/i, 'qwen3-32b'],
  [/Qwen3\.5-397B/i, 'qwen3.5-397b-a17b'],
  [/Qwen3-235B/i, 'qwen3-235b-a22b'],
  [/Meta-Llama-3-8B|LLaMA-3-8B/i, 'llama-3-8b'],
  [/Meta-Llama-3-70B|LLaMA-3-70B/i, 'llama-3-70b'],
  [/Llama-2-7b/i, 'llama-2-7b'],
  [/Llama-2-13b/i, 'llama-2-13b'],
  [/Llama-2-70b/i, 'llama-2-70b'],
  [/Mistral-7B/i, 'mistral-7b-v0.1'],
  [/Mixtral-8x7B/i, 'mixtral-8x7b'],
]

function modelId(name: string): string | null {
  return MODELS.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

function weightsOf(dtype: string, gemm: string, model: string): Precision {
  if (model === 'gpt-oss-120b') return 'mxfp4'
  const name = `${dtype} ${gemm}`
  if (/fp4/.test(name)) return 'nvfp4'
  if (/fp8/.test(name)) return 'fp8'
  return 'bf16'
}

/**
 * Whether a run says how many copies of the model served it: those that give no concurrency, or one of several batches
 * without attention ranks to hold them, do not.
 */
function replicasKnown(row: Record<string, string>): boolean {
  const concurrency = Number(row['concurrency'])
  if (!(concurrency > 0)) return false
  const batch = Number(row['batch_size']) || concurrency
  return row['source'] !== 'aic-auto-gap-analysis' || concurrency <= 1.5 * batch || Number(row['attention_dp_size']) > 1
}

/** NVIDIA's own runs stand beside those of InferenceX in one file. */
function siteOf(row: Record<string, string>): string {
  return row['source'] === 'aic-auto-gap-analysis' ? 'NVIDIA' : 'InferenceX'
}

/** Version of the stack; of runs that do not say it, the month. */
function versionOf(row: Record<string, string>): string | null {
  return row['framework_version'] || (row['measured_on'] ?? '').slice(0, 7) || null
}

/** Aggregated serving runs; inconsistent parallel fields and unknown models are left out. */
export function aggregatedRows(folder: string): ServingRow[] {
  const rows: ServingRow[] = []
  for (const row of readCsv(`${folder}/e2e_serving_ttft_tpot_aic_silicon.csv`)) {
    if (row['mode'] !== 'agg' || row['parallel_fields_inconsistent'] || !replicasKnown(row)) continue
    const hardware = AIC_HARDWARE[row['hardware'] ?? '']
    const model = modelId(row['model'] ?? '')
    if (hardware === undefined || model === null) continue
    const number = (name: string): number => Math.max(1, Number(row[name]) || 1)
    const fp8Name = /FP8/.test(row['model'] ?? '')
    const weights = weightsOf(row['weight_dtype'] || (fp8Name ? 'fp8' : ''), row['gemm_quant'] ?? '', model)
    const tpot = Number(row['tpot_ms']) / 1000
    const ttft = Number(row['ttft_ms']) / 1000
    rows.push({
      file: 'e2e_serving_ttft_tpot_aic_silicon.csv',
      site: siteOf(row),
      version: versionOf(row),
      measuredOn: row['measured_on'] || null,
      aside: false,
      mode: 'aggregated',
      hardware,
      software: row['framework'] as Software,
      model,
      weights,
      kv: weights === 'bf16' ? 'bf16' : 'fp8',
      tensorParallel: number('tp_size'),
      pipelineParallel: number('pp_size'),
      dataParallel: number('attention_dp_size'),
      expertParallel: number('moe_ep_size'),
      concurrency: number('concurrency'),
      inputTokens: number('input_len'),
      outputTokens: number('output_len'),
      tpot: tpot > 0 ? tpot : null,
      ttft: ttft > 0 ? ttft : null,
      e2e: null,
      pools: null,
    })
  }
  return rows
}

/** A pool of a run; the batch of the source is that of one attention rank. */
function poolOf(row: Record<string, string>, name: 'prefill' | 'decode'): Pool {
  const number = (field: string): number => Math.max(1, Number(row[`${name}_${field}`]) || 1)
  const dataParallel = number('attention_dp_size')
  return {
    workers: number('num_workers'),
    tensorParallel: number('tp_size'),
    pipelineParallel: number('pp_size'),
    dataParallel,
    expertParallel: number('moe_ep_size'),
    contextParallel: 1,
    batch: number('batch_size') * dataParallel,
  }
}

/** Why a disaggregated run cannot be read; null: it can. */
export function disaggregatedRefusal(row: Record<string, string>): string | null {
  if (row['parallel_fields_inconsistent']) return 'disaggregated: parallel fields do not multiply to the devices'
  // Those runs repeat others without their workers and attention ranks, and many of them speculate without saying so.
  if (!row['prefill_num_workers'] || !row['decode_num_workers'])
    return 'disaggregated: the number of workers is not given'
  const { workers, batch } = poolOf(row, 'decode')
  return Number(row['concurrency']) < workers * batch * 0.5 ? 'disaggregated: the concurrency is not set' : null
}

/** Disaggregated runs whose pools are known. @param refuse told why each of the others is left out */
export function disaggregatedRows(folder: string, refuse: (why: string) => void): ServingRow[] {
  const rows: ServingRow[] = []
  const file = 'e2e_serving_ttft_tpot_aic_silicon.csv'
  for (const row of readCsv(`${folder}/${file}`)) {
    if (row['mode'] !== 'disagg') continue
    const why = disaggregatedRefusal(row)
    const hardware = AIC_HARDWARE[row['hardware'] ?? '']
    const model = modelId(row['model'] ?? '')
    if (why !== null || hardware === undefined || model === null) {
      refuse(why ?? `not in the library: ${row['hardware']}, ${row['model']}`)
      continue
    }
    const fp8Name = /FP8/.test(row['model'] ?? '')
    const weights = weightsOf(row['weight_dtype'] || (fp8Name ? 'fp8' : ''), row['gemm_quant'] ?? '', model)
    const decode = poolOf(row, 'decode')
    rows.push({
      file,
      site: siteOf(row),
      version: versionOf(row),
      measuredOn: row['measured_on'] || null,
      aside: false,
      mode: 'disaggregated',
      hardware,
      software: row['framework'] as Software,
      model,
      weights,
      kv: weights === 'bf16' ? 'bf16' : 'fp8',
      tensorParallel: decode.tensorParallel,
      pipelineParallel: decode.pipelineParallel,
      dataParallel: decode.dataParallel,
      expertParallel: decode.expertParallel,
      concurrency: Number(row['concurrency']),
      inputTokens: Number(row['input_len']),
      outputTokens: Number(row['output_len']),
      tpot: Number(row['tpot_ms']) / 1000,
      ttft: Number(row['ttft_ms']) / 1000,
      e2e: null,
      pools: { prefill: poolOf(row, 'prefill'), decode },
    })
  }
  return rows
}

const ARGONNE_HARDWARE: Readonly<Record<string, string>> = {
  'Nvidia A100 GPU': 'a100-sxm-40',
  'Nvidia H100 GPU': 'h100-sxm',
  'AMD MI250 GPU': 'mi250x',
  'AMD MI300X GPU': 'mi300x',
  'Habana Gaudi2': 'gaudi2',
  'SambaNova SN40L': 'sn40l',
}
const ARGONNE_SOFTWARE: Readonly<Record<string, Software>> = {
  'TensorRT-LLM': 'trtllm',
  vLLM: 'vllm',
  Deepspeed: 'deepspeed',
  'Deepspeed-MII': 'deepspeed',
  'llama.cpp': 'llamacpp',
  sambaflow: 'sambaflow',
}

/** Fixed-batch runs in 16 bits: end-to-end seconds. */
export function fixedBatchRows(folder: string): ServingRow[] {
  const rows: ServingRow[] = []
  for (const row of readCsv(`${folder}/argonne_e2e_latency_throughput.csv`)) {
    const hardware = ARGONNE_HARDWARE[row['hardware'] ?? '']
    const software = ARGONNE_SOFTWARE[row['framework'] ?? '']
    const model = modelId(row['model'] ?? '')
    const e2e = Number(row['e2e_latency_s'])
    if (hardware === undefined || software === undefined || model === null || !(e2e > 0)) continue
    // llama.cpp over several devices cuts layers, not tensors.
    const devices = Math.max(1, Number(row['n_devices']) || 1)
    const layered = software === 'llamacpp'
    rows.push({
      file: 'argonne_e2e_latency_throughput.csv',
      site: 'Argonne',
      version: '2024',
      measuredOn: '2024',
      // Its build of llama.cpp spends 4 to 14 ms a step that no other one does.
      aside: layered,
      mode: 'static',
      hardware,
      software,
      model,
      weights: 'bf16',
      kv: 'bf16',
      tensorParallel: layered ? 1 : devices,
      pipelineParallel: layered ? devices : 1,
      dataParallel: 1,
      expertParallel: 1,
      concurrency: Number(row['batch']),
      inputTokens: Number(row['input_len']),
      outputTokens: Number(row['output_len']),
      tpot: null,
      ttft: null,
      e2e,
      pools: null,
    })
  }
  return rows
}
