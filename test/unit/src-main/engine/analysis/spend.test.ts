import { describe, expect, it } from 'vitest'
import { createProbed, probe } from '#main/engine/analysis/probe.ts'
import { spendOf } from '#main/engine/analysis/spend.ts'
import { spendingOf } from '#main/engine/economics/spending.ts'
import { trainingDeviceHours } from '#main/engine/economics/training.ts'
import { machineOf } from '#main/engine/machine/machine.ts'
import { DEFAULT_ECONOMICS, type Economics } from '#shared/domain/economics.ts'
import { countParameters } from '#shared/domain/parameters.ts'
import type { ResolvedScenario } from '#shared/domain/scenario.ts'
import { hardware, model, scenario } from '../../../../support/engineScenarios.ts'
import { wordingText } from '#shared/words/say.ts'

const HOURS = 8766 / 12

function economics(given: Partial<Economics>): Economics {
  return { ...DEFAULT_ECONOMICS, ...given }
}

function priced(id: string, given: Partial<Economics>): ResolvedScenario {
  const one = scenario(id, 'llama-3.1-70b')
  return { ...one, id, economics: economics({ purchasePrice: 30_000, ...given }) }
}

describe('what a deployment costs in cash', () => {
  it('owned, by hand', () => {
    const given = economics({
      purchasePrice: 30_000,
      sparesShare: 0.05,
      surroundingsShare: 0.5,
      networkShare: 0.1,
      failuresPerYear: 0.02,
      operationsPerDeviceYear: 600,
      peoplePerYear: 120_000,
      migrationPort: 200_000,
      utilisation: 0.5,
      powerUsageEffectiveness: 1.2,
      electricityTariff: 0.1,
    })
    const spending = spendingOf(hardware('h100-sxm'), given, 8, 4000, 1000)
    if ('reason' in spending) throw new Error(wordingText(spending.reason))
    // 8 × 30,000 USD = 240,000; 5 % spares: 252,000; hosts and network 60 % on top: 403,200.
    expect(spending.upfront).toBeCloseTo(403_200, 6)
    // Mean power 0.5 × 4 kW + 0.5 × 1 kW = 2.5 kW; × 1.2 × 0.1 USD/kWh = 0.30 USD/h; × 730.5 h = 219.15 USD.
    // Maintenance 8 × 600 / 12 = 400; failures 2 % of 240,000 a year = 4,800 / 12 = 400.
    expect(spending.monthly).toBeCloseTo(219.15 + 400 + 400, 6)
    expect(spending.people).toBe(10_000)
    expect(spending.migration).toBe(200_000)
  })

  it('rented, by hand', () => {
    const given = economics({ mode: 'rent', rentalPrice: 2.5, peoplePerYear: 60_000, migrationTraining: 10_000 })
    // 8 devices × 2.50 USD/h × 730.5 h = 14,610 USD a month; nothing at once but moving here.
    expect(spendingOf(hardware('h100-sxm'), given, 8, 4000, 1000)).toEqual({
      migration: 10_000,
      upfront: 0,
      monthly: 14_610,
      people: 5000,
    })
  })

  it('training, by hand', () => {
    const seventy = model('llama-3.1-70b')
    const { active } = countParameters(seventy)
    const rate = machineOf(hardware('h100-sxm')).peaks.bf16.rate
    // 6 operations × active parameters × 15e12 tokens, at 40 % of 989 TFLOP/s, in hours.
    const hours = (6 * active * 15e12) / (rate * 0.4) / 3600
    expect(trainingDeviceHours(seventy, machineOf(hardware('h100-sxm')), { tokens: 15e12, utilisation: 0.4 })).toBe(
      hours,
    )
    // Llama 3.1's own card: 7.0 million H100 hours for 70B (with more than pre-training in them).
    expect(hours / 7e6).toBeGreaterThan(0.5)
    expect(hours / 7e6).toBeLessThan(1.1)
  })

  it('says what is missing', () => {
    const unpriced = { ...economics({}), mode: 'rent' as const }
    const profile = {
      ...hardware('h100-sxm'),
      price: { ...hardware('h100-sxm').price, rental: { value: null, grade: null, source: null } },
    }
    expect(spendingOf(profile, unpriced, 8, 1, 1)).toMatchObject({
      reason: { code: 'reason.noPrice', parameters: { mode: 'rent' } },
    })
  })
})

describe('cost over months and volumes', () => {
  const owned = priced('h100-sxm', { lifetimeYears: 4 })
  const rented = { ...owned, id: 'rented', economics: economics({ mode: 'rent', rentalPrice: 2.5 }) }

  it('crosses where both have cost the same, and the cheaper changes there', () => {
    const { crossings, curves, months } = spendOf({
      scenarios: [owned, rented],
      baseline: owned.id,
      traffic: null,
      training: null,
    })
    expect(months).toBe(48)
    expect(crossings).toHaveLength(1)
    const [{ month, dollars, before, after }] = crossings as [(typeof crossings)[0]]
    expect([before, after]).toEqual(['rented', 'h100-sxm'])
    const cost = (id: string, at: number): number => {
      const curve = curves.find((each) => each.scenario === id)
      return (curve?.upfront ?? NaN) + (curve?.monthly ?? NaN) * at
    }
    expect(cost(before, month) / cost(after, month)).toBeCloseTo(1, 9)
    expect(cost(before, month)).toBeCloseTo(dollars, 3)
    expect(cost(before, month * 0.99)).toBeLessThan(cost(after, month * 0.99))
    expect(cost(before, month * 1.01)).toBeGreaterThan(cost(after, month * 1.01))
  })

  it('takes as many copies as the traffic needs, and not one more', () => {
    const point = createProbed()
    probe(owned, point)
    const perCopy = point.systemThroughput * 3600 * HOURS * owned.economics.utilisation
    for (const [factor, copies] of [
      [0.4, 1],
      [1, 1],
      [1.01, 2],
      [7.5, 8],
    ] as const) {
      const { curves } = spendOf({ scenarios: [owned], baseline: owned.id, traffic: perCopy * factor, training: null })
      expect(curves[0]?.copies).toBe(copies)
    }
  })

  it('the cheapest at every volume is the one its range names', () => {
    const { volumes, costs, cheapest } = spendOf({
      scenarios: [owned, rented, priced('b200-sxm', { purchasePrice: 45_000, migrationPort: 3e6 })],
      baseline: owned.id,
      traffic: null,
      training: null,
    })
    expect(cheapest.length).toBeGreaterThan(0)
    for (const [index, volume] of volumes.entries()) {
      const range = cheapest.find(({ from, to }) => volume >= from && volume <= to)
      const least = Math.min(...costs.map(({ perMillion }) => perMillion[index] ?? Infinity))
      const own = costs.find((each) => each.scenario === range?.scenario)?.perMillion[index]
      expect(own).toBe(least)
    }
    // One-off costs weigh less the more is served.
    const dear = costs.at(-1)?.perMillion ?? []
    expect(dear.at(-1)).toBeLessThan(dear[0] ?? 0)
  })

  it('training is overtaken when its price is spent on inference', () => {
    const training = { tokens: 1e9, utilisation: 0.4 }
    const { curves } = spendOf({ scenarios: [rented], baseline: rented.id, traffic: null, training })
    const [curve] = curves as [(typeof curves)[0]]
    expect(curve.training).toBeGreaterThan(0)
    expect(curve.upfront + curve.monthly * (curve.overtakes ?? NaN)).toBeCloseTo(curve.training ?? NaN, 6)
    const vast = spendOf({
      scenarios: [rented],
      baseline: rented.id,
      traffic: null,
      training: { ...training, tokens: 15e12 },
    })
    expect(vast.curves[0]?.overtakes).toBeNull()
  })

  it('a scenario that does not run is said to be unknown, and the others are priced', () => {
    const tooLarge = { ...scenario('l4', 'deepseek-v3'), id: 'small' }
    const { curves } = spendOf({ scenarios: [tooLarge, owned], baseline: 'small', traffic: null, training: null })
    expect(curves[0]?.reason).toEqual({ code: 'reason.doesNotRun' })
    expect(curves[1]).toMatchObject({ reason: null, copies: 1 })
  })
})
