import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minimise, quantile, type Parameter } from '#main/engine/fitting/fit.ts'

const overhead: Parameter = { name: 'overhead', start: 1e-5, low: 1e-7, high: 1e-3 }
const efficiency: Parameter = { name: 'efficiency', start: 0.5, low: 0.05, high: 1 }

/** Mean |ln(predicted / measured)|: an outlier counts once and not squared. */
function relativeLoss(predicted: readonly number[], measured: readonly number[]): number {
  const errors = measured.map((seconds, index) => Math.abs(Math.log((predicted[index] ?? 0) / seconds)))
  return errors.reduce((sum, error) => sum + error, 0) / errors.length
}

describe('minimise', () => {
  it('recovers the numbers behind exact data', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1e-4, noNaN: true }),
        fc.double({ min: 0.2, max: 0.9, noNaN: true }),
        (trueOverhead, trueEfficiency) => {
          const sizes = [1e3, 1e5, 1e6, 1e7, 1e8, 1e9]
          const time = (size: number, values: readonly number[]): number =>
            (values[0] ?? 0) + size / (3e12 * (values[1] ?? 1))
          const measured = sizes.map((size) => time(size, [trueOverhead, trueEfficiency]))
          const { values, loss } = minimise([overhead, efficiency], (candidate) =>
            relativeLoss(
              sizes.map((size) => time(size, candidate)),
              measured,
            ),
          )
          expect(loss).toBeLessThan(0.01)
          expect(Math.abs((values[0] ?? 0) / trueOverhead - 1)).toBeLessThan(0.05)
          expect(Math.abs((values[1] ?? 0) / trueEfficiency - 1)).toBeLessThan(0.05)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('shrugs off one wild measurement', () => {
    const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => step * 1e8)
    const measured = sizes.map((size, index) => (index === 4 ? 30 : 1) * (size / (3e12 * 0.7)))
    const { values } = minimise([efficiency], ([share = 1]) =>
      relativeLoss(
        sizes.map((size) => size / (3e12 * share)),
        measured,
      ),
    )
    expect(values[0]).toBeCloseTo(0.7, 2)
  })

  it('stays inside its ranges and gives the same bytes twice', () => {
    const run = (): string =>
      JSON.stringify(minimise([overhead, efficiency], ([a = 0, b = 0]) => (a - 1) ** 2 + (b - 5) ** 2))
    expect(run()).toBe(run())
    const { values } = JSON.parse(run()) as { values: number[] }
    expect(values[0]).toBeLessThanOrEqual(overhead.high)
    expect(values[1]).toBeLessThanOrEqual(efficiency.high)
  })

  it('survives a loss that is not a number', () => {
    const { values } = minimise([efficiency], ([share = 0]) => (share > 0.6 ? Number.NaN : 1 - share))
    expect(values[0]).toBeLessThanOrEqual(0.6)
  })
})

describe('quantile', () => {
  it('interpolates between neighbours and is NaN of nothing', () => {
    expect(quantile([1, 2, 3, 4, 5], 0.5)).toBe(3)
    expect(quantile([0, 10], 0.25)).toBe(2.5)
    expect(quantile([], 0.5)).toBeNaN()
  })
})
