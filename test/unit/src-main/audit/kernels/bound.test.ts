import { describe, expect, it } from 'vitest'
import { boundOf } from '#main/audit/kernels/bound.ts'
import { elementBytes } from '#main/audit/kernels/elementBytes.ts'
import { opCost } from '#main/audit/kernels/opCost.ts'

const BF16 = 'c10::BFloat16'
const H100 = { flops: 989e12, bandwidth: 3.35e12 }

describe('what an operator costs by its shapes', () => {
  it('a product, with a bias, in a batch, and with weights that lie transposed', () => {
    const plain = { kind: 'gemm', flops: 2 * 8944 * 2816 * 1024, bytes: 2 * (8944 * 1024 + 1024 * 2816 + 8944 * 2816) }
    expect(
      opCost({
        op: 'aten::mm',
        dims: [
          [8944, 1024],
          [1024, 2816],
        ],
        types: [BF16, BF16],
      }),
    ).toEqual(plain)
    expect(
      opCost({
        op: 'aiter::gemm_a16w16',
        dims: [
          [8944, 1024],
          [2816, 1024],
        ],
        types: [BF16, BF16],
      }),
    ).toEqual(plain)
    expect(opCost({ op: 'aten::addmm', dims: [[7], [3, 5], [5, 7]], types: ['float', 'float', 'float'] })).toEqual({
      kind: 'gemm',
      flops: 2 * 3 * 5 * 7 + 3 * 7,
      bytes: 4 * (15 + 35 + 21 + 7),
    })
    expect(
      opCost({
        op: 'aten::bmm',
        dims: [
          [2, 3, 5],
          [2, 5, 7],
        ],
        types: [BF16, BF16],
      })?.flops,
    ).toBe(2 * 2 * 3 * 5 * 7)
  })

  it('attention reads queries, keys and values once', () => {
    const dims = [
      [16, 16, 559, 64],
      [16, 16, 559, 64],
      [16, 16, 559, 64],
    ]
    const cost = opCost({ op: 'aten::_scaled_dot_product_flash_attention', dims, types: [BF16, BF16, BF16] })
    expect((cost?.flops ?? 0) / 1e9).toBeCloseTo((4 * 16 * 16 * 559 * 559 * 64) / 1e9)
    expect((cost?.bytes ?? 0) / 2 ** 20).toBeCloseTo(69.875)
  })

  it('has no formula for what it does not know, and no figure for a type it does not', () => {
    expect(opCost({ op: 'aten::cat', dims: [[1, 2]], types: [BF16] })).toBeNull()
    expect(
      opCost({
        op: 'aten::mm',
        dims: [
          [1, 2],
          [2, 3],
        ],
        types: ['who knows', BF16],
      }),
    ).toBeNull()
    expect(opCost({ op: 'aten::mm', dims: [[1, 2]], types: [BF16] })).toBeNull()
    expect(
      opCost({
        op: 'aten::bmm',
        dims: [
          [2, 3, 5],
          [4, 5, 7],
        ],
        types: [BF16, BF16],
      }),
    ).toBeNull()
    expect(elementBytes('c10::Float8_e4m3fn')).toBe(1)
    expect(elementBytes('Long')).toBe(8)
    expect(elementBytes('')).toBeNaN()
  })
})

describe('what a kernel waits for', () => {
  const cost = opCost({
    op: 'aten::mm',
    dims: [
      [8944, 1024],
      [1024, 2816],
    ],
    types: [BF16, BF16],
  })
  const known = { family: 'gemm', cost, roofs: H100, rows: null } as const

  it('by shapes and time: the nearer roof, or neither', () => {
    expect(boundOf({ ...known, seconds: 84.5e-6 })).toEqual({ bound: 'compute', grade: 'B' })
    expect(boundOf({ ...known, seconds: 1e-3 })).toEqual({ bound: 'latency', grade: 'B' })
    const thin = opCost({
      op: 'aten::mm',
      dims: [
        [1, 8192],
        [8192, 8192],
      ],
      types: [BF16, BF16],
    })
    expect(boundOf({ ...known, cost: thin, seconds: 45e-6 })).toEqual({ bound: 'memory', grade: 'B' })
  })

  it('by name where nothing else is known, and unknown where the name cannot tell', () => {
    const nameOnly = { cost: null, seconds: 1e-6, roofs: H100, rows: null } as const
    expect(boundOf({ ...nameOnly, family: 'norm' })).toEqual({ bound: 'memory', grade: 'C' })
    expect(boundOf({ ...nameOnly, family: 'collective' })).toEqual({ bound: 'link', grade: 'C' })
    expect(boundOf({ ...nameOnly, family: 'gemm' })).toEqual({ bound: 'unknown', grade: null })
    expect(boundOf({ ...nameOnly, family: 'unknown', rows: 8 })).toEqual({ bound: 'unknown', grade: null })
    expect(boundOf({ ...nameOnly, family: 'gemm', rows: 32 })).toEqual({ bound: 'memory', grade: 'C' })
    expect(boundOf({ ...nameOnly, family: 'gemm', rows: 4096 })).toEqual({ bound: 'compute', grade: 'C' })
    expect(boundOf({ ...nameOnly, family: 'gemm', rows: 32, roofs: null })).toEqual({ bound: 'unknown', grade: null })
  })
})
