import { describe, expect, it } from 'vitest'
import { hourlyCarbon } from '#main/engine/economics/carbon.ts'
import { evaluate } from '#main/engine/evaluate.ts'
import { DEFAULT_ECONOMICS } from '#shared/domain/economics.ts'
import { scenario } from '../../../../support/engineScenarios.ts'

const site = {
  ...DEFAULT_ECONOMICS,
  utilisation: 0.5,
  powerUsageEffectiveness: 1.2,
  carbonIntensity: 0.4,
  lifetimeYears: 4,
}

describe('carbon of an hour', () => {
  it('is mean power × PUE × intensity, worked by hand', () => {
    // Eight devices at 700 W busy and 100 W idle, half of the hours: 8 × 400 W = 3.2 kW, and 0.8 kW of hosts and network;
    // × 1.2 = 4.8 kW; × 0.4 kg/kWh.
    expect(hourlyCarbon(site, 8, 5600, 800, 800)).toEqual({
      use: expect.closeTo(1.92, 12),
      embodied: null,
      total: expect.closeTo(1.92, 12),
    })
  })

  it('adds what making the devices has cost, with spares and replacements', () => {
    // 164 kg × 8 = 1,312 kg; a tenth spare: 1,443.2 kg over 4 years, and 5 % of 1,312 kg a year: 360.8 + 65.6 = 426.4 kg a year.
    const making = { ...site, embodiedCarbon: 164, sparesShare: 0.1, failuresPerYear: 0.05 }
    const made = hourlyCarbon(making, 8, 5600, 800, 800)
    expect(made.embodied).toBeCloseTo(426.4 / 8766, 12)
    expect(made.total).toBeCloseTo(1.92 + 426.4 / 8766, 12)
  })

  it('is unknown where the power is', () => {
    const known = { ...site, embodiedCarbon: 164 }
    expect(hourlyCarbon(known, 8, null, null, 800)).toMatchObject({ use: null, total: null })
    expect(hourlyCarbon(known, 8, 5600, 800, null)).toMatchObject({ use: null, total: null })
  })

  it('of a million tokens follows from the hour, and a greener grid scales it', () => {
    const own = scenario('h100-sxm', 'llama-3.1-70b')
    const at = (carbonIntensity: number) => {
      const { metrics } = evaluate({ ...own, economics: { ...own.economics, carbonIntensity } })
      return [metrics.carbonPerHour.value ?? NaN, metrics.carbonPerMillionOutput.value ?? NaN] as const
    }
    const [hour, million] = at(0.4)
    const [greenHour, greenMillion] = at(0.04)
    expect(hour / greenHour).toBeCloseTo(10, 9)
    expect(million / greenMillion).toBeCloseTo(10, 9)
    const { metrics } = evaluate(own)
    const cost = (metrics.costPerMillionOutput.value ?? NaN) / (metrics.costPerHour.value ?? NaN)
    expect((metrics.carbonPerMillionOutput.value ?? NaN) / (metrics.carbonPerHour.value ?? NaN)).toBeCloseTo(cost, 9)
  })
})
