import type { Precision } from '#shared/domain/precision.ts'
import { deviceIdOf, modelIdOf, stackOf } from '../names.ts'
import { numberOf, type Row } from '../csv.ts'
import { cases, leftOut, rowByRow, type Layout, type Measure, type Reading } from '../reading.ts'

interface Formats {
  readonly weightDtype: Precision
  readonly activationDtype?: Precision
  readonly kvDtype: Precision
}

/** Degrees of parallelism of a request. */
interface Degrees {
  readonly tp: number
  readonly pp: number
  readonly ep: number
}

function fixedBatch(
  row: Row,
  index: number,
  formats: Formats,
  degrees: Degrees,
  batch: number,
  lengths: readonly [number, number],
  measures: readonly Measure[],
): readonly Reading[] {
  const hardware = deviceIdOf(row['hardware'] ?? '')
  if (hardware === null) return [leftOut(index, 'unknownDevice', row['hardware'] ?? '')]
  const software = stackOf(row['framework'] ?? '')
  if (software === null) return [leftOut(index, 'unknownStack', row['framework'] ?? '')]
  const model = modelIdOf(row['model'] ?? '')
  if (model === null) return [leftOut(index, 'unknownModel', row['model'] ?? '')]
  const [inputTokens, outputTokens] = lengths
  return cases(
    index,
    {
      mode: 'static',
      hardware,
      software,
      model,
      ...formats,
      devices: degrees.tp * degrees.pp,
      ...degrees,
      dp: 1,
      batch,
      inputTokens,
      outputTokens,
    },
    measures,
  )
}

const SIXTEEN: Formats = { weightDtype: 'bf16', kvDtype: 'bf16' }

const WEIGHTS: ReadonlyMap<string, Omit<Formats, 'kvDtype'>> = new Map<string, Omit<Formats, 'kvDtype'>>([
  ['16-bit (framework default)', { weightDtype: 'bf16' }],
  ['16-bit', { weightDtype: 'bf16' }],
  ['fp16', { weightDtype: 'fp16' }],
  ['fp8', { weightDtype: 'fp8' }],
  ['int8', { weightDtype: 'int8', activationDtype: 'bf16' }],
  // SmoothQuant: activations in 8 bits as well.
  ['int8_sq', { weightDtype: 'int8', activationDtype: 'int8' }],
])

const CACHES: ReadonlyMap<string, Precision> = new Map<string, Precision>([
  ['16-bit (framework default)', 'bf16'],
  ['fp16', 'fp16'],
  ['fp8', 'fp8'],
  ['int8', 'int8'],
])

/** A row's lengths, equal in and out in these runs. */
function lengthsOf(row: Row): readonly [number, number] {
  return [numberOf(row, 'input_len'), numberOf(row, 'output_len')]
}

const runs: Layout = {
  name: 'Fixed-batch runs',
  columns: [
    'hardware',
    'n_devices',
    'framework',
    'model',
    'weight_dtype',
    'tp',
    'batch',
    'input_len',
    'output_len',
    'e2e_latency_s',
  ],
  open: rowByRow((row, index) => {
    const weights = WEIGHTS.get(row['weight_dtype'] ?? '')
    const kvDtype = row['kv_dtype'] === undefined ? 'bf16' : CACHES.get(row['kv_dtype'])
    if (!weights || !kvDtype) {
      return [leftOut(index, 'unknownFormat', `${row['weight_dtype']} with a cache of ${row['kv_dtype'] ?? '16 bits'}`)]
    }
    const devices = numberOf(row, 'n_devices')
    // llama.cpp cuts layers over devices, not tensors.
    const layered = stackOf(row['framework'] ?? '') === 'llamacpp'
    const degrees = layered ? { tp: 1, pp: devices, ep: 1 } : { tp: devices, pp: 1, ep: 1 }
    return fixedBatch(row, index, { ...weights, kvDtype }, degrees, numberOf(row, 'batch'), lengthsOf(row), [
      { quantity: 'fixedBatchRun', value: numberOf(row, 'e2e_latency_s'), field: 'e2e' },
    ])
  }),
}

/** Degrees by how the file writes them; a cut the words do not give is null. */
function degreesOf(text: string, devices: number): Degrees | null {
  if (/^(Tensor Parallelism|TP)$/.test(text)) return { tp: devices, pp: 1, ep: 1 }
  if (/^(Pipeline Parallelism|PP)$/.test(text)) return { tp: 1, pp: devices, ep: 1 }
  // Only the experts are spread; attention is cut over the same devices.
  if (text === 'EP') return { tp: devices, pp: 1, ep: devices }
  if (/^Hyb(ri|ir)d .*TP = 2 and EP = 2$/.test(text)) return { tp: devices, pp: 1, ep: 2 }
  return /^Hyb(ri|ir)d/.test(text) && devices === 4 ? { tp: 2, pp: 2, ep: 1 } : null
}

const parallelRuns: Layout = {
  name: 'Fixed-batch runs by kind of parallelism',
  columns: [
    'hardware',
    'n_devices',
    'framework',
    'model',
    'parallelism',
    'batch',
    'input_len',
    'output_len',
    'e2e_latency_s',
  ],
  open: rowByRow((row, index) => {
    const degrees = degreesOf(row['parallelism'] ?? '', numberOf(row, 'n_devices'))
    if (!degrees) return [leftOut(index, 'incomplete', `parallelism “${row['parallelism']}”`)]
    return fixedBatch(row, index, SIXTEEN, degrees, numberOf(row, 'batch'), lengthsOf(row), [
      { quantity: 'fixedBatchRun', value: numberOf(row, 'e2e_latency_s'), field: 'e2e' },
    ])
  }),
}

/** Devices and stacks whose first tokens in the published table look like a warm-up. */
const WARM_UP = /MI300X|MI250|Deepspeed/i
/** Seconds above which the one odd value of the SambaNova rows lies. */
const ODD_FIRST_TOKEN = 2

const firstTokens: Layout = {
  name: 'First tokens of fixed batches',
  columns: [
    'hardware',
    'framework',
    'model',
    'weight_dtype',
    'tp',
    'batch',
    'input_len',
    'ttft_run_output_len',
    'ttft_s',
  ],
  open: rowByRow((row, index) => {
    const seconds = numberOf(row, 'ttft_s')
    const odd = (row['hardware'] ?? '').startsWith('SambaNova') && seconds > ODD_FIRST_TOKEN
    if (odd || WARM_UP.test(`${row['hardware']} ${row['framework']}`)) {
      return [leftOut(index, 'inconsistent', 'looks like a warm-up')]
    }
    const degrees = { tp: numberOf(row, 'tp'), pp: 1, ep: 1 }
    const lengths = [numberOf(row, 'input_len'), numberOf(row, 'ttft_run_output_len')] as const
    return fixedBatch(row, index, SIXTEEN, degrees, numberOf(row, 'batch'), lengths, [
      { quantity: 'fixedBatchFirstToken', value: seconds, field: 'ttft' },
    ])
  }),
}

/** Prefill values that the measurements' own notes call anomalous. */
const ODD_PREFILL: ReadonlySet<string> = new Set(['NVIDIA A100 SXM 80GB F16', 'NVIDIA L40S 48GB F16'])

function llamaCppRow(row: Row, index: number): readonly Reading[] {
  const rate = numberOf(row, 'value')
  const weights = row['weight_dtype'] ?? ''
  if (weights !== 'F16' && weights !== 'Q4_K_M') return [leftOut(index, 'unknownFormat', weights)]
  // Q4_K_M holds 4.85 bits a weight on average; the nearest format of a request is int4.
  const formats: Formats = { weightDtype: weights === 'F16' ? 'bf16' : 'int4', kvDtype: 'fp16' }
  const degrees = { tp: 1, pp: numberOf(row, 'n_devices'), ep: 1 }
  const tokens = numberOf(row, 'output_len')
  if (row['metric'] === 'decode_tokens_per_s') {
    return fixedBatch(
      row,
      index,
      formats,
      degrees,
      1,
      [1, tokens],
      [{ quantity: 'batchOneDecode', value: 1 / rate, field: 'tpot' }],
    )
  }
  if (row['metric'] !== 'prefill_tokens_per_s') return [leftOut(index, 'notComparable', row['metric'] ?? '')]
  if (ODD_PREFILL.has(`${row['hardware']} ${weights}`)) return [leftOut(index, 'inconsistent', 'anomalous prefill')]
  const prompt = numberOf(row, 'input_len')
  return fixedBatch(
    row,
    index,
    formats,
    degrees,
    1,
    [prompt, 1],
    [{ quantity: 'batchOnePrefill', value: prompt / rate, field: 'ttft' }],
  )
}

const FORMATS: ReadonlyMap<string, Precision> = new Map<string, Precision>([
  ['FP16', 'fp16'],
  ['FP8', 'fp8'],
  ['FP4', 'nvfp4'],
])

function staticBatchRow(row: Row, index: number): readonly Reading[] {
  const note = row['note'] ?? ''
  if (note.includes('ambiguous')) return [leftOut(index, 'inconsistent', 'ambiguous unit')]
  if ((row['batch'] ?? '').startsWith('max')) return [leftOut(index, 'incomplete', 'the batch is not recorded')]
  const weightDtype = FORMATS.get(row['weight_dtype'] ?? '')
  const kvDtype = FORMATS.get(row['kv_dtype'] ?? '')
  if (!weightDtype || !kvDtype) {
    return [leftOut(index, 'unknownFormat', `${row['weight_dtype']} with a cache of ${row['kv_dtype']}`)]
  }
  const degrees = { tp: numberOf(row, 'tp'), pp: numberOf(row, 'pp') || 1, ep: numberOf(row, 'ep') || 1 }
  const batch = numberOf(row, 'batch')
  const value = numberOf(row, 'value')
  const [input, output] = lengthsOf(row)
  if (row['metric'] === 'output_throughput') {
    const shares = row['unit'] === 'tok/s/GPU' ? degrees.tp * degrees.pp : 1
    return fixedBatch(
      row,
      index,
      { weightDtype, kvDtype },
      degrees,
      batch,
      [input, output],
      [{ quantity: 'fixedBatchRun', value: (batch * output) / (value * shares), field: 'e2e' }],
    )
  }
  if (row['metric'] !== 'first_token_latency' || row['unit'] !== 'ms') {
    return [leftOut(index, 'notComparable', `${row['metric']} in ${row['unit']}`)]
  }
  return fixedBatch(
    row,
    index,
    { weightDtype, kvDtype },
    degrees,
    batch,
    [input, output || 1],
    [{ quantity: 'fixedBatchFirstToken', value: value / 1e3, field: 'ttft' }],
  )
}

const rates: Layout = {
  name: 'Fixed-batch rates',
  columns: [
    'hardware',
    'n_devices',
    'framework',
    'model',
    'weight_dtype',
    'kv_dtype',
    'tp',
    'pp',
    'batch',
    'input_len',
    'output_len',
    'metric',
    'value',
    'unit',
  ],
  open: rowByRow((row, index) =>
    stackOf(row['framework'] ?? '') === 'llamacpp' ? llamaCppRow(row, index) : staticBatchRow(row, index),
  ),
}

/** Batches that start and end together. */
export const FIXED_BATCH_LAYOUTS: readonly Layout[] = [runs, parallelRuns, firstTokens, rates]
