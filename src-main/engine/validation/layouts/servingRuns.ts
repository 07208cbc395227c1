import type { Precision } from '#shared/domain/precision.ts'
import { deviceIdOf, modelIdOf, stackOf } from '../names.ts'
import { numberOf, type Row } from '../csv.ts'
import { cases, leftOut, rowByRow, type Layout, type Reading } from '../reading.ts'

/** Weights by what a run's fields say; gpt-oss is published in mxfp4 and served so. */
function weightsOf(row: Row, model: string): Precision {
  if (model.startsWith('gpt-oss')) return 'mxfp4'
  const named = `${row['weight_dtype']} ${row['gemm_quant']} ${row['moe_quant']}`
  if (named.includes('fp4')) return 'nvfp4'
  const fp8Name = (row['weight_dtype'] ?? '') === '' && /FP8/.test(row['model'] ?? '')
  return fp8Name || named.includes('fp8') ? 'fp8' : 'bf16'
}

/** A degree; blank and 0 mean that it was not set. */
function degree(row: Row, name: string): number {
  return numberOf(row, name) || 1
}

/** One pool's fields. The batch of the source is that of one attention rank. */
function poolOf(row: Row, prefix: 'prefill' | 'decode') {
  const dp = degree(row, `${prefix}_attention_dp_size`)
  return {
    workers: numberOf(row, `${prefix}_num_workers`),
    tp: degree(row, `${prefix}_tp_size`),
    pp: degree(row, `${prefix}_pp_size`),
    dp,
    ep: degree(row, `${prefix}_moe_ep_size`),
    batch: degree(row, `${prefix}_batch_size`) * dp,
  }
}

/** Share of the stated batches that the requests in flight must fill; below, the concurrency was not that of the run. */
const LEAST_FILLED = 0.5

function servingRow(row: Row, index: number): readonly Reading[] {
  if ((row['parallel_fields_inconsistent'] ?? '') !== '') {
    return [leftOut(index, 'inconsistent', 'parallel fields do not multiply to a possible number of devices')]
  }
  const hardware = deviceIdOf(row['hardware'] ?? '')
  if (hardware === null) return [leftOut(index, 'unknownDevice', row['hardware'] ?? '')]
  const software = stackOf(row['framework'] ?? '')
  if (software === null) return [leftOut(index, 'unknownStack', row['framework'] ?? '')]
  const model = modelIdOf(row['model'] ?? '')
  if (model === null) return [leftOut(index, 'unknownModel', row['model'] ?? '')]
  if (!(numberOf(row, 'concurrency') > 0)) return [leftOut(index, 'incomplete', 'the concurrency is not recorded')]
  const weightDtype = weightsOf(row, model)
  const kvDtype: Precision = weightDtype === 'bf16' ? 'bf16' : 'fp8'
  const common = {
    hardware,
    software,
    model,
    weightDtype,
    kvDtype,
    concurrency: numberOf(row, 'concurrency'),
    inputTokens: numberOf(row, 'input_len'),
    outputTokens: numberOf(row, 'output_len'),
  }
  const tpot = numberOf(row, 'tpot_ms') / 1e3
  const ttft = numberOf(row, 'ttft_ms') / 1e3
  if (row['mode'] === 'agg') {
    const request = {
      ...common,
      mode: 'aggregated' as const,
      tp: degree(row, 'tp_size'),
      pp: degree(row, 'pp_size'),
      dp: degree(row, 'attention_dp_size'),
      ep: degree(row, 'moe_ep_size'),
    }
    return cases(index, request, [
      { quantity: 'tpotAggregated', value: tpot, field: 'tpot' },
      { quantity: 'ttftAggregated', value: ttft, field: 'ttft' },
    ])
  }
  if (row['mode'] !== 'disagg') return [leftOut(index, 'incomplete', `mode “${row['mode']}”`)]
  const prefill = poolOf(row, 'prefill')
  const decode = poolOf(row, 'decode')
  if (!(prefill.workers > 0) || !(decode.workers > 0)) {
    return [leftOut(index, 'incomplete', 'the number of workers is not recorded')]
  }
  if (common.concurrency < LEAST_FILLED * decode.workers * decode.batch) {
    return [leftOut(index, 'inconsistent', 'the concurrency does not fill the batches it states')]
  }
  return cases(index, { ...common, mode: 'disaggregated', prefill, decode }, [
    { quantity: 'tpotDisaggregated', value: tpot, field: 'tpot' },
    { quantity: 'ttftDisaggregated', value: ttft, field: 'ttft' },
  ])
}

const serving: Layout = {
  name: 'Serving runs',
  columns: [
    'hardware',
    'framework',
    'model',
    'weight_dtype',
    'mode',
    'concurrency',
    'input_len',
    'output_len',
    'tp_size',
    'pp_size',
    'attention_dp_size',
    'moe_ep_size',
    'prefill_num_workers',
    'decode_num_workers',
    'ttft_ms',
    'tpot_ms',
  ],
  open: rowByRow(servingRow),
}

/** Continuous batching under a number of requests in flight. */
export const SERVING_LAYOUTS: readonly Layout[] = [serving]
