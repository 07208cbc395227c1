import { deviceIdOf, kernelFormat } from '../names.ts'
import { numberOf, type Row } from '../csv.ts'
import { cases, leftOut, rowByRow, type Layout, type Reading } from '../reading.ts'

function parameterOf(row: Row, name: string): string {
  return new RegExp(`(?:^|; )${name}=([^;]+)`).exec(row['params'] ?? '')?.[1] ?? ''
}

/** Kernels of which only a part was measured. */
const PARTLY: ReadonlyMap<string, string> = new Map([
  ['grouped_gemm/decode', 'two products of the experts without routing and activation'],
  ['grouped_gemm/prefill', 'two products of the experts without routing and activation'],
])

const inferSim: Layout = {
  name: 'Kernels with parameters in one column',
  columns: ['hardware', 'op', 'shape_from_filename', 'params'],
  open: rowByRow((row, index) => {
    const op = row['op'] ?? ''
    const hardware = deviceIdOf(row['hardware'] ?? '')
    if (hardware === null) return [leftOut(index, 'unknownDevice', row['hardware'] ?? '')]
    const value = (name: string): number => Number(parameterOf(row, name) || Number.NaN)
    const seconds = value('latency_us') / 1e6
    const subject = { hardware, software: 'sglang' as const }
    const kvDtype = parameterOf(row, 'kv_dtype') === 'fp8' ? ('fp8' as const) : ('bf16' as const)
    // "32-8-128" is query heads, KV heads, head size.
    const [queryHeads = 0, kvHeads = 0, headSize = 0] = (row['shape_from_filename'] ?? '').split('-').map(Number)
    const partly = PARTLY.get(op)
    if (partly !== undefined) return [leftOut(index, 'notComparable', partly)]
    switch (op) {
      case 'gemm':
        return cases(index, { op: 'gemm', ...subject, dtype: 'fp8', m: value('m'), n: value('n'), k: value('k') }, [
          { quantity: 'gemm', value: seconds, field: 'seconds' },
        ])
      case 'mha/decode':
        return cases(
          index,
          {
            op: 'attention_decode',
            ...subject,
            dtype: 'bf16',
            kvDtype,
            batch: value('batch_size'),
            queryLength: 1,
            kvLength: value('kv_len'),
            queryHeads,
            kvHeads,
            headSize,
          },
          [{ quantity: 'attentionDecode', value: seconds, field: 'seconds' }],
        )
      case 'mha/prefill':
        return cases(
          index,
          {
            op: 'attention_prefill',
            ...subject,
            dtype: 'bf16',
            kvDtype,
            batch: 1,
            queryLength: value('seq_len'),
            kvLength: value('seq_len'),
            queryHeads,
            kvHeads,
            headSize,
          },
          [{ quantity: 'attentionPrefill', value: seconds, field: 'seconds' }],
        )
      case 'mla/decode':
        return cases(
          index,
          {
            op: 'mla_decode',
            ...subject,
            dtype: 'bf16',
            kvDtype,
            batch: value('batch_size'),
            queryLength: 1,
            kvLength: value('kv_len'),
            queryHeads,
          },
          [{ quantity: 'mlaDecode', value: seconds, field: 'seconds' }],
        )
      default:
        return [leftOut(index, 'notPredicted', op)]
    }
  }),
}

/** Times this short are mostly the rounding of a clock that shows microseconds. */
const SHORTEST = 10e-6

const layerParts: Layout = {
  name: 'Parts of a layer',
  columns: [
    'hardware',
    'dtype',
    'tp',
    'num_tokens',
    'n_embd',
    'n_expanded_embd',
    'n_head',
    'n_kv_head',
    'use_gated_mlp',
    'attn_pre_proj_median_ms',
    'mlp_up_proj_median_ms',
  ],
  open: rowByRow((row, index) => {
    const hardware = deviceIdOf(row['hardware'] ?? '')
    if (hardware === null) return [leftOut(index, 'unknownDevice', row['hardware'] ?? '')]
    const format = kernelFormat(row['dtype'] ?? '')
    if (!format) return [leftOut(index, 'unknownFormat', row['dtype'] ?? '')]
    const [tp, tokens, width] = [numberOf(row, 'tp'), numberOf(row, 'num_tokens'), numberOf(row, 'n_embd')]
    const [heads, kvHeads] = [numberOf(row, 'n_head'), numberOf(row, 'n_kv_head')]
    const inner = numberOf(row, 'n_expanded_embd')
    const query = width / tp
    const keyValue = ((width / heads) * kvHeads) / tp
    const gates = row['use_gated_mlp'] === 'True' ? 2 : 1
    const products = [
      ['attn_pre_proj_median_ms', query + 2 * keyValue, width],
      ['attn_post_proj_median_ms', width, query],
      ['mlp_up_proj_median_ms', (gates * inner) / tp, width],
      ['mlp_down_proj_median_ms', width, inner / tp],
    ] as const
    return products.flatMap(([column, n, k]): readonly Reading[] => {
      const seconds = numberOf(row, column) / 1e3
      if (!Number.isFinite(seconds)) return []
      if (seconds < SHORTEST) return [leftOut(index, 'tooCoarse', 'below 10 µs at a resolution of 1 µs')]
      return cases(index, { op: 'gemm', hardware, software: 'vllm', dtype: format.precision, m: tokens, n, k }, [
        { quantity: 'gemm', value: seconds, field: 'seconds' },
      ])
    })
  }),
}

const compass: Layout = {
  name: 'Products and vector operators of one study',
  columns: ['hardware', 'op', 'col1', 'col2', 'col3', 'value1', 'value2'],
  open: rowByRow((row, index) => {
    const hardware = deviceIdOf(row['hardware'] ?? '')
    if (hardware === null) return [leftOut(index, 'unknownDevice', row['hardware'] ?? '')]
    if (row['op'] !== 'matmul') return [leftOut(index, 'notPredicted', row['op'] ?? '')]
    const seconds = Number(/^([\d.]+)ms$/.exec(row['value1'] ?? '')?.[1] ?? Number.NaN) / 1e3
    return cases(
      index,
      {
        op: 'gemm',
        hardware,
        dtype: 'bf16',
        m: numberOf(row, 'col1'),
        n: numberOf(row, 'col2'),
        k: numberOf(row, 'col3'),
      },
      [{ quantity: 'gemm', value: seconds, field: 'seconds' }],
    )
  }),
}

const bestProducts: Layout = {
  name: 'Best achieved matrix products',
  columns: ['hardware', 'op', 'dtype', 'measured_TFLOPS', 'best_shape_MxNxK'],
  open: rowByRow((row, index) => {
    const name = row['hardware'] ?? ''
    const hardware = deviceIdOf(name)
    if (hardware === null) return [leftOut(index, 'unknownDevice', name)]
    const format = kernelFormat(row['dtype'] ?? '')
    if (!format) return [leftOut(index, 'unknownFormat', row['dtype'] ?? '')]
    const [m = 0, n = 0, k = 0] = (row['best_shape_MxNxK'] ?? '').split('x').map(Number)
    const seconds = (2 * m * n * k) / (numberOf(row, 'measured_TFLOPS') * 1e12)
    const software = name.startsWith('AMD') ? { software: 'rocm' as const } : {}
    return cases(index, { op: 'gemm', hardware, ...software, dtype: format.precision, m, n, k }, [
      { quantity: 'gemm', value: seconds, field: 'seconds' },
    ])
  }),
}

/** Kernels in the layouts of single studies. */
export const OTHER_KERNEL_LAYOUTS: readonly Layout[] = [inferSim, layerParts, compass, bestProducts]
