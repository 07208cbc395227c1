import type { OpShape } from '../timeline/timeline.ts'
import { elementBytes } from './elementBytes.ts'

/** What an operator computes and moves at least, each operand once. */
export interface OpCost {
  readonly kind: 'gemm' | 'attention' | 'elementwise'
  readonly flops: number
  readonly bytes: number
}

type Dims = readonly number[]

/**
 * FLOP and bytes of an operator by its shapes; null: there is no formula for it, or its types are not known. Bytes are the
 * least: what a cache serves again is counted once, as elsewhere in such figures.
 */
export function opCost({ op, dims, types }: OpShape): OpCost | null {
  const cost = gemmCost(op, dims, types) ?? attentionCost(op, dims, types) ?? elementwiseCost(op, dims, types)
  return cost !== null && Number.isFinite(cost.flops) && Number.isFinite(cost.bytes) ? cost : null
}

interface Product {
  readonly batch: number
  readonly m: number
  readonly n: number
  readonly k: number
  readonly bias: boolean
  /** Types of what is multiplied. */
  readonly left: string
  readonly right: string
}

function product({ batch, m, n, k, bias, left, right }: Product): OpCost {
  const [leftBytes, rightBytes] = [elementBytes(left), elementBytes(right)]
  return {
    kind: 'gemm',
    flops: batch * (2 * m * n * k + (bias ? m * n : 0)),
    bytes: batch * (m * k * leftBytes + k * n * rightBytes + m * n * leftBytes + (bias ? n * leftBytes : 0)),
  }
}

function gemmCost(op: string, dims: readonly Dims[], types: readonly string[]): OpCost | null {
  const matrix = (index: number): readonly [rows: number, columns: number] | null => {
    const [rows, columns, ...more] = dims[index] ?? []
    return rows === undefined || columns === undefined || more.length > 0 ? null : [rows, columns]
  }
  const type = (index: number): string => types[index] ?? ''
  if (/(?:^|::)mm$/.test(op)) {
    const [a, b] = [matrix(0), matrix(1)]
    if (a && b) return product({ batch: 1, m: a[0], n: b[1], k: a[1], bias: false, left: type(0), right: type(1) })
  }
  if (op.endsWith('::addmm')) {
    const [a, b] = [matrix(1), matrix(2)]
    if (a && b) return product({ batch: 1, m: a[0], n: b[1], k: a[1], bias: true, left: type(1), right: type(2) })
  }
  if (/::(?:bmm|baddbmm)$/.test(op)) return batchedCost(op, dims, types)
  if (/gemm_a16w16|::linear$|unquantized_gemm|hipb_mm|tgemm/.test(op)) {
    // Weights lie transposed: rows are outputs.
    const [a, b] = [matrix(0), matrix(1)]
    const bias = dims[2]?.length === 1 && dims[2][0] === b?.[0]
    if (a && b && a[1] === b[1]) {
      return product({ batch: 1, m: a[0], n: b[0], k: a[1], bias, left: type(0), right: type(1) })
    }
  }
  return null
}

function batchedCost(op: string, dims: readonly Dims[], types: readonly string[]): OpCost | null {
  const first = op.endsWith('baddbmm') ? 1 : 0
  const [batch, m, k, ...more] = dims[first] ?? []
  const [otherBatch, otherK, n, ...rest] = dims[first + 1] ?? []
  if (batch === undefined || m === undefined || k === undefined || n === undefined) return null
  if (batch !== otherBatch || k !== otherK || more.length > 0 || rest.length > 0) return null
  return product({ batch, m, n, k, bias: first === 1, left: types[first] ?? '', right: types[first + 1] ?? '' })
}

function attentionCost(op: string, dims: readonly Dims[], types: readonly string[]): OpCost | null {
  if (!/scaled_dot_product_(?:flash|efficient|cudnn)_attention$|_flash_attention_forward$/.test(op)) return null
  const [batch, heads, queries, size] = dims[0] ?? []
  const [, keyHeads, keys] = dims[1] ?? []
  if (batch === undefined || heads === undefined || queries === undefined || size === undefined) return null
  if (keyHeads === undefined || keys === undefined) return null
  const elements = 2 * batch * heads * queries * size + 2 * batch * keyHeads * keys * size
  return {
    kind: 'attention',
    flops: 4 * batch * heads * queries * keys * size,
    bytes: elements * elementBytes(types[0] ?? ''),
  }
}

/** Operators that read what they are given once and write as much as their largest input. */
const ELEMENTWISE =
  /aten::(?:add|mul|copy|silu|gelu|div|sub|to|_to_copy|native_layer_norm|rsqrt|pow|mean|neg|sigmoid|tanh|exp|where)_?$/

function elementwiseCost(op: string, dims: readonly Dims[], types: readonly string[]): OpCost | null {
  if (!ELEMENTWISE.test(op)) return null
  const sizes = dims.map((each) => (each.length === 0 ? 0 : each.reduce((size, length) => size * length, 1)))
  const largest = Math.max(0, ...sizes)
  if (largest === 0) return null
  const moved = sizes.reduce(
    (sum, size, index) => (size === 0 ? sum : sum + size * elementBytes(types[index] ?? '')),
    0,
  )
  // A copy is given what it writes to.
  const written = /copy_?$/.test(op) ? 0 : largest * elementBytes(types[sizes.indexOf(largest)] ?? '')
  return { kind: 'elementwise', flops: largest, bytes: moved + written }
}
