import { deviceIdOf, modelIdOf } from '../names.ts'
import { numberOf, type Row } from '../csv.ts'
import { cases, leftOut, rowByRow, type Layout, type Measure, type Reading } from '../reading.ts'

/** A speed measured after this many tokens of context changes little over a few more: only a few are decoded. */
const FEW = 8
/** Prompt and answer of a hosted service where neither is disclosed: a short chat. */
const CHAT = [1000, 1000] as const
/** Wafers whose SRAM (40 GB on WSE-2, 44 on WSE-3) holds weights in 16 bits and a cache. */
const WAFERS: ReadonlyMap<string, number> = new Map([
  ['llama-3.1-8b', 1],
  ['llama-3.1-70b', 4],
  ['qwen2.5-72b', 5],
])

function measureOf(metric: string, rate: number, lengths: readonly [number, number], wafer: boolean): Measure | null {
  switch (metric) {
    case 'decode_tokens_per_s_per_request':
      return { quantity: wafer ? 'waferDecode' : 'batchOneDecode', value: 1 / rate, field: 'tpot' }
    case 'prefill_tokens_per_s_per_request':
      return { quantity: wafer ? 'waferPrefill' : 'batchOnePrefill', value: lengths[0] / rate, field: 'ttft' }
    case 'e2e_output_tokens_per_s_per_request':
      return { quantity: wafer ? 'waferRun' : 'fixedBatchRun', value: lengths[1] / rate, field: 'e2e' }
    default:
      return null
  }
}

function hosted(row: Row, index: number, hardware: string, model: string): readonly Reading[] {
  if (hardware !== 'cerebras-wse3') return [leftOut(index, 'incomplete', 'hosted service: devices not disclosed')]
  if (row['metric'] !== 'output_tokens_per_s_per_user') {
    return [leftOut(index, 'incomplete', 'hosted service: prompt not disclosed')]
  }
  const stages = WAFERS.get(model)
  if (stages === undefined) return [leftOut(index, 'incomplete', 'hosted service: wafers not disclosed')]
  const [inputTokens, outputTokens] = CHAT
  const common = { hardware, software: 'wafer' as const, model, weightDtype: 'bf16' as const, kvDtype: 'bf16' as const }
  return cases(
    index,
    {
      mode: 'static',
      ...common,
      devices: stages,
      tp: 1,
      pp: stages,
      dp: 1,
      ep: 1,
      batch: 1,
      inputTokens,
      outputTokens,
    },
    [{ quantity: 'hostedWaferDecode', value: 1 / numberOf(row, 'value'), field: 'tpot' }],
  )
}

function singleRow(row: Row, index: number): readonly Reading[] {
  const note = row['note'] ?? ''
  if (/speculative/i.test(note)) return [leftOut(index, 'speculation', row['hardware'] ?? '')]
  if (/inconsistency/i.test(note))
    return [leftOut(index, 'inconsistent', 'printed value contradicts another of the source')]
  const unit = row['unit'] ?? ''
  const metric = row['metric'] ?? ''
  if (metric.startsWith('gemv') || /ratio/.test(metric)) return [leftOut(index, 'notComparable', metric)]
  const hardware = deviceIdOf(row['hardware'] ?? '')
  if (hardware === null) return [leftOut(index, 'unknownDevice', row['hardware'] ?? '')]
  const model = modelIdOf(row['model'] ?? '')
  if (model === null) return [leftOut(index, 'unknownModel', row['model'] ?? '')]
  const framework = row['framework'] ?? ''
  if (/cloud/i.test(framework) || framework === 'SambaNova') return hosted(row, index, hardware, model)
  const wafer = framework.startsWith('WaferLLM')
  if (!wafer && framework !== 'SGLang') return [leftOut(index, 'unknownStack', framework)]
  const input = numberOf(row, 'input_len')
  const output = numberOf(row, 'output_len') || FEW
  const measure = unit === 'tok/s' ? measureOf(metric, numberOf(row, 'value'), [input, output], wafer) : null
  if (!measure) return [leftOut(index, 'notComparable', `${metric} in ${unit}`)]
  // WaferLLM timed a part of the layers of larger models on one wafer and scaled: the whole would need several stages.
  const pp = wafer ? (WAFERS.get(model) ?? 1) : 1
  const tp = numberOf(row, 'n_devices')
  return cases(
    index,
    {
      mode: 'static',
      hardware,
      software: wafer ? 'wafer' : 'sglang',
      model,
      weightDtype: 'bf16',
      kvDtype: 'bf16',
      devices: tp * pp,
      tp,
      pp,
      dp: 1,
      ep: 1,
      batch: numberOf(row, 'batch'),
      inputTokens: input,
      outputTokens: output,
    },
    [measure],
  )
}

const singleRequests: Layout = {
  name: 'Speeds of single requests',
  columns: [
    'hardware',
    'n_devices',
    'framework',
    'model',
    'weight_dtype',
    'batch',
    'metric',
    'value',
    'unit',
    'trust',
    'note',
  ],
  open: rowByRow(singleRow),
}

/** One request at a time, on wafers and on GPUs beside them. */
export const SINGLE_LAYOUTS: readonly Layout[] = [singleRequests]
