import { describe, expect, it } from 'vitest'
import { fQuantile, tQuantile } from '#shared/domain/experiment/distributions.ts'

describe('quantiles', () => {
  // Printed tables.
  it.each([
    [0.9, 1, 3.0777],
    [0.9, 4, 1.5332],
    [0.95, 10, 1.8125],
    [0.9, 30, 1.3104],
    [0.975, 1000, 1.9623],
  ])('of Student’s t: %s at %s degrees is %s', (probability, degrees, t) => {
    expect(tQuantile(probability, degrees)).toBeCloseTo(t, 4)
  })

  it.each([
    [0.9, 1, 6, 3.776],
    [0.9, 2, 10, 2.9245],
    [0.9, 3, 20, 2.3801],
    [0.95, 4, 8, 3.8379],
  ])('of F: %s at %s and %s degrees is %s', (probability, above, below, f) => {
    expect(fQuantile(probability, above, below)).toBeCloseTo(f, 3)
  })
})
