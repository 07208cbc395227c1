import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accuracyRows, type LeftOut } from '../../../../scripts/calibrate/accuracy.ts'
import { poolAccuracy } from '#shared/domain/accuracyPool.ts'

function outcomes(device: string, logs: readonly number[]): LeftOut[] {
  return logs.map((log) => ({
    device,
    software: 'vllm',
    quantity: 'gemm',
    family: null,
    kind: 'groupLeftOut',
    interval: device,
    log,
  }))
}
const logs = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 })

describe('errors of several groups', () => {
  it('are those of the one group there is, and unknown without any', () => {
    const [row] = accuracyRows(outcomes('a', [-0.1, 0, 0.3]))
    if (row === undefined) throw new Error('no row')
    expect(poolAccuracy([row])).toEqual({
      count: 3,
      median: row.median,
      mean: row.mean,
      p90: row.p90,
      bias: row.bias,
      coverage: row.coverage,
    })
    expect(poolAccuracy([])).toBeNull()
  })

  it('count, mean and coverage join exactly, and quantiles lie between those of the groups', () => {
    fc.assert(
      fc.property(logs, logs, (first, second) => {
        const rows = accuracyRows([...outcomes('a', first), ...outcomes('b', second)])
        const pooled = poolAccuracy(rows)
        const errors = [...first, ...second].map((log) => Math.abs(Math.exp(-log) - 1))
        expect(pooled?.count).toBe(errors.length)
        expect(pooled?.mean).toBeCloseTo(errors.reduce((sum, error) => sum + error, 0) / errors.length, 3)
        expect(pooled?.coverage).toBeGreaterThanOrEqual(Math.min(...rows.map((row) => row.coverage)) - 1e-9)
        expect(pooled?.coverage).toBeLessThanOrEqual(Math.max(...rows.map((row) => row.coverage)) + 1e-9)
        expect(pooled?.median ?? -1).toBeGreaterThanOrEqual(0)
        expect(pooled?.p90 ?? 0).toBeGreaterThanOrEqual(pooled?.median ?? 1)
        expect(pooled?.p90 ?? 9).toBeLessThanOrEqual(Math.max(...errors) + 1e-3)
      }),
    )
  })

  it('come near the quantiles of all rows together', () => {
    const first = Array.from({ length: 400 }, (_, index) => -0.2 + index / 1000)
    const second = Array.from({ length: 100 }, (_, index) => 0.1 + index / 200)
    const pooled = poolAccuracy(accuracyRows([...outcomes('a', first), ...outcomes('b', second)]))
    const sorted = [...first, ...second].map((log) => Math.abs(Math.exp(-log) - 1)).sort((a, b) => a - b)
    expect(pooled?.median).toBeCloseTo(sorted[250] ?? 0, 2)
    expect(pooled?.p90).toBeCloseTo(sorted[450] ?? 0, 2)
  })
})

describe('a summary of rows left out', () => {
  it('takes its interval from rows of the same interval group, never from a row itself', () => {
    // Two halves that lie on either side: no row is inside the interval that the other half gives.
    const rows = accuracyRows(outcomes('a', [1, -1, 1, -1, 1, -1]))
    expect(rows[0]?.coverage).toBe(0)
    expect(accuracyRows(outcomes('a', [0.1, 0.1, 0.1, 0.1]))[0]?.coverage).toBe(1)
  })

  it('says that predictions are too slow when measurements are shorter', () => {
    expect(accuracyRows(outcomes('a', [-0.5, -0.5]))[0]?.bias).toBeGreaterThan(0)
  })
})
