import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { annuity, hourlyCost, perMillionTokens } from '#main/engine/economics/price.ts'
import { DEFAULT_ECONOMICS, type Economics } from '#shared/domain/economics.ts'
import { hardware } from '../../../../support/engineScenarios.ts'

const device = {
  ...hardware('h100-sxm'),
  power: {
    ...hardware('h100-sxm').power,
    board: { value: 700, grade: 'vendor' as const, source: null },
    provisioned: { value: 1400, grade: 'estimate' as const, source: null },
    host: { value: 250, grade: 'measured' as const, source: null },
    network: { value: 50, grade: 'measured' as const, source: null },
  },
}

/** A plain purchase: nothing but the device, its host and its electricity. Dollars. */
const PLAIN: Economics = {
  ...DEFAULT_ECONOMICS,
  mode: 'own',
  purchasePrice: 30_000,
  surroundingsShare: 0.5,
  lifetimeYears: 4,
  utilisation: 0.6,
  powerUsageEffectiveness: 1.25,
  electricityTariff: 0.1,
  operationsPerDeviceYear: 0,
}

describe('costs worked by hand, USD', () => {
  it('owned: eight devices, host and electricity', () => {
    // Capital: 8 × 30,000 USD × 1.5 = 360,000 USD over 4 years × 8,766 h = 35,064 h → 10.2670 USD/h.
    // Mean power: 4,000 W busy × 0.6 + 800 W idle × 0.4 = 2,720 W; hosts and network 8 × 300 W = 2,400 W all the time
    // → 5.12 kW × 1.25 × 0.1 USD/kWh = 0.64 USD/h.
    const cost = hourlyCost(device, PLAIN, 8, 4000, 800)
    expect(cost.capital).toBeCloseTo(10.267, 3)
    expect(cost.energy).toBeCloseTo(0.64, 10)
    expect(cost.operations + (cost.facility ?? NaN) + cost.migration).toBe(0)
    expect(cost.total).toBeCloseTo(10.907, 3)
    // 1,000 output tokens/s, 80 % of device time in decode, hours in use 60 %:
    // 10.907 USD × 0.8 / (1,000 × 3,600 × 0.6 tokens) = 4.0396e−6 USD → 4.04 USD per million output tokens.
    expect(perMillionTokens(cost.total ?? NaN, 0.8, 1000, 0.6)).toBeCloseTo(4.0396, 3)
    // The other 20 % for 4,000 input tokens/s: 10.907 × 0.2 / (4,000 × 3,600 × 0.6) → 0.2525 USD per million input tokens.
    expect(perMillionTokens(cost.total ?? NaN, 0.2, 4000, 0.6)).toBeCloseTo(0.2525, 3)
  })

  it('rented: rent, people and a migration over two years', () => {
    // Rent: 16 × 2.50 USD/h = 40 USD/h, power and space in it.
    // People: 438,300 USD a year / 8,766 h = 50 USD/h.
    // Migration: 100,000 + 40,000 + 35,320 = 175,320 USD over 2 × 8,766 h = 17,532 h → 10 USD/h.
    const cost = hourlyCost(
      device,
      {
        ...PLAIN,
        mode: 'rent',
        rentalPrice: 2.5,
        lifetimeYears: 2,
        peoplePerYear: 438_300,
        migrationPort: 100_000,
        migrationTraining: 40_000,
        migrationRisk: 35_320,
      },
      16,
      11_200,
      1600,
    )
    expect(cost).toMatchObject({ capital: 40, energy: 0, operations: 50, facility: 0 })
    expect(cost.migration).toBeCloseTo(10, 10)
    expect(cost.total).toBeCloseTo(100, 10)
  })

  it('owned with everything: interest, spares, failures, network, space, cooling, maintenance and people', () => {
    // Annuity at 8 % over 5 years: 0.08 / (1 − 1.08⁻⁵) = 0.08 / (1 − 0.680583) = 0.250456 a year.
    expect(annuity(0.08, 5)).toBeCloseTo(0.250456, 6)
    // Bought: 10 × 30,000 × 1.1 spares × (1 + 0.5 + 0.2) = 561,000 USD → × 0.250456 = 140,506.07 USD a year.
    // Failures: 10 × 30,000 × 5 % = 15,000 USD a year. Together 155,506.07 / 8,766 = 17.7397 USD/h.
    // Energy: (7,000 W × 0.6 + 1,000 W × 0.4) = 4.6 kW, hosts and network 10 × 300 W = 3 kW: 7.6 kW × 1.25 × 0.1 = 0.95 USD/h.
    // Operations: 10 × 876.6 + 87,660 = 96,426 USD a year → 11 USD/h.
    // Space and cooling: (300 + 326.14) USD per kW × 10 × 1.4 kW = 8,765.96 USD a year → 1.0000 USD/h.
    // Migration: 1,000,000 USD × 0.250456 / 8,766 = 28.5713 USD/h.
    const cost = hourlyCost(
      device,
      {
        ...PLAIN,
        lifetimeYears: 5,
        costOfCapital: 0.08,
        sparesShare: 0.1,
        failuresPerYear: 0.05,
        networkShare: 0.2,
        spacePerKilowattYear: 300,
        coolingPerKilowattYear: 326.14,
        operationsPerDeviceYear: 876.6,
        peoplePerYear: 87_660,
        migrationPort: 1_000_000,
      },
      10,
      7000,
      1000,
    )
    expect(cost.capital).toBeCloseTo(17.7397, 3)
    expect(cost.energy).toBeCloseTo(0.95, 10)
    expect(cost.operations).toBeCloseTo(11, 10)
    expect(cost.facility).toBeCloseTo(1, 4)
    expect(cost.migration).toBeCloseTo(28.5713, 3)
    expect(cost.total).toBeCloseTo(17.7397 + 0.95 + 11 + 1 + 28.5713, 3)
  })
})

describe('any costs', () => {
  it('the parts sum to the total, and no entry makes it cheaper', () => {
    const entered = fc.record({
      networkShare: fc.double({ min: 0, max: 1, noNaN: true }),
      sparesShare: fc.double({ min: 0, max: 1, noNaN: true }),
      failuresPerYear: fc.double({ min: 0, max: 1, noNaN: true }),
      costOfCapital: fc.double({ min: 0, max: 1, noNaN: true }),
      spacePerKilowattYear: fc.double({ min: 0, max: 1e4, noNaN: true }),
      coolingPerKilowattYear: fc.double({ min: 0, max: 1e4, noNaN: true }),
      peoplePerYear: fc.double({ min: 0, max: 1e7, noNaN: true }),
      migrationRisk: fc.double({ min: 0, max: 1e8, noNaN: true }),
    })
    fc.assert(
      fc.property(entered, fc.constantFrom('own' as const, 'rent' as const), (extra, mode) => {
        const base = { ...PLAIN, mode, rentalPrice: 3 }
        const cost = hourlyCost(device, { ...base, ...extra }, 8, 4000, 800)
        const parts = [cost.capital, cost.energy, cost.operations, cost.facility, cost.migration]
        const sum = parts.reduce<number>((total, part) => total + (part ?? NaN), 0)
        expect(Math.abs(sum / (cost.total ?? NaN) - 1)).toBeLessThan(1e-12)
        expect(cost.total).toBeGreaterThanOrEqual((hourlyCost(device, base, 8, 4000, 800).total ?? NaN) * (1 - 1e-12))
      }),
    )
  })

  it('an unknown power leaves the total unknown where space is paid by the kilowatt, and says why', () => {
    const unknown = { value: null, grade: null, source: null }
    const dark = { ...device, power: { ...device.power, board: unknown, provisioned: unknown } }
    const cost = hourlyCost(dark, { ...PLAIN, spacePerKilowattYear: 100 }, 8, 4000, 800)
    expect(cost).toMatchObject({ facility: null, total: null })
    expect(cost.reason).toMatchObject({ code: 'reason.facilityUnknown' })
  })
})
