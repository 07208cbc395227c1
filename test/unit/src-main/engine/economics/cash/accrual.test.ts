import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deviceHour, recoveryPerMonth, type DeviceOwnership } from '#main/engine/economics/cash/accrual.ts'
import { monthly, presentOfMonths } from '#main/engine/economics/cash/discount.ts'
import { entered } from '#shared/domain/brief/assumed.ts'
import { DEFAULT_LIFECYCLE } from '#shared/domain/brief/lifecycle.ts'
import { lifecycleCurve } from '#shared/domain/brief/lifecycleCurve.ts'

/** 3.25e24 operations at 0.4 of 989.5e12 a second, and 112 H200 that serve. */
const TRAINING = 2.28e6
const SERVING = 112

/** 52,500 $: all parts of a node of 420,000 $, by its eight devices. */
const bought = (discountRate: number, price = 52_500): DeviceOwnership => ({
  kind: 'own',
  price,
  residual: 0,
  life: 48,
  discountRate,
  power: { atWork: 700, atRest: 105, powerUsageEffectiveness: 1.25, tariff: 0.09 },
})

/** Training and a steady fleet on one device, as they accrue: dollars of training, dollars a month, and the month they meet. */
function accrued(ownership: DeviceOwnership, use: number) {
  const perMonth = SERVING * 730.5 * deviceHour(ownership, use)
  const training = { tokens: 1, utilisation: entered(1), experiments: entered(1), perYear: 0 }
  const curve = lifecycleCurve(
    { lifecycle: { ...DEFAULT_LIFECYCLE, training }, neededBy: 0, horizon: 120 },
    { deviceHour: deviceHour(ownership, 1), secondsPerTrainedToken: TRAINING * 3600, inferencePerMonth: [perMonth] },
  )
  return { training: curve?.run.value ?? NaN, perMonth, month: curve?.crossing.month ?? NaN }
}

describe('training against serving, by device-hours', () => {
  it('the operations of the example are its device-hours', () => {
    expect(3.25e24 / (989.5e12 * 0.4) / 3600).toBeCloseTo(2.281e6, -3)
  })

  it.each([
    ['rented at 1.53', { kind: 'rent', perHour: 1.53 }, 1.53, 3488.4, 125.18, 27.87],
    ['bought without cost of capital', bought(0), 1.4973 + 0.0788, 3593.3, 126.75, 28.35],
    ['bought at 9 %', bought(0.09), 1.7765 + 0.0788, 4230.0, 149.6, 28.28],
  ] as const)('%s', (_name, ownership, hour, training, inference, month) => {
    expect(deviceHour(ownership, 1)).toBeCloseTo(hour, 3)
    const found = accrued(ownership, 0.6)
    expect(found.training / 1000 / training).toBeCloseTo(1, 4)
    expect(found.perMonth / 1000 / inference).toBeCloseTo(1, 4)
    expect(found.month).toBeCloseTo(month, 2)
  })

  it('at full use the month is that of the hours, whatever a device costs and however it is paid for', () => {
    const share = fc.double({ min: 0, max: 0.5, noNaN: true })
    const price = fc.double({ min: 1000, max: 1e6, noNaN: true })
    const hours = TRAINING / (SERVING * 730.5)
    expect(hours).toBeCloseTo(27.87, 2)
    fc.assert(
      fc.property(share, price, (rate, dollars) => {
        expect(accrued(bought(rate, dollars), 1).month).toBeCloseTo(hours, 9)
        const rent: DeviceOwnership = { kind: 'rent', perHour: dollars }
        expect(accrued(rent, 0.6).month).toBeCloseTo(hours, 9)
      }),
    )
  })

  it('in part use only the power of idle hours moves it, by half a month at most', () => {
    for (const rate of [0, 0.05, 0.09, 0.2]) {
      const { month } = accrued(bought(rate), 0.6)
      expect(month - TRAINING / (SERVING * 730.5)).toBeGreaterThan(0)
      expect(month - TRAINING / (SERVING * 730.5)).toBeLessThanOrEqual(0.5)
    }
  })

  it('a lease pays its power on top of its rent', () => {
    const own = bought(0)
    if (own.kind !== 'own') throw new Error('It is bought.')
    const lease: DeviceOwnership = { kind: 'lease', perHour: 1.53, power: own.power }
    expect(deviceHour(lease, 1)).toBeCloseTo(1.53 + 0.07875, 9)
    expect(deviceHour(lease, 0)).toBeCloseTo(1.53 + 0.105 * 1.25 * 0.09, 9)
  })
})

describe('recovery of a price', () => {
  it('returns it with interest, less what is left', () => {
    const payment = recoveryPerMonth(100_000, 20_000, 48, 0.09)
    const present = payment * presentOfMonths(monthly(0.09), 48) + 20_000 / 1.09 ** 4
    expect(present).toBeCloseTo(100_000, 6)
    expect(recoveryPerMonth(48_000, 0, 48, 0)).toBe(1000)
  })
})
