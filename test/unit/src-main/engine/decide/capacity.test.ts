import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { capacityOf, closedLoad } from '#main/engine/analysis/loads/capacity.ts'
import { rateAt } from '#main/engine/analysis/loads/loadCurve.ts'
import { poissonLoad } from '#main/engine/analysis/loads/poissonLoad.ts'
import { anyFlattening, curve, LADDER, shareOver } from '../../../../support/decideCurves.ts'

const P95 = { quantile: 0.95, dispersion: 1 }
/** Capacities are found to a part in ten million. */
const CLOSE = 1 + 1e-6

describe('the load of a copy', () => {
  it('of few requests is the Poisson mean at which 95 of 100 find a place', () => {
    // P(Poisson(L) ≤ n − 1) = 0.95: half of the chi-square quantile at 0.05 with 2 n degrees of freedom.
    expect(poissonLoad(1, 0.95)).toBeCloseTo(0.0513, 4)
    expect(poissonLoad(5, 0.95)).toBeCloseTo(1.9701, 4)
    expect(poissonLoad(20, 0.95)).toBeCloseTo(13.2547, 4)
    expect(poissonLoad(20.5, 0.95)).toBeCloseTo((poissonLoad(20, 0.95) + poissonLoad(21, 0.95)) / 2, 10)
  })

  // n*, L* and the slope of the rate there that lead to them, of configurations an architect wrote down.
  it.each([
    [108.5, 0.424, 84.3],
    [160.8, 0.54, 133.9],
    [114.2, 0.423, 89.1],
  ])('at n* %d and a slope of %d swings within n* − 1', (most, slope, load) => {
    const power = curve(LADDER, (at) => at ** slope)
    expect(closedLoad(power, most, P95)).toBeCloseTo(load, 0)
  })

  it('of a flat curve is where nine tenths of the rate at n* are reached', () => {
    const bent = curve(LADDER, (load) => Math.min(load, 100))
    const { load, rate, limitRate, capped } = capacityOf(bent, 400, P95)
    expect(capped).toBe(true)
    expect(rate / limitRate).toBeCloseTo(0.9, 9)
    expect(rateAt(bent, load)).toBeCloseTo(rate, 9)
  })

  it('of arrivals nobody knows stays below three quarters', () => {
    const bent = curve(LADDER, (load) => Math.min(load, 100))
    const { rate, limitRate } = capacityOf(bent, 400, { quantile: 0.95, dispersion: null })
    expect(rate / limitRate).toBeCloseTo(0.75, 9)
  })

  it('is nothing where one request misses', () => {
    expect(capacityOf(curve(LADDER, Math.sqrt), 0, P95)).toMatchObject({ load: 0, rate: 0, limitRate: 0 })
  })

  it('of a copy with one place leaves it free most of the time', () => {
    expect(
      capacityOf(
        curve([1], () => 2),
        1,
        P95,
      ).rate,
    ).toBeCloseTo(2 * 0.0513, 3)
  })
})

describe('what a copy carries', () => {
  const anyMost = fc.integer({ min: 1, max: 1500 })

  it('leaves more than n* requests there in no more than one of twenty moments', () => {
    let tight = 0
    fc.assert(
      fc.property(anyFlattening, anyMost, ({ rate }, most) => {
        const share = shareOver(rate, capacityOf(curve(LADDER, rate), most, P95).rate, most)
        expect(share).toBeLessThanOrEqual(0.0512)
        if (share > 0.045) tight++
      }),
      { numRuns: 300 },
    )
    // It is not kept by carrying next to nothing.
    expect(tight).toBeGreaterThan(20)
  })

  it('never rises with the swings of arrivals, nor with the share that must find a place', () => {
    const dispersion = fc.oneof(fc.constant(1), fc.double({ min: 0.05, max: 20, noNaN: true }))
    fc.assert(
      fc.property(anyFlattening, anyMost, dispersion, dispersion, ({ rate }, most, one, two) => {
        const flat = curve(LADDER, rate)
        const [calm, wild] = [Math.min(one, two), Math.max(one, two)]
        const at = (swings: number | null, quantile = 0.95) =>
          capacityOf(flat, most, { quantile, dispersion: swings }).rate
        expect(at(wild)).toBeLessThanOrEqual(at(calm) * CLOSE)
        expect(at(null)).toBeLessThanOrEqual(at(1) * CLOSE)
        expect(at(one, 0.99)).toBeLessThanOrEqual(at(one, 0.9) * CLOSE)
      }),
      { numRuns: 200 },
    )
  })

  it('never falls when more requests may be in flight', () => {
    const any = fc.double({ min: 1, max: 300, noNaN: true })
    fc.assert(
      fc.property(anyFlattening, any, any, fc.constantFrom(0.3, 1, 1.5, 4), ({ rate }, one, two, dispersion) => {
        const flat = curve(LADDER, rate)
        const at = (most: number) => capacityOf(flat, most, { quantile: 0.95, dispersion }).rate
        expect(at(Math.min(one, two))).toBeLessThanOrEqual(at(Math.max(one, two)) * CLOSE)
      }),
      { numRuns: 200 },
    )
  })
})
