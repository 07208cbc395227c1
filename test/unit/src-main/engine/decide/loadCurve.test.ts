import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curveOf, curveOfPoints, loadFor, rateAt, valueAt } from '#main/engine/analysis/loads/loadCurve.ts'
import { mostLoad, type TimeLimits } from '#main/engine/analysis/loads/mostLoad.ts'
import { scenario } from '../../../../support/engineScenarios.ts'
import { curve, LADDER } from '../../../../support/decideCurves.ts'

const NONE: TimeLimits = { timePerToken: null, timeToFirstToken: null, endToEnd: null, outputTokens: 101 }

describe('a curve under load', () => {
  it('is straight in logarithms between loads, and in proportion below the first', () => {
    const steep = curve([1, 10, 100], (load) => 3 * load ** 0.5)
    expect(rateAt(steep, 40)).toBeCloseTo(3 * 40 ** 0.5, 9)
    expect(rateAt(steep, 0.5)).toBeCloseTo(1.5, 9)
    expect(rateAt(steep, 1000)).toBeCloseTo(30, 9)
    expect(loadFor(steep, rateAt(steep, 40))).toBeCloseTo(40, 9)
    expect(loadFor(steep, 31)).toBe(Infinity)
    expect(valueAt(steep, steep.tpot, 40)).toBeCloseTo(40 / (3 * 40 ** 0.5), 9)
  })

  it('never gives a lower rate at a higher load', () => {
    const dips = curve([1, 2, 4, 8], (load) => (load === 4 ? 1.5 : load))
    expect(dips.rate).toEqual([1, 2, 2, 8])
  })

  it('ends where memory does, at the requests that still found a place', () => {
    const held = 37.5
    const full = curveOfPoints([1, 16, 32, 64, 128], 10, (place) => {
      const load = [1, 16, 32, 64, 128][place] as number
      const served = Math.min(load, held)
      const waits = load > held ? 99 : 0
      return {
        fits: load <= held,
        inFlight: served,
        throughput: 10 * served,
        tpot: 0.01,
        ttft: 0.1 * served + waits,
        deviceWatts: 1,
        watts: 2,
      }
    })
    expect(full.full).toBe(true)
    expect(full.loads).toEqual([1, 16, 32, held])
    expect(full.rate.at(-1)).toBe(held)
    // The wait for memory is no part of it: 0.1 s a request, carried on.
    expect(full.ttft.at(-1)).toBeCloseTo(0.1 * held, 9)
    expect(mostLoad(full, NONE)).toBe(held)
  })

  it('of a machine that holds no request has no loads, and keeps nothing', () => {
    const none = curveOf(scenario('h100-sxm', 'deepseek-v3', { devices: 1, tensorParallel: 1 }), [1, 2, 4])
    expect(none.loads).toEqual([])
    expect(mostLoad(none, NONE)).toBe(0)
  })

  it('of the engine ends where the engine says its memory ends', () => {
    const one = scenario('h100-sxm', 'llama-3.1-70b', { devices: 4, tensorParallel: 4 }, { outputTokens: 512 })
    const asked = curveOf(one, LADDER.map(Math.round))
    const end = asked.loads.at(-1) as number
    expect(asked.full).toBe(true)
    expect(curveOf(one, [1, Math.floor(end)]).full).toBe(false)
    expect(curveOf(one, [1, Math.ceil(end) + 1]).loads[1]).toBeCloseTo(end, 6)
  })
})

describe('the most a copy may hold', () => {
  const grows = curve(LADDER, (load) => load ** 0.7, {
    tpot: (load) => 0.01 * load ** 0.3,
    ttft: (load) => 0.05 * load ** 0.8,
  })

  it('is where the first limit is crossed, between loads as well', () => {
    const perToken = mostLoad(grows, { ...NONE, timePerToken: 0.035 })
    expect(perToken).toBeCloseTo(3.5 ** (1 / 0.3), 6)
    const first = mostLoad(grows, { ...NONE, timePerToken: 0.035, timeToFirstToken: 1 })
    expect(first).toBeCloseTo(20 ** (1 / 0.8), 6)
    expect(first).toBeLessThan(perToken)
  })

  it('holds a request from its beginning to its last token', () => {
    const most = mostLoad(grows, { ...NONE, endToEnd: 4 })
    const end = (load: number) => 0.05 * load ** 0.8 + 100 * 0.01 * load ** 0.3
    expect(end(most)).toBeCloseTo(4, 1)
  })

  it('is one where a curve has one load that keeps all, and nothing where it misses', () => {
    const single = curve([1], () => 2, { tpot: () => 0.02 })
    expect(mostLoad(single, { ...NONE, timePerToken: 0.02 })).toBe(1)
    expect(mostLoad(single, { ...NONE, timePerToken: 0.019 })).toBe(0)
  })

  it('stops before a load whose time nobody knows', () => {
    const unknown = curve([1, 2, 4], (load) => load, { tpot: (load) => (load > 2 ? NaN : 0.01) })
    expect(mostLoad(unknown, { ...NONE, timePerToken: 1 })).toBe(2)
  })

  it('never grows with a tighter limit, nor with longer times', () => {
    const limit = fc.double({ min: 0.005, max: 0.2, noNaN: true })
    const error = fc.double({ min: 0.3, max: 3, noNaN: true })
    fc.assert(
      fc.property(limit, limit, error, error, (one, two, low, high) => {
        const most = (timePerToken: number, tpot: number) =>
          mostLoad(grows, { ...NONE, timePerToken, timeToFirstToken: 2 }, { tpot, ttft: tpot })
        expect(most(Math.min(one, two), low)).toBeLessThanOrEqual(most(Math.max(one, two), low))
        expect(most(one, Math.max(low, high))).toBeLessThanOrEqual(most(one, Math.min(low, high)))
      }),
    )
  })
})
