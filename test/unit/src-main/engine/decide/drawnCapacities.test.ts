import { describe, expect, it } from 'vitest'
import { keyOf, uniform } from '#main/engine/analysis/draws/randomness.ts'
import { stratifiedNormals } from '#main/engine/analysis/draws/strata.ts'
import { probeLoad } from '#main/engine/analysis/loads/loadPoint.ts'
import { leastShare, placesAsked } from '#main/engine/analysis/loads/placesAsked.ts'
import { CAPACITY_FIELDS, type DrawnCapacitiesQuestion } from '#main/engine/analysis/points/drawnCapacities.ts'
import { drawnDevice } from '#main/engine/analysis/points/drawnDevice.ts'
import { pointsHere } from '#main/engine/analysis/points/work.ts'
import { createProbed } from '#main/engine/analysis/probe.ts'
import { capacityOf } from '#main/engine/analysis/loads/capacity.ts'
import { capacitiesOf } from '#main/engine/decide/drawnSizing.ts'
import { drawnLoads, SCREENED_LOADS } from '#main/engine/decide/ladders.ts'
import { curveOf, curveOfPoints } from '#main/engine/analysis/loads/loadCurve.ts'
import { mostLoad } from '#main/engine/analysis/loads/mostLoad.ts'
import { ARRIVALS, CHAT, CHAT_KEEPS } from '../../../../support/decideCases.ts'

const { limits } = CHAT_KEEPS
const scenarios = [CHAT.h100, CHAT.b200, CHAT.mi355x].map((one) => {
  const most = mostLoad(curveOf(one, SCREENED_LOADS), limits)
  return { ...one, workload: { ...one.workload, concurrency: Math.floor(most) } }
})
const question: DrawnCapacitiesQuestion = {
  scenarios,
  loads: scenarios.map(({ workload }) => drawnLoads(workload.concurrency)),
  limits,
  arrivals: ARRIVALS,
  longInputTokens: null,
  draws: 96,
  from: 0,
  to: 96,
  seed: 7,
}

/** C of all draws, of each scenario. */
function capacities(asked: DrawnCapacitiesQuestion): readonly Float64Array[] {
  const columns = pointsHere('drawnCapacities', asked, CAPACITY_FIELDS)
  return asked.scenarios.map((_, which) => capacitiesOf(asked, columns, which))
}

/** The same of curves of which every load was asked. */
function wholeCapacities(asked: DrawnCapacitiesQuestion): readonly Float64Array[] {
  const point = createProbed()
  return asked.scenarios.map((scenario, which) => {
    const { scenarioIn, errorIn } = drawnDevice(asked, scenario)
    const loads = asked.loads[which] as readonly number[]
    return Float64Array.from({ length: asked.draws }, (_, draw) => {
      const [slower, later] = [errorIn(draw, 'tpot'), errorIn(draw, 'ttft')]
      const whole = curveOfPoints(loads, scenario.workload.outputTokens, (place) => {
        probeLoad(scenarioIn(draw), loads[place] as number, null, false, point)
        const { tpot, ttft, systemThroughput } = point
        return { ...point, tpot: tpot * slower, ttft: ttft * later, throughput: systemThroughput / slower }
      })
      return capacityOf(whole, mostLoad(whole, asked.limits), asked.arrivals).rate
    })
  })
}

describe('stratified draws', () => {
  it('meet every part of the range once, in the order of the uniforms of their key', () => {
    const normals = stratifiedNormals(7, 512, keyOf('some/figure'))
    const sorted = [...normals].toSorted((one, two) => one - two)
    expect(sorted[255]).toBeCloseTo(-(sorted[256] as number), 9)
    expect(sorted.filter((each) => Math.abs(each) < 0.67449)).toHaveLength(256)
    const order = (values: ArrayLike<number>) =>
      Array.from(values, (value, draw) => ({ value, draw }))
        .toSorted((one, two) => one.value - two.value)
        .map(({ draw }) => draw)
    const drawn = Array.from({ length: 512 }, (_, draw) => uniform(7, draw, keyOf('some/figure')))
    expect(order(normals)).toEqual(order(drawn))
  })
})

describe('capacities of drawn devices', () => {
  it('are those of curves of which every load was asked', () => {
    const all = wholeCapacities(question)
    const some = capacities(question)
    // Loads far below the limit still weigh a little in the chance of waiting: nothing that a count could tell.
    const errors = some.flatMap((own, which) =>
      Array.from(own, (rate, draw) => {
        const whole = all[which]?.[draw] as number
        return whole > 0 ? Math.abs(rate / whole - 1) : rate
      }),
    )
    expect(Math.max(...errors)).toBeLessThan(1e-3)
    expect(errors.filter((error) => error > 1e-5).length).toBeLessThan(errors.length / 10)
  })

  it('are near those of a ladder of three times as many loads', () => {
    const dense = (most: number) => {
      const far = Array.from({ length: 24 }, (_, place) => Math.round((most * (place + 1)) / 12))
      const near = SCREENED_LOADS.slice(0, 12)
      return [...new Set([...near, ...far])].toSorted((one, two) => one - two).slice(0, 32)
    }
    for (const [which, one] of scenarios.entries()) {
      const alone = { ...question, scenarios: [one], loads: [question.loads[which] as readonly number[]] }
      const closer = { ...alone, loads: [dense(one.workload.concurrency)] }
      const [[few], [many]] = [capacities(alone), capacities(closer)] as [[Float64Array], [Float64Array]]
      const median = many.toSorted()[48] as number
      const errors = Array.from(few, (rate, draw) => rate / (many[draw] as number) - 1)
      const served = errors.filter((_, draw) => (many[draw] as number) > median / 4)
      expect(Math.abs(served.reduce((sum, error) => sum + error, 0) / served.length)).toBeLessThan(0.015)
      expect(Math.max(...served.map(Math.abs))).toBeLessThan(0.1)
      // Whether one request is served does not turn on the ladder.
      expect(few.map((rate) => Number(rate > 0))).toEqual(many.map((rate) => Number(rate > 0)))
    }
  })

  it('share what they share: a scenario drawn beside others is drawn as alone', () => {
    const one = { ...question, scenarios: scenarios.slice(1, 2), loads: question.loads.slice(1, 2) }
    expect(capacities(one)[0]).toEqual(capacities(question)[1])
  })

  it('lie around the central one', () => {
    for (const [which, drawn] of capacities({ ...question, draws: 256, to: 256 }).entries()) {
      const one = scenarios[which] as (typeof scenarios)[number]
      const curve = curveOf(one, SCREENED_LOADS)
      const central = capacityOf(curve, mostLoad(curve, limits), ARRIVALS).rate
      const sorted = drawn.toSorted()
      expect(sorted[20]).toBeLessThan(central)
      expect(sorted[235]).toBeGreaterThan(central)
    }
  })
})

describe('the loads that are asked', () => {
  const loads = [1, 10, 20, 30, 40, 50, 60, 70]
  const asked = (limit: number, expected: number, share = 0.6) => {
    const places: number[] = []
    placesAsked(
      loads,
      expected,
      () => share,
      (place) => {
        places.push(loads[place] as number)
        return { keeps: (loads[place] as number) <= limit, rate: loads[place] as number }
      },
    )
    return places.toSorted((one, two) => one - two)
  }

  it('are those about the limit, and below it as far as a capacity may lie', () => {
    expect(asked(55, 55)).toEqual([20, 30, 40, 50, 60])
    expect(asked(65, 45)).toEqual([30, 40, 50, 60, 70])
    expect(asked(100, 45)).toEqual([30, 40, 50, 60, 70])
    expect(asked(15, 55)).toEqual([1, 10, 20, 30, 40, 50])
    expect(asked(0, 25)).toEqual([1, 10, 20])
  })

  it('go as far down as the wildest arrivals are run', () => {
    for (const most of [2, 8, 40, 300]) {
      for (const dispersion of [0.5, 1, 4, null]) {
        const proportional = curveOf(CHAT.h100, [1])
        const flat = { ...proportional, loads: [1, most], rate: [1, most], logLoads: [0, Math.log(most)] }
        const curve = { ...flat, logRate: flat.logLoads, watts: [NaN, NaN], deviceWatts: [NaN, NaN] }
        const { rate, limitRate } = capacityOf(curve, most, { quantile: 0.95, dispersion })
        expect(rate / limitRate).toBeGreaterThanOrEqual(leastShare(most, 1.645, dispersion))
      }
    }
  })
})
