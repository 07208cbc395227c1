import { describe, expect, it } from 'vitest'
import { pointsHere } from '#main/engine/analysis/points/work.ts'
import { capacityOf, closedLoad } from '#main/engine/analysis/loads/capacity.ts'
import { countSystems } from '#main/engine/decide/count.ts'
import { CAPACITY_FIELDS } from '#main/engine/analysis/points/drawnCapacities.ts'
import { capacitiesOf, deviceDraws, needsOf } from '#main/engine/decide/drawnSizing.ts'
import { drawnLoads, SCREENED_LOADS } from '#main/engine/decide/ladders.ts'
import { curveOf, rateAt } from '#main/engine/analysis/loads/loadCurve.ts'
import { mostLoad } from '#main/engine/analysis/loads/mostLoad.ts'
import { packingOf } from '#main/engine/decide/packing.ts'
import { demandRates } from '#shared/domain/brief/demandRates.ts'
import { createDealer, type DrawnFigure } from '#main/engine/decide/drawnFigures.ts'
import { drawnPeak, inDraws } from '#main/engine/decide/stages.ts'
import { systemsFor } from '#main/engine/decide/systems.ts'
import { guessed } from '#shared/domain/brief/assumed.ts'
import { DEFAULT_BRIEF } from '#shared/domain/brief/defaults.ts'
import { ARRIVALS, CHAT, CHAT_KEEPS, REASONING, REASONING_KEEPS } from '../../../../support/decideCases.ts'
import { shareOver } from '../../../../support/decideCurves.ts'

/**
 * What today's engine, with today's fits, says of eight configurations: n*, L*, C and the watts of a copy's devices. They are
 * no truths but a mark: a change of the engine or of its fits moves them, and is then written here on purpose.
 */
const TODAY = [
  ['chat, h100', CHAT.h100, CHAT_KEEPS, 115.3, 88.3, 6.505, 2508],
  ['chat, b200', CHAT.b200, CHAT_KEEPS, 141.7, 116.9, 10.322, 1967],
  ['chat, mi355x', CHAT.mi355x, CHAT_KEEPS, 124.1, 96.7, 6.976, 1400],
  ['chat, cs3', CHAT.cs3, CHAT_KEEPS, 370.9, 139.6, 21.558, 102_036],
  ['reasoning, mi355x', REASONING.mi355x, REASONING_KEEPS, 1144.1, 901, 19.403, 9370],
  ['reasoning, b200', REASONING.b200, REASONING_KEEPS, 242.1, 210.6, 4.212, 5152],
  ['reasoning, gb200', REASONING.gb200, REASONING_KEEPS, 3809.5, 2748.5, 65.037, 28_409],
  ['reasoning, h200', REASONING.h200, REASONING_KEEPS, 893, 693.7, 15.329, 9236],
] as const

describe('today’s engine', () => {
  it.each(TODAY)('sizes %s', (_, scenario, keeps, most, load, rate, watts) => {
    const curve = curveOf(scenario, SCREENED_LOADS)
    const found = mostLoad(curve, keeps.limits)
    const capacity = capacityOf(curve, found, keeps.arrivals)
    const near = (value: number, frozen: number) => expect(Math.abs(value / frozen - 1)).toBeLessThan(2e-3)
    near(found, most)
    near(capacity.load, load)
    near(capacity.rate, rate)
    near(capacity.deviceWatts, watts)
    expect(capacity.watts).toBeGreaterThanOrEqual(capacity.deviceWatts)
    // Requests that find no place: at most one in twenty; for that no more than a hundredth is given away.
    const whole = Math.floor(found)
    const { rate: carried } = capacityOf(curve, whole, keeps.arrivals)
    expect(shareOver((at) => rateAt(curve, at), carried, whole)).toBeLessThanOrEqual(0.0512)
    const closed = Math.min(rateAt(curve, closedLoad(curve, found, ARRIVALS)), 0.9 * capacity.limitRate)
    expect(capacity.rate / closed).toBeGreaterThan(0.99)
    expect(capacity.rate / closed).toBeLessThanOrEqual(1 + 1e-9)
  })

  it('needs four nodes of H100 for half a billion tokens a day, of which it is sure in 95 of 100 draws', () => {
    const demand = { ...DEFAULT_BRIEF.demand, amount: guessed(500e6, 400e6, 625e6), peak: guessed(2) }
    const rate = demandRates(demand).peakRequestsPerSecond as number
    const curve = curveOf(CHAT.h100, SCREENED_LOADS)
    const most = mostLoad(curve, CHAT_KEEPS.limits)
    const { workload, hardware, deployment } = CHAT.h100
    const question = {
      scenarios: [{ ...CHAT.h100, workload: { ...workload, concurrency: Math.floor(most) } }],
      loads: [drawnLoads(most)],
      limits: CHAT_KEEPS.limits,
      arrivals: ARRIVALS,
      longInputTokens: null,
      draws: deviceDraws(10_000),
      from: 0,
      to: deviceDraws(10_000),
      seed: 7,
    }
    const capacities = capacitiesOf(question, pointsHere('drawnCapacities', question, CAPACITY_FIELDS), 0)
    const peak = drawnPeak({ ...DEFAULT_BRIEF, model: '', demand }, createDealer(7, 10_000)) as DrawnFigure
    const peaks = inDraws(peak, 10_000)
    const packing = packingOf(hardware, deployment)
    const { rate: central } = capacityOf(curve, most, ARRIVALS)
    const count = countSystems({
      central: systemsFor(rate, central, packing),
      withSpare: systemsFor(rate, central, packing, 1),
      needs: needsOf(peaks, capacities, packing),
      confidence: 0.9,
    })
    expect(count).toMatchObject({ systems: 4, atCentral: 2, atConfidence: 4, spare: 1, edge: null })
    expect(count.probability).toBeCloseTo(0.95, 2)
    expect(count.standardError).toBeLessThan(0.006)
  })
})
