import type { Quantity } from '#shared/domain/comparedQuantity.ts'
import type { Software } from '#shared/domain/software.ts'
import { deviceIdOf } from '../names.ts'
import { numberOf, type Row } from '../csv.ts'
import { cases, leftOut, rowByRow, type Layout, type Reading, type RowReader } from '../reading.ts'

type Collective = 'all_reduce' | 'all_gather' | 'reduce_scatter' | 'all_to_all'

const COLLECTIVES: ReadonlyMap<string, readonly [Collective, Quantity]> = new Map([
  ['all_reduce', ['all_reduce', 'allReduce']],
  ['all_gather', ['all_gather', 'allGather']],
  ['reduce_scatter', ['reduce_scatter', 'reduceScatter']],
  ['alltoall', ['all_to_all', 'allToAll']],
] as const)

function collective(row: Row, index: number, software: Software, isWide: boolean, seconds: number): readonly Reading[] {
  const hardware = deviceIdOf(row['hardware'] ?? '')
  if (hardware === null) return [leftOut(index, 'unknownDevice', row['hardware'] ?? '')]
  const named = COLLECTIVES.get(row['op'] ?? '')
  if (!named) return [leftOut(index, 'notPredicted', row['op'] ?? '')]
  const [op, quantity] = named
  return cases(
    index,
    { op, hardware, software, devices: numberOf(row, 'n_devices'), bytes: numberOf(row, 'message_bytes') },
    [{ quantity: isWide ? 'collectiveBetweenNodes' : quantity, value: seconds, field: 'seconds' }],
  )
}

const collectives: Layout = {
  name: 'Collectives by latency',
  columns: ['hardware', 'n_devices', 'library', 'op', 'dtype', 'message_bytes', 'latency_ms'],
  open: rowByRow((row, index) => {
    const library = row['library'] ?? ''
    const seconds = numberOf(row, 'latency_ms') / 1e3
    if (/^(NCCL|oneCCL)/.test(library)) return collective(row, index, 'nccl', false, seconds)
    if (library.startsWith('TRTLLM')) return collective(row, index, 'trtllm', false, seconds)
    if (library.startsWith('vLLM_custom_graph')) return collective(row, index, 'vllm', false, seconds)
    if (library.startsWith('vLLM_custom_eager')) {
      return [leftOut(index, 'notComparable', 'called outside a captured graph: the time is that of Python')]
    }
    return [leftOut(index, 'unknownStack', library)]
  }),
}

const profiledCollectives: Layout = {
  name: 'Collectives by median latency',
  columns: ['hardware', 'op', 'n_devices', 'devices_per_node', 'message_bytes', 'median_ms'],
  open: rowByRow((row, index) => {
    const isWide = numberOf(row, 'devices_per_node') < numberOf(row, 'n_devices')
    const domain = 8
    // A request names devices only: a group cut over more nodes than it must be has no request.
    if (isWide && numberOf(row, 'n_devices') <= domain) {
      return [leftOut(index, 'notComparable', 'devices spread over more nodes than they fill')]
    }
    return collective(row, index, 'nccl', isWide, numberOf(row, 'median_ms') / 1e3)
  }),
}

/** Bus bandwidth is bytes over time times this (nccl-tests, PERFORMANCE.md). */
const BUS_FACTORS: ReadonlyMap<string, (devices: number) => number> = new Map([
  ['all_reduce', (devices) => (2 * (devices - 1)) / devices],
  ['all_gather', (devices) => (devices - 1) / devices],
  ['reduce_scatter', (devices) => (devices - 1) / devices],
  ['alltoall', (devices) => (devices - 1) / devices],
])

/** GB/s below which two decimals round a bandwidth by more than a few per cent. */
const LOWEST_BANDWIDTH = 0.2

const busBandwidths: Layout = {
  name: 'Collectives by bus bandwidth',
  columns: ['hardware', 'n_devices', 'op', 'library', 'message_bytes', 'busbw_GBps'],
  open: rowByRow((row, index) => {
    if ((row['note'] ?? '').includes('NVLS_ENABLE=0')) {
      return [leftOut(index, 'notComparable', 'reduction in the switch turned off')]
    }
    if (numberOf(row, 'busbw_GBps') < LOWEST_BANDWIDTH) {
      return [leftOut(index, 'tooCoarse', 'a bandwidth of two decimals below 0.2 GB/s')]
    }
    const devices = numberOf(row, 'n_devices')
    const factor = BUS_FACTORS.get(row['op'] ?? '')?.(devices) ?? Number.NaN
    const seconds = (numberOf(row, 'message_bytes') * factor) / (numberOf(row, 'busbw_GBps') * 1e9)
    return collective(row, index, 'nccl', devices > 8, seconds)
  }),
}

/**
 * Dispatch and combine are predicted as a 16-bit all-to-all of every (token, expert) pair, the mean of the two directions,
 * as the lowering of a model asks for them.
 */
function exchange(
  row: Row,
  index: number,
  software: Software,
  tokens: number,
  isWide: boolean,
  seconds: number,
): readonly Reading[] {
  const hardware = deviceIdOf(row['hardware'] ?? '')
  if (hardware === null) return [leftOut(index, 'unknownDevice', row['hardware'] ?? '')]
  const bytes = tokens * numberOf(row, 'topk') * numberOf(row, 'hidden') * 2
  const devices = numberOf(row, 'n_devices')
  return cases(index, { op: 'all_to_all', hardware, software, devices, bytes }, [
    { quantity: isWide ? 'collectiveBetweenNodes' : 'expertExchange', value: seconds, field: 'seconds' },
  ])
}

/** Low-latency kernels count where they were measured, the normal ones elsewhere: what a server would choose. */
function dispatchAndCombine(): RowReader {
  const rows: { readonly row: Row; readonly index: number }[] = []
  const key = (row: Row): string => [row['hardware'], row['n_nodes'], row['num_tokens_per_rank']].join('|')
  const isLow = (row: Row): boolean => row['library'] === 'DeepEP low-latency'
  return {
    read: (row, index) => {
      rows.push({ row, index })
      return []
    },
    end: () => {
      const low = new Set(rows.filter(({ row }) => isLow(row)).map(({ row }) => key(row)))
      return rows.flatMap(({ row, index }) => {
        if (!isLow(row) && low.has(key(row))) return [leftOut(index, 'slowerKernel', row['library'] ?? '')]
        const seconds = (numberOf(row, 'dispatch_us') + numberOf(row, 'combine_us')) / 2e6
        const isWide = numberOf(row, 'n_nodes') > 1
        return exchange(row, index, 'sglang', numberOf(row, 'num_tokens_per_rank'), isWide, seconds)
      })
    },
  }
}

const deepEp: Layout = {
  name: 'Token exchange, both directions in a row',
  columns: ['hardware', 'n_nodes', 'n_devices', 'num_tokens_per_rank', 'hidden', 'topk', 'dispatch_us', 'combine_us'],
  open: dispatchAndCombine,
}

const STEPS: ReadonlySet<string> = new Set(['alltoall_prepare', 'alltoall_dispatch', 'alltoall_combine'])

/** The three steps of one exchange are rows of their own; the preparation is shared by both directions. */
function threeSteps(): RowReader {
  interface Exchange {
    readonly row: Row
    readonly index: number
    readonly steps: Set<string>
    seconds: number
  }
  const exchanges = new Map<string, Exchange>()
  return {
    read: (row, index) => {
      if (row['dtype'] !== 'bfloat16') {
        return [leftOut(index, 'notComparable', 'tokens sent in a narrow format; exchanges are predicted in 16 bits')]
      }
      const op = row['op'] ?? ''
      if (!STEPS.has(op)) return [leftOut(index, 'notPredicted', op)]
      const key = [row['hardware'], row['library'], row['n_devices'], row['num_tokens']].join('|')
      const known = exchanges.get(key) ?? { row, index, steps: new Set<string>(), seconds: 0 }
      exchanges.set(key, known)
      known.steps.add(op)
      known.seconds += numberOf(row, 'latency_ms') / 1e3
      return []
    },
    end: () =>
      [...exchanges.values()].flatMap(({ row, index, steps, seconds }) => {
        if (steps.size !== STEPS.size) return [leftOut(index, 'incomplete', 'a step of the exchange is missing')]
        return exchange(row, index, 'trtllm', numberOf(row, 'num_tokens'), false, seconds / 2)
      }),
  }
}

const rack: Layout = {
  name: 'Token exchange, a step a row',
  columns: ['hardware', 'n_devices', 'op', 'dtype', 'num_tokens', 'hidden', 'topk', 'num_experts', 'latency_ms'],
  open: threeSteps,
}

const publishedExchange: Layout = {
  name: 'Token exchange, as published',
  columns: ['hardware', 'library', 'n_devices', 'op', 'latency_us', 'bottleneck_bw_GBps'],
  open: rowByRow((row, index) => {
    const hardware = deviceIdOf(row['hardware'] ?? '')
    if (hardware === null) return [leftOut(index, 'unknownDevice', row['hardware'] ?? '')]
    return [leftOut(index, 'notComparable', 'sizes are in the notes only')]
  }),
}

/** Collectives and token exchanges. */
export const LINK_LAYOUTS: readonly Layout[] = [
  collectives,
  profiledCollectives,
  busBandwidths,
  deepEp,
  rack,
  publishedExchange,
]
