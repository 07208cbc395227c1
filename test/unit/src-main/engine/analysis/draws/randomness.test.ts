import { describe, expect, it } from 'vitest'
import { inverseNormal, keyOf, uniform } from '#main/engine/analysis/draws/randomness.ts'
import { factorAt } from '#main/engine/analysis/draws/uncertain.ts'

const normal = (draw: number, key: number): number => inverseNormal(uniform(1, draw, key))

describe('drawn numbers', () => {
  it('are normal: mean, spread, quantiles, and no two keys alike', () => {
    const count = 40_000
    const one = Array.from({ length: count }, (_, draw) => normal(draw, keyOf('one')))
    const two = Array.from({ length: count }, (_, draw) => normal(draw, keyOf('two')))
    const mean = one.reduce((sum, value) => sum + value, 0) / count
    const variance = one.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count
    const together = one.reduce((sum, value, at) => sum + value * (two[at] ?? 0), 0) / count
    expect(mean).toBeCloseTo(0, 1)
    expect(variance).toBeGreaterThan(0.96)
    expect(variance).toBeLessThan(1.02)
    expect(Math.abs(together)).toBeLessThan(0.02)
    const below = one.filter((value) => value < inverseNormal(0.1)).length / count
    expect(below).toBeGreaterThan(0.094)
    expect(below).toBeLessThan(0.106)
  })

  it('the quantile function is that of the normal distribution', () => {
    // Abramowitz and Stegun, table 26.1.
    for (const [probability, deviations] of [
      [0.5, 0],
      [0.9, 1.2815515655],
      [0.975, 1.9599639845],
      [0.999, 3.0902323062],
      [0.01, -2.326347874],
    ] as const) {
      expect(inverseNormal(probability)).toBeCloseTo(deviations, 6)
    }
  })

  it('a factor meets p10 and p90 at ±1.28 deviations', () => {
    const spread = { below: 0.3, above: 0.1 }
    expect(factorAt(spread, inverseNormal(0.9))).toBeCloseTo(Math.exp(0.1), 9)
    expect(factorAt(spread, inverseNormal(0.1))).toBeCloseTo(Math.exp(-0.3), 9)
    expect(factorAt(spread, 0)).toBe(1)
  })
})
