import type { Software } from '#shared/domain/software.ts'
import { deviceIdOf, kernelFormat, stackOf } from '../names.ts'
import { numberOf, type Row } from '../csv.ts'
import { cases, leftOut, rowByRow, type Layout, type Reading, type RowReader } from '../reading.ts'

type Named =
  | { readonly hardware: string; readonly software: Software; readonly reading: null }
  | { readonly reading: Reading }

/** The device and stack of a row, or why there is none. */
function subjectOf(row: Row, index: number): Named {
  const hardware = deviceIdOf(row['hardware'] ?? '')
  if (hardware === null) return { reading: leftOut(index, 'unknownDevice', row['hardware'] ?? '') }
  const software = stackOf(row['framework'] ?? '')
  if (software === null) return { reading: leftOut(index, 'unknownStack', row['framework'] ?? '') }
  return { hardware, software, reading: null }
}

const milliseconds = (row: Row): number => numberOf(row, 'latency_ms') / 1e3

const gemm: Layout = {
  name: 'Matrix products',
  columns: ['hardware', 'framework', 'op', 'dtype', 'm', 'n', 'k', 'latency_ms'],
  open: rowByRow((row, index) => {
    const subject = subjectOf(row, index)
    if (subject.reading) return [subject.reading]
    const format = kernelFormat(row['dtype'] ?? '')
    if (!format) return [leftOut(index, 'unknownFormat', row['dtype'] ?? '')]
    return cases(
      index,
      {
        op: 'gemm',
        hardware: subject.hardware,
        software: subject.software,
        dtype: format.blockScaled ? 'fp8_block' : format.precision,
        m: numberOf(row, 'm'),
        n: numberOf(row, 'n'),
        k: numberOf(row, 'k'),
      },
      [{ quantity: format.blockScaled ? 'gemmBlockScaled' : 'gemm', value: milliseconds(row), field: 'seconds' }],
    )
  }),
}

/**
 * What every row of an attention kernel says, or why it is left out.
 * @param prefillName name of the operator over a prompt, as the file has it @param decodeName the same over a cache
 */
function attentionRow(row: Row, index: number, prefillName: string, decodeName: string) {
  const subject = subjectOf(row, index)
  if (subject.reading) return { reading: subject.reading }
  const query = kernelFormat(row['q_dtype'] ?? '')
  const cache = kernelFormat(row['kv_dtype'] ?? '')
  if (!query || !cache) {
    return { reading: leftOut(index, 'unknownFormat', `${row['q_dtype']} over ${row['kv_dtype']}`) }
  }
  const prefill = row['op'] === prefillName
  if (!prefill && row['op'] !== decodeName) return { reading: leftOut(index, 'notPredicted', row['op'] ?? '') }
  return {
    reading: null,
    prefill,
    operands: {
      hardware: subject.hardware,
      software: subject.software,
      dtype: query.precision,
      kvDtype: cache.precision,
      batch: numberOf(row, 'batch'),
      queryLength: numberOf(row, 'q_len'),
      kvLength: numberOf(row, 'kv_len'),
    },
  }
}

const attention: Layout = {
  name: 'Attention',
  columns: [
    'hardware',
    'framework',
    'op',
    'q_dtype',
    'kv_dtype',
    'batch',
    'q_len',
    'kv_len',
    'n_q_heads',
    'n_kv_heads',
    'head_dim',
    'latency_ms',
  ],
  open: rowByRow((row, index) => {
    const said = attentionRow(row, index, 'attention_prefill_causal', 'attention_decode')
    if (said.reading) return [said.reading]
    const { prefill, operands } = said
    return cases(
      index,
      {
        op: prefill ? 'attention_prefill' : 'attention_decode',
        ...operands,
        queryHeads: numberOf(row, 'n_q_heads'),
        kvHeads: numberOf(row, 'n_kv_heads'),
        headSize: numberOf(row, 'head_dim'),
      },
      [{ quantity: prefill ? 'attentionPrefill' : 'attentionDecode', value: milliseconds(row), field: 'seconds' }],
    )
  }),
}

const latent: Layout = {
  name: 'Latent attention',
  columns: [
    'hardware',
    'framework',
    'op',
    'q_dtype',
    'kv_dtype',
    'batch',
    'q_len',
    'kv_len',
    'n_q_heads_per_gpu',
    'latency_ms',
  ],
  open: rowByRow((row, index) => {
    const said = attentionRow(row, index, 'mla_context', 'mla_generation')
    if (said.reading) return [said.reading]
    const { prefill, operands } = said
    return cases(
      index,
      {
        op: prefill ? 'mla_prefill' : 'mla_decode',
        ...operands,
        queryHeads: numberOf(row, 'n_q_heads_per_gpu'),
      },
      [{ quantity: prefill ? 'mlaPrefill' : 'mlaDecode', value: milliseconds(row), field: 'seconds' }],
    )
  }),
}

function expertReading(row: Row, index: number): readonly Reading[] {
  const subject = subjectOf(row, index)
  if (subject.reading) return [subject.reading]
  const format = kernelFormat(row['dtype'] ?? '')
  if (!format) return [leftOut(index, 'unknownFormat', row['dtype'] ?? '')]
  const routing = row['routing'] ?? ''
  const skew = routing === 'balanced' ? 1 : Number(/^power_law_([\d.]+)$/.exec(routing)?.[1] ?? Number.NaN)
  if (!(skew >= 1)) return [leftOut(index, 'incomplete', `routing “${routing}”`)]
  return cases(
    index,
    {
      op: 'moe',
      hardware: subject.hardware,
      software: subject.software,
      dtype: format.blockScaled ? 'fp8_block' : format.precision,
      tokens: numberOf(row, 'num_tokens'),
      hidden: numberOf(row, 'hidden'),
      intermediate: numberOf(row, 'inter'),
      topK: numberOf(row, 'topk'),
      experts: numberOf(row, 'num_experts'),
      tp: numberOf(row, 'moe_tp'),
      ep: numberOf(row, 'moe_ep'),
      skew,
    },
    [{ quantity: format.blockScaled ? 'moeBlockScaled' : 'moe', value: milliseconds(row), field: 'seconds' }],
  )
}

/** Most different shapes kept while looking for the fastest kernel of each; rows beyond are compared as they come. */
const MOST_SHAPES = 200_000

/** Where a stack has several kernels for one shape, the fastest counts: it is what a tuned server runs. */
function fastestOfShape(): RowReader {
  const best = new Map<string, { readonly row: Row; readonly index: number }>()
  const slower = (row: Row, index: number): Reading => leftOut(index, 'slowerKernel', row['kernel'] ?? '')
  return {
    read: (row, index) => {
      const { latency_ms: _latency, kernel: _kernel, source: _source, ...shape } = row
      const key = JSON.stringify(shape)
      const known = best.get(key)
      if (!known && best.size >= MOST_SHAPES) return expertReading(row, index)
      const time = milliseconds(row)
      if (known && !(time < milliseconds(known.row))) return [slower(row, index)]
      best.set(key, { row, index })
      return known ? [slower(known.row, known.index)] : []
    },
    end: () => [...best.values()].flatMap(({ row, index }) => expertReading(row, index)),
  }
}

const experts: Layout = {
  name: 'Experts',
  columns: [
    'hardware',
    'framework',
    'kernel',
    'dtype',
    'num_tokens',
    'hidden',
    'inter',
    'topk',
    'num_experts',
    'moe_tp',
    'moe_ep',
    'routing',
    'latency_ms',
  ],
  open: fastestOfShape,
}

/** Kernels by shape with one latency each. */
export const KERNEL_LAYOUTS: readonly Layout[] = [gemm, attention, latent, experts]
